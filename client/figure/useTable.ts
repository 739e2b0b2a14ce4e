import { useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { Block } from '../../shared/block/block.ts'
import { itemsOfRow } from '../../shared/section/item.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { sectionTarget } from '../../shared/report/target.ts'
import { isExplained } from '../check/explanation.ts'
import { nameOf, type ReportState } from '../report/reportStore.ts'
import { useReportConnection, useReportPart } from '../report/useReport.ts'
import { openByCell } from '../review/openAt.ts'
import { useActiveThread, useReviewIfAny } from '../review/review.ts'
import { useLanguage } from '../ui/Language.tsx'
import { useAsApproved } from './approvedCells.ts'
import {
  cellState,
  cellView,
  hasCell,
  sameViews,
  textToEdit,
  type CellState,
  type CellView,
  type Closed,
  type FlaggedFinding,
  type OtherHere,
  type TableSources,
} from './cellView.ts'
import { gridStore, type GridStore } from './gridStore.ts'
import type { GridShape, GridCell } from './gridState.ts'
import { useDesk } from './TableDesk.tsx'
import { noteMark } from './tableHead.ts'

export interface Table {
  readonly block: Block
  readonly section: SectionLayout
  readonly grid: GridStore
  readonly shape: GridShape
  /** One list a row; null where the row has no such cell. The same list as long as its row looks the same. */
  readonly views: ReadonlyMap<string, readonly (CellView | null)[]>
  readonly stateAt: (place: GridCell) => CellState | undefined
  readonly findingsOf: (row: string) => readonly FlaggedFinding[]
  readonly closedTable: Closed | undefined
  readonly mayEditRows: boolean
  readonly report: ReportState['report']
}

/** A table as one person sees it now: its cells, what of it they may write in, and their selection. */
export function useTable(section: SectionLayout, block: Block): Table {
  const { store } = useReportConnection()
  const desk = useDesk()
  const { language } = useLanguage()
  const activeThread = useActiveThread()
  const showsThreads = useReviewIfAny() !== null
  const part = useReportPart(
    ({ report, computed, findings, me, people, presence }) => ({
      cells: report.cells[block.id],
      final: report.final[block.id],
      statuses: report.statuses,
      plan: report.plan,
      section: report.sections[section.id],
      explanations: report.explanations,
      threads: report.threads,
      state: report.state,
      findings,
      computed,
      me,
      people,
      presence,
    }),
    isSamePart,
  )
  const asApproved = useAsApproved()
  const version = useSyncExternalStore(desk.edits.subscribe, desk.edits.version)

  const table = useMemo(() => {
    const state = store.state()
    const { report } = state
    const target = sectionTarget(report, section.id, itemsOfRow(section, block, undefined))
    const may = store.may('setCell', target)
    const closedTable = closedAs(report.final[block.id] !== undefined, may)
    const found = findingsByCell(state, block)
    const here = othersByCell(state, block)
    const marks = marksByPlace(block)
    const threads = showsThreads ? openByCell(report.threads, block.id) : noThreads
    const isLitHere = [...threads.values()].some((ids) => activeThread !== null && ids.includes(activeThread))
    const sources: TableSources = {
      block,
      report,
      computed: (address) => asApproved(address, state.computed(address)),
      own: desk.edits.of,
      closedTable,
      mayCorrectCarried: state.me.grants.some(({ role }) => role === 'samordnare'),
      findingsAt: (row, column) => found.get(`${row}.${column}`) ?? [],
      hereAt: (row, column) => here.get(`${row}.${column}`),
      markAt: (row, column) => marks.get(`${row}.${column}`),
      threadsAt: (row, column) => threads.get(`${row}.${column}`) ?? [],
      activeThread: isLitHere ? activeThread : null,
      language,
    }
    const rows = new Map(block.rows.map((row) => [row.id, row]))
    const columns = new Map(block.columns.map((column) => [column.id, column]))
    const stateAt = (place: GridCell): CellState | undefined => {
      const [row, column] = [rows.get(place.row), columns.get(place.column)]
      return row === undefined || column === undefined || !hasCell(row, column)
        ? undefined
        : cellState(sources, row, column)
    }
    const drawn = block.columns.filter((column) => column.type === 'number' || column.type === 'text')
    const shape: GridShape = {
      rows: block.rows.filter((row) => drawn.some((column) => hasCell(row, column))).map(({ id }) => id),
      columns: drawn.map(({ id }) => id),
      has: (place) => {
        const [row, column] = [rows.get(place.row), columns.get(place.column)]
        return row !== undefined && column !== undefined && hasCell(row, column)
      },
      mayEdit: (place) => {
        const cell = stateAt(place)
        return cell !== undefined && cell.closed === undefined
      },
      textOf: (place) => {
        const cell = stateAt(place)
        return cell === undefined ? '' : textToEdit(cell)
      },
      isFlagged: ({ row, column }) => sources.findingsAt(row, column).length > 0,
    }
    return {
      sources,
      shape,
      stateAt,
      closedTable,
      report,
      mayEditRows:
        block.repeating === true &&
        store.may('editRows', target).allowed &&
        report.final[block.id] === undefined,
      findingsOf: (row: string) => found.get(row) ?? [],
      drawn,
    }
    // `part` and `version` say when what is read through the store has changed.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [store, desk, section, block, language, part, version, activeThread, showsThreads, asApproved])

  const cache = useRef<ReadonlyMap<string, readonly (CellView | null)[]>>(new Map())
  const views = useMemo(() => {
    const next = new Map<string, readonly (CellView | null)[]>()
    for (const row of block.rows) {
      const fresh = table.drawn.map((column) =>
        hasCell(row, column) ? cellView(table.sources, cellState(table.sources, row, column)) : null,
      )
      const known = cache.current.get(row.id)
      next.set(row.id, known !== undefined && sameRow(known, fresh) ? known : fresh)
    }
    cache.current = next
    return next
  }, [block, table])

  const [grid] = useState(() => gridStore(table.shape))
  useLayoutEffect(() => grid.setShape(table.shape), [grid, table.shape])

  const { shape, stateAt, findingsOf, closedTable, mayEditRows, report } = table
  return { block, section, grid, shape, views, stateAt, findingsOf, closedTable, mayEditRows, report }
}

const noThreads: ReturnType<typeof openByCell> = new Map()

const sameRow = (a: readonly (CellView | null)[], b: readonly (CellView | null)[]): boolean =>
  a.length === b.length &&
  a.every((view, at) => {
    const other = b[at]
    return view === null || other === null || other === undefined
      ? view === other
      : sameViews([view], [other])
  })

const isSamePart = (a: Record<string, unknown>, b: Record<string, unknown>): boolean =>
  Object.keys(a).every((key) => a[key] === b[key])

const closedAs = (
  isFinal: boolean,
  may: ReturnType<ReturnType<typeof useReportConnection>['store']['may']>,
): Closed | undefined => {
  if (!may.allowed)
    return may.because === 'sectionLocked' || may.because === 'reportState' ? 'lockedSection' : 'right'
  return isFinal ? 'final' : undefined
}

/** By `row.column`, and all of a row by `row`. What stands nowhere in the table is told in the panel alone. */
const findingsByCell = (
  { findings, report }: ReportState,
  block: Block,
): ReadonlyMap<string, readonly FlaggedFinding[]> => {
  const found = new Map<string, FlaggedFinding[]>()
  const enter = (key: string, flagged: FlaggedFinding): void => {
    const known = found.get(key)
    if (known === undefined) found.set(key, [flagged])
    else known.push(flagged)
  }
  for (const finding of findings) {
    if (finding.block !== block.id || finding.row === undefined || finding.severity !== 'warning') continue
    const flagged = { finding, isExplained: isExplained(report, finding) }
    enter(finding.row, flagged)
    if (finding.column !== undefined) enter(`${finding.row}.${finding.column}`, flagged)
  }
  return found
}

const othersByCell = (
  { presence, people, report }: ReportState,
  block: Block,
): ReadonlyMap<string, OtherHere> =>
  new Map(
    presence.flatMap(({ user, cell }) =>
      cell?.block === block.id
        ? [
            [
              `${cell.row}.${cell.column}`,
              { user, name: nameOf(people, user), colour: (report.members[user]?.arrival ?? 0) % 8 },
            ] as const,
          ]
        : [],
    ),
  )

/** Marks of the notes that stand at one cell; those of rows and columns stand at their headings. */
const marksByPlace = (block: Block): ReadonlyMap<string, string> =>
  new Map(
    block.footnotes.flatMap(({ anchor }, at) =>
      typeof anchor === 'object' && 'row' in anchor && 'column' in anchor
        ? [[`${anchor.row}.${anchor.column}`, noteMark(at)] as const]
        : [],
    ),
  )
