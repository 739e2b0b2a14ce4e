import type { Block, Column, Row } from '../block/block.ts'
import { findBlock } from '../block/decideRows.ts'
import type { Actor } from '../people/can.ts'
import { ok, refuse, type Problem, type Result } from '../problem.ts'
import type { CellChange } from '../report/event.ts'
import type { CellRecord, Provenance, Report } from '../report/report.ts'
import { refusalOf, sectionTarget } from '../report/target.ts'
import { itemsOfRow } from '../section/item.ts'
import type { ReportLayout } from '../section/layout.ts'
import type { CellAddress } from './cellAddress.ts'
import { cellFormat, fillOf } from './cellFormat.ts'
import { emptyCell, type CellValue } from './cellValue.ts'
import { compareDecimals, readDecimal } from './decimal.ts'
import { parseFigure } from './parseFigure.ts'

/** What somebody wants a cell to hold: a printed string, or a value. Without `revision` it is written whatever stands there. */
export interface CellInput extends CellAddress {
  readonly value: string | CellValue
  readonly revision?: number | undefined
  /** Beside the computed value of a computed cell; an empty one takes it away. */
  readonly reported?: boolean | undefined
}

export type CellAnswer = CellAddress &
  (
    | { readonly result: 'stored'; readonly change: CellChange | null }
    | { readonly result: 'conflict' }
    | { readonly result: 'refused'; readonly problem: Problem }
  )

/**
 * Judges each cell by itself: one that is refused does not hold up the others. An answer `stored` without a change means that
 * the cell holds the value already.
 */
export function decideCells(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  inputs: readonly CellInput[],
  provenance: Provenance,
): CellAnswer[] {
  const written = new Map<string, { value: CellValue; reported: CellValue | undefined; times: number }>()
  return inputs.map((input): CellAnswer => {
    const { block, row, column } = input
    const address = { block, row, column }
    const judged = judge(report, layout, actor, input)
    if (!judged.ok) return { ...address, result: 'refused', problem: judged.problem }
    const { value: after, record } = judged.value
    const key = `${block}.${row}.${column}`
    const earlier = written.get(key)
    const reported = input.reported === true
    const now = earlier ?? { value: record?.value ?? emptyCell, reported: record?.reported, times: 0 }
    const before = reported ? (now.reported ?? emptyCell) : now.value
    if (sameValue(before, after)) return { ...address, result: 'stored', change: null }
    if (input.revision !== undefined && input.revision !== (record?.revision ?? 0) + now.times)
      return { ...address, result: 'conflict' }
    written.set(key, {
      value: reported ? now.value : after,
      reported: reported ? after : now.reported,
      times: now.times + 1,
    })
    return { ...address, result: 'stored', change: { ...address, before, after, reported, provenance } }
  })
}

function judge(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  input: CellInput,
): Result<{ value: CellValue; record: CellRecord | undefined }> {
  const found = findBlock(layout, input.block)
  const row = found?.block.rows.find(({ id }) => id === input.row)
  const column = found?.block.columns.find(({ id }) => id === input.column)
  if (found === undefined || row === undefined || column === undefined || !hasCell(row, column)) {
    return refuse('cell-unknown', `${input.block}.${input.row}.${input.column}`)
  }
  const { section, block } = found
  const refusal = refusalOf(
    actor,
    'setCell',
    sectionTarget(report, section.id, itemsOfRow(section, block, row.id)),
  )
  if (refusal !== null) return { ok: false, problem: refusal }
  const record = report.cells[block.id]?.[row.id]?.[column.id]
  const closed = closedTo(actor, row, column, record, input.reported === true)
  if (closed !== null) return { ok: false, problem: closed }
  const final = report.final[block.id]
  if (final !== undefined) return refuse('cell-final', block.id, { by: final.by, at: final.at })
  const value = readValue(input.value, block, row, column)
  return value.ok ? ok({ value: value.value, record }) : value
}

/** A heading has no cells; a judgement is no cell but a record of its own, for it is proposed first and settled later. */
const hasCell = (row: Row, column: Column): boolean =>
  row.kind !== 'group' &&
  row.without?.includes(column.id) !== true &&
  column.type !== 'status' &&
  column.type !== 'trend'

function closedTo(
  actor: Actor,
  row: Row,
  column: Column,
  record: CellRecord | undefined,
  reported: boolean,
): Problem | null {
  const culprit = `${row.id}.${column.id}`
  const fill = fillOf(row, column)
  if (fill === 'computed') return reported ? null : { code: 'cell-computed', culprit }
  if (reported) return { code: 'cell-locked', culprit, details: { fill, reason: 'notComputed' } }
  if (fill === 'template') return { code: 'cell-locked', culprit, details: { fill } }
  // What an indicator is to reach stands in the plan; last year's figure may be typed where no report has brought it along.
  if (fill === 'carried' && row.planItem !== undefined && column.id === 'target')
    return { code: 'cell-locked', culprit, details: { fill, reason: 'plan' } }
  const isCarried = fill === 'carried' && record?.provenance.kind === 'carried'
  return isCarried && !actor.grants.some(({ role }) => role === 'samordnare')
    ? { code: 'cell-locked', culprit, details: { fill, provenance: record.provenance } }
    : null
}

function readValue(value: string | CellValue, block: Block, row: Row, column: Column): Result<CellValue> {
  const culprit = `${row.id}.${column.id}`
  if (column.type === 'text') {
    if (typeof value === 'string') return ok(textValue(value))
    if (value.kind === 'text') return ok(textValue(value.text))
    return isTypedEmpty(value)
      ? ok(value)
      : refuse('cell-not-a-choice', culprit, { got: value.kind, expected: 'text' })
  }
  if (column.type === 'choice') return readChoice(value, column, culprit)
  const format = cellFormat(block, row, column)
  if (typeof value === 'string') {
    const parsed = parseFigure(value, format)
    return parsed.ok ? ok(parsed.value.value) : parsed
  }
  if (value.kind === 'choice') return readChoice(value, column, culprit)
  if (value.kind === 'text') return refuse('cell-not-a-number', culprit, { got: value.kind })
  if (value.kind !== 'number') return ok(value)
  const decimal = readDecimal(value.value)
  const { min, max } = format
  const outside =
    (min !== undefined && compareDecimals(decimal, readDecimal(min)) < 0) ||
    (max !== undefined && compareDecimals(decimal, readDecimal(max)) > 0)
  return outside ? refuse('cell-out-of-range', culprit, { min, max, got: value.value }) : ok(value)
}

function readChoice(value: string | CellValue, column: Column, culprit: string): Result<CellValue> {
  if (typeof value !== 'string' && isTypedEmpty(value)) return ok(value)
  const written =
    typeof value === 'string' ? value.trim() : value.kind === 'choice' ? value.choice : undefined
  if (written === '') return ok(emptyCell)
  const choice = column.choices?.find((id) => id.toLowerCase() === written?.toLowerCase())
  return choice === undefined
    ? refuse('cell-not-a-choice', culprit, { choices: column.choices ?? [], got: written })
    : ok({ kind: 'choice', choice })
}

const isTypedEmpty = ({ kind }: CellValue): boolean =>
  ['empty', 'notApplicable', 'missing', 'unknown'].includes(kind)

function textValue(raw: string): CellValue {
  const text = raw.normalize('NFC').trim()
  return text === '' ? emptyCell : { kind: 'text', text: text.slice(0, 2000) }
}

/** Parsed by the same schema, so equal values have equal keys; their order may differ. */
export const sameValue = (a: CellValue, b: CellValue): boolean => canonical(a) === canonical(b)
const canonical = (value: CellValue): string =>
  JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
