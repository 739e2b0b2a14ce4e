import type { Actor } from '../people/can.ts'
import { ok, refuse, type Problem, type Result } from '../problem.ts'
import type { ReportEvent } from '../report/event.ts'
import type { AddedRow, Report } from '../report/report.ts'
import { refusalOf, sectionTarget } from '../report/target.ts'
import { itemsOfRow } from '../section/item.ts'
import { blocksOf, type ReportLayout, type SectionLayout } from '../section/layout.ts'
import type { Block } from './block.ts'
import type { KeyFigureFields } from './keyFigureFields.ts'

/** The block with its section, hidden sections left out. */
export function findBlock(
  layout: ReportLayout,
  blockId: string,
): { section: SectionLayout; block: Block } | undefined {
  for (const section of layout.chapters.flatMap(({ sections }) => sections)) {
    const block = section.hidden ? undefined : blocksOf(section).find(({ id }) => id === blockId)
    if (block !== undefined) return { section, block }
  }
  return undefined
}

/** A row as it is asked for; in key figures it brings its unit, decimals and direction. */
export interface NewRow extends KeyFigureFields {
  readonly label: string
  readonly before?: string | null | undefined
}

const rowFields = ({ label: _label, before: _before, ...fields }: NewRow): KeyFigureFields => fields

/** Adds a row to a repeating table, before another added one or last. */
export function decideRowAdded(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  blockId: string,
  input: NewRow,
  newId: string,
): Result<ReportEvent[]> {
  const refusal = refusalToEdit(report, layout, actor, blockId, undefined)
  if (refusal !== null) return { ok: false, problem: refusal }
  if (unknownNeighbour(report, blockId, input.before)) return refuse('row-unknown', input.before ?? '')
  return ok([
    {
      type: 'rowAdded',
      block: blockId,
      row: { ...rowFields(input), id: newId, label: input.label, removed: false },
      before: input.before ?? null,
    },
  ])
}

/** Renames an added row, moves it among the added ones, or both. */
export function decideRowChanged(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  blockId: string,
  rowId: string,
  input: { label?: string | undefined; before?: string | null | undefined },
): Result<ReportEvent[]> {
  const refusal = refusalToEdit(report, layout, actor, blockId, rowId)
  if (refusal !== null) return { ok: false, problem: refusal }
  if (unknownNeighbour(report, blockId, input.before)) return refuse('row-unknown', input.before ?? '')
  const events: ReportEvent[] = []
  if (input.label !== undefined)
    events.push({ type: 'rowRenamed', block: blockId, row: rowId, label: input.label })
  if (input.before !== undefined)
    events.push({ type: 'rowMoved', block: blockId, row: rowId, before: input.before })
  return events.length === 0 ? refuse('nothing-to-change', rowId) : ok(events)
}

/** Takes an added row out of its table; its figures and its text are kept. */
export function decideRowRemoved(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  blockId: string,
  rowId: string,
): Result<ReportEvent[]> {
  const refusal = refusalToEdit(report, layout, actor, blockId, rowId)
  if (refusal !== null) return { ok: false, problem: refusal }
  return ok([{ type: 'rowRemoved', block: blockId, row: rowId }])
}

/** Marks the figures of a block as final, or as preliminary again. */
export function decideFinal(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  blockId: string,
  final: boolean,
): Result<ReportEvent[]> {
  const found = findBlock(layout, blockId)
  if (found === undefined) return refuse('not-found', blockId)
  const { section, block } = found
  const refusal = refusalOf(
    actor,
    'markFinal',
    sectionTarget(report, section.id, itemsOfRow(section, block, undefined)),
  )
  if (refusal !== null) return { ok: false, problem: refusal }
  if ((report.final[blockId] !== undefined) === final) return refuse('nothing-to-change', blockId)
  return ok([{ type: 'blockFinal', block: blockId, final }])
}

function refusalToEdit(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  blockId: string,
  rowId: string | undefined,
): Problem | null {
  const found = findBlock(layout, blockId)
  if (found === undefined) return { code: 'not-found', culprit: blockId }
  const { section, block } = found
  const refusal = refusalOf(
    actor,
    'editRows',
    sectionTarget(report, section.id, itemsOfRow(section, block, rowId)),
  )
  if (refusal !== null) return refusal
  if (block.repeating !== true) return { code: 'row-fixed', culprit: blockId }
  if (report.final[blockId] !== undefined) return { code: 'cell-final', culprit: blockId }
  if (rowId === undefined || livingRow(report, blockId, rowId) !== undefined) return null
  return { code: block.rows.some(({ id }) => id === rowId) ? 'row-fixed' : 'row-unknown', culprit: rowId }
}

const livingRow = (report: Report, block: string, row: string): AddedRow | undefined =>
  report.rows[block]?.find(({ id, removed }) => id === row && !removed)

const unknownNeighbour = (report: Report, block: string, before: string | null | undefined): boolean =>
  typeof before === 'string' && livingRow(report, block, before) === undefined
