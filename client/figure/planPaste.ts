import type { Block, Column, Row, Unit } from '../../shared/block/block.ts'
import type { CellFormat } from '../../shared/figure/cellFormat.ts'
import type { CellValue } from '../../shared/figure/cellValue.ts'
import { sameValue } from '../../shared/figure/decideCells.ts'
import { compareDecimals, readDecimal } from '../../shared/figure/decimal.ts'
import { convertUnit } from '../../shared/figure/unit.ts'
import type { Problem } from '../../shared/problem.ts'
import type { GridShape, GridCell } from './gridState.ts'
import { readTyped } from './typedValue.ts'

/** What the plan of a paste must know of one cell of the table. */
export interface TargetCell {
  readonly row: Row
  readonly column: Column
  readonly format: CellFormat
  readonly value: CellValue
  /** Why nobody can write here, if so. */
  readonly closed?: 'computed' | 'locked'
}

export type PastedCell = GridCell & { readonly raw: string } & (
    | { readonly outcome: 'change'; readonly before: CellValue; readonly after: CellValue }
    | { readonly outcome: 'same'; readonly before: CellValue }
    | { readonly outcome: 'computed' | 'locked'; readonly before: CellValue }
    | { readonly outcome: 'unreadable'; readonly before: CellValue; readonly problem: Problem }
    | { readonly outcome: 'absent' }
  )

export interface PastePlan {
  readonly rows: readonly (readonly PastedCell[])[]
  readonly changes: readonly Extract<PastedCell, { outcome: 'change' }>[]
  readonly counts: Readonly<Record<PastedCell['outcome'], number>>
  /** How much of what was pasted lies outside the table. */
  readonly beyond: { readonly rows: number; readonly columns: number }
}

/**
 * Where each cell of what was pasted goes, counted from the selected cell, and what becomes of it. Nothing is
 * written into a cell that is computed, locked or not there.
 *
 * @param from  unit that the amounts are in, where somebody has chosen to have them converted
 */
export const planPaste = (
  shape: GridShape,
  at: (place: GridCell) => TargetCell | undefined,
  start: GridCell,
  pasted: readonly (readonly string[])[],
  from?: Unit,
): PastePlan => {
  const [firstRow, firstColumn] = [shape.rows.indexOf(start.row), shape.columns.indexOf(start.column)]
  const rowsHere = shape.rows.slice(firstRow)
  const columnsHere = shape.columns.slice(firstColumn)
  const rows = pasted.slice(0, rowsHere.length).map((cells, down) =>
    cells.slice(0, columnsHere.length).map((raw, right): PastedCell => {
      const place = { row: rowsHere[down] ?? '', column: columnsHere[right] ?? '' }
      const target = at(place)
      return target === undefined
        ? { ...place, raw, outcome: 'absent' }
        : pastedCell(place, raw, target, from)
    }),
  )
  const all = rows.flat()
  const count = (outcome: PastedCell['outcome']): number =>
    all.filter((cell) => cell.outcome === outcome).length
  return {
    rows,
    changes: all.filter((cell) => cell.outcome === 'change'),
    counts: {
      change: count('change'),
      same: count('same'),
      computed: count('computed'),
      locked: count('locked'),
      unreadable: count('unreadable'),
      absent: count('absent'),
    },
    beyond: {
      rows: Math.max(0, pasted.length - rowsHere.length),
      columns: Math.max(0, Math.max(0, ...pasted.map((cells) => cells.length)) - columnsHere.length),
    },
  }
}

const pastedCell = (place: GridCell, raw: string, target: TargetCell, from: Unit | undefined): PastedCell => {
  const before = target.value
  if (target.closed !== undefined) return { ...place, raw, before, outcome: target.closed }
  const read = readTyped(raw, target.column, target.format)
  if (!read.ok) return { ...place, raw, before, outcome: 'unreadable', problem: read.problem }
  const after = from === undefined ? read.value : converted(read.value, from, target.format.unit)
  return sameValue(before, after)
    ? { ...place, raw, before, outcome: 'same' }
    : { ...place, raw, before, outcome: 'change', after }
}

const converted = (value: CellValue, from: Unit, to: Unit | undefined): CellValue => {
  if (value.kind !== 'number' || to === undefined) return value
  const amount = convertUnit(value.value, from, to)
  return amount.ok ? { ...value, value: amount.value } : value
}

/**
 * The unit that the pasted amounts seem to be in where the table is in millions: thousands, if most of them are
 * hundreds of times what stands in the same row already. A person decides; nothing is converted by itself.
 */
export const suspectedUnit = (
  plan: PastePlan,
  block: Pick<Block, 'unit'>,
  valuesOfRow: (row: string) => readonly CellValue[],
): Unit | undefined => {
  if (block.unit !== 'mnkr') return undefined
  const comparable = plan.changes.flatMap(({ row, after }) => {
    const known = valuesOfRow(row).filter(isFigure)
    return isFigure(after) && known.length > 0 ? [{ after, known }] : []
  })
  const huge = comparable.filter(({ after, known }) =>
    known.every((value) => isFarAbove(after.value, value.value)),
  )
  return huge.length > 0 && huge.length * 2 > comparable.length ? 'tkr' : undefined
}

type Figure = Extract<CellValue, { kind: 'number' }>
const isFigure = (value: CellValue): value is Figure =>
  value.kind === 'number' && !/^-?[0.]+$/.test(value.value)

const isFarAbove = (a: string, b: string): boolean => {
  const size = (text: string) => readDecimal(text.replace('-', ''))
  const small = size(b)
  return compareDecimals(size(a), { digits: small.digits * 100n, scale: small.scale }) > 0
}
