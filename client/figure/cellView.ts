import type { Block, Column, Row } from '../../shared/block/block.ts'
import type { ComputedCell } from '../../shared/check/compute.ts'
import type { Finding } from '../../shared/check/finding.ts'
import { cellKey } from '../../shared/check/place.ts'
import { cellFormat, type CellFormat } from '../../shared/figure/cellFormat.ts'
import type { CellAddress } from '../../shared/figure/cellAddress.ts'
import { emptyCell, type CellValue } from '../../shared/figure/cellValue.ts'
import { editFigure, formatFigure, speakFigure } from '../../shared/figure/formatFigure.ts'
import type { Language } from '../../shared/figure/words.ts'
import type { CellRecord, Report } from '../../shared/report/report.ts'
import type { OwnEdit } from './cellEdits.ts'

/** Why nobody, or not I, can write in a cell. `right` and `lockedSection` hold for the whole table. */
export type Closed = 'computed' | 'previous' | 'plan' | 'template' | 'final' | 'right' | 'lockedSection'

export interface OtherHere {
  readonly user: string
  readonly name: string
  readonly colour: number
}

/** One cell as it is drawn; equal views are drawn the same, so that a table draws only what has changed. */
export interface CellView {
  readonly column: string
  /** As printed. */
  readonly text: string
  /** As a screen reader says it, the unit left to the caption. */
  readonly spoken: string
  readonly look: 'entered' | 'computed' | 'carried'
  readonly align: 'figure' | 'words'
  readonly closed: Closed | undefined
  readonly edit: OwnEdit['state'] | undefined
  readonly isUnreadable: boolean
  readonly flag: 'error' | 'toExplain' | 'explained' | undefined
  /** Two values stand against each other: the delivered and the computed. */
  readonly isReported: boolean
  readonly here: OtherHere | undefined
  readonly mark: string | undefined
  /** Open synpunkter here, and whether one of them is lit. */
  readonly threads: number
  readonly hasActiveThread: boolean
}

/** What the cells of a table are read from. */
export interface TableSources {
  readonly block: Block
  readonly report: Report
  readonly computed: (address: CellAddress) => ComputedCell | undefined
  readonly own: (key: string) => OwnEdit | undefined
  /** Why the table as a whole is closed to me. */
  readonly closedTable: Closed | undefined
  readonly mayCorrectCarried: boolean
  readonly findingsAt: (row: string, column: string) => readonly FlaggedFinding[]
  readonly hereAt: (row: string, column: string) => OtherHere | undefined
  readonly markAt: (row: string, column: string) => string | undefined
  /** Ids of the open synpunkter at a cell. */
  readonly threadsAt: (row: string, column: string) => readonly string[]
  readonly activeThread: string | null
  readonly language: Language
}

export interface FlaggedFinding {
  readonly finding: Finding
  readonly isExplained: boolean
}

/** Everything known of one cell that does not fit in its drawing. */
export interface CellState {
  readonly address: CellAddress
  readonly row: Row
  readonly column: Column
  readonly format: CellFormat
  readonly record: CellRecord | undefined
  readonly computed: ComputedCell | undefined
  readonly own: OwnEdit | undefined
  /** What is shown: mine while it is on its way, else the delivered, the computed or the stored. */
  readonly value: CellValue
  readonly revision: number
  readonly closed: Closed | undefined
}

/** Whether the row has this cell at all. */
export const hasCell = (row: Row, column: Column): boolean =>
  row.kind !== 'group' &&
  row.without?.includes(column.id) !== true &&
  (column.type === 'number' || column.type === 'text')

export const cellState = (sources: TableSources, row: Row, column: Column): CellState => {
  const { block, report } = sources
  const address = { block: block.id, row: row.id, column: column.id }
  const format = cellFormat(block, row, column)
  const record = report.cells[block.id]?.[row.id]?.[column.id]
  const computed = format.fill === 'computed' ? sources.computed(address) : undefined
  const own = stillOwn(sources.own(cellKey(address)), record)
  const base = { address, row, column, format, record, computed, own, revision: record?.revision ?? 0 }
  return { ...base, value: shownValue(base, report), closed: closedTo(sources, row, column, format, record) }
}

/** A stored edit of mine has done its work when the record has come as far. */
const stillOwn = (own: OwnEdit | undefined, record: CellRecord | undefined): OwnEdit | undefined =>
  own?.state === 'stored' && (record?.revision ?? 0) >= own.revision ? undefined : own

const shownValue = (
  { own, computed, record, row, column }: Omit<CellState, 'value' | 'closed'>,
  report: Report,
): CellValue => {
  if (own !== undefined) {
    if (own.state !== 'conflict') return own.value
    return record !== undefined && record.revision >= own.theirs.revision ? record.value : own.theirs.value
  }
  if (computed !== undefined) {
    const delivered = record?.reported
    return delivered === undefined || delivered.kind === 'empty' ? computed.value : delivered
  }
  if (record !== undefined) return record.value
  return column.id === 'target' && row.planItem !== undefined ? targetOf(report, row.planItem) : emptyCell
}

/** An indicator's target is the plan's; it is shown beside the outcome and never typed here. */
const targetOf = (report: Report, item: string): CellValue =>
  report.plan.items.find(({ id }) => id === item)?.fields.target ?? emptyCell

const closedTo = (
  { closedTable, mayCorrectCarried }: TableSources,
  row: Row,
  column: Column,
  { fill }: CellFormat,
  record: CellRecord | undefined,
): Closed | undefined => {
  if (fill === 'computed') return 'computed'
  if (fill === 'template') return 'template'
  if (fill === 'carried' && row.planItem !== undefined && column.id === 'target') return 'plan'
  if (closedTable !== undefined) return closedTable
  return fill === 'carried' && record?.provenance.kind === 'carried' && !mayCorrectCarried
    ? 'previous'
    : undefined
}

/** What the caret meets in the cell. */
export const textToEdit = ({ own, value }: CellState): string =>
  editFigure(own?.state === 'conflict' ? own.value : value)

export const cellView = (sources: TableSources, state: CellState): CellView => {
  const { row, column, format, value, own, record, computed } = state
  const found = sources.findingsAt(row.id, column.id)
  const open = found.filter(({ isExplained }) => !isExplained)
  const threads = sources.threadsAt(row.id, column.id)
  const isReported = computed !== undefined && value === record?.reported
  return {
    column: column.id,
    // A computed cell's decimals follow its operands where no place says how many.
    text: computed !== undefined && value === computed.value ? computed.text : formatFigure(value, format),
    spoken: speakFigure(value, format, sources.language),
    look: format.fill === 'computed' ? 'computed' : format.fill === 'carried' ? 'carried' : 'entered',
    align: column.type === 'number' && isFigure(value) ? 'figure' : 'words',
    closed: state.closed,
    edit: own?.state,
    isUnreadable: value.kind === 'unreadable',
    flag:
      open.length === 0
        ? found.length === 0
          ? undefined
          : 'explained'
        : open.some(({ finding }) => finding.kind === 'error')
          ? 'error'
          : 'toExplain',
    isReported,
    here: sources.hereAt(row.id, column.id),
    mark: sources.markAt(row.id, column.id),
    threads: threads.length,
    hasActiveThread: sources.activeThread !== null && threads.includes(sources.activeThread),
  }
}

const isFigure = (value: CellValue): boolean => value.kind !== 'text'

export const sameViews = (a: readonly CellView[], b: readonly CellView[]): boolean =>
  a.length === b.length && a.every((view, at) => sameView(view, b[at]))

const sameView = (a: CellView, b: CellView | undefined): boolean =>
  b !== undefined &&
  a.column === b.column &&
  a.text === b.text &&
  a.spoken === b.spoken &&
  a.look === b.look &&
  a.align === b.align &&
  a.closed === b.closed &&
  a.edit === b.edit &&
  a.isUnreadable === b.isUnreadable &&
  a.flag === b.flag &&
  a.isReported === b.isReported &&
  a.here?.user === b.here?.user &&
  a.mark === b.mark &&
  a.threads === b.threads &&
  a.hasActiveThread === b.hasActiveThread
