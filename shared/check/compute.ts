import type { CellAddress, CellReader } from '../figure/cellAddress.ts'
import { emptyCell, type CellValue } from '../figure/cellValue.ts'
import { readDecimal, writeDecimal } from '../figure/decimal.ts'
import { formatFigure } from '../figure/formatFigure.ts'
import { halfUnit, rationalOf, roundTo, zero, type Rational } from '../figure/rational.ts'
import {
  evaluate,
  operandsOf,
  unsettledItems,
  type Evaluation,
  type NotComputed,
  type OperandValue,
  type StatusReader,
} from './evaluate.ts'
import { cellKey, placeFinder, type CellPlace, type PlacedBlock, type PlaceFinder } from './place.ts'
import type { Relation } from './relation.ts'

/** What a source system delivered in a computed cell, if it did. It is what prints; the computed stands beside it. */
export type ReportedReader = (address: CellAddress) => CellValue | undefined

export interface FigureSources {
  readonly read: CellReader
  readonly reported: ReportedReader
  readonly status: StatusReader
}

/** What the relation of a computed cell gives, whether or not something was delivered as well. */
export interface ComputedCell {
  readonly address: CellAddress
  readonly relation: Relation
  /** Not rounded; absent when `because` says why it could not be computed. */
  readonly exact?: Rational
  readonly because?: NotComputed
  /** Decimals the cell is shown with. */
  readonly decimals: number
  /** The exact value rounded once, as a cell: `notApplicable` over a zero base, `empty` if operands are missing. */
  readonly value: CellValue
  /** As printed where nothing was delivered. */
  readonly text: string
  /** Of a count of statuses: the items that nobody has settled yet, and that it therefore leaves out. */
  readonly unsettled?: readonly string[]
}

/** What a cell holds for everybody who reads it: the delivered value, else the computed, else the stored. */
export interface CellFigure {
  readonly place: CellPlace
  readonly from: 'stored' | 'computed' | 'reported'
  readonly value: CellValue
  readonly operand: OperandValue
  readonly decimals: number
}

/**
 * Reads figures through computed cells and remembers them; `forget` what has changed. The first relation that shows
 * a computed cell is the one that computes it.
 */
export interface FigureReader {
  readonly at: (address: CellAddress) => CellFigure | undefined
  readonly computed: (address: CellAddress) => ComputedCell | undefined
  readonly computing: (address: CellAddress) => Relation | undefined
  readonly forget: (address: CellAddress) => void
  readonly find: PlaceFinder
}

export const figureReader = (blocks: readonly PlacedBlock[], sources: FigureSources): FigureReader => {
  const find = placeFinder(blocks)
  const computing = new Map<string, Relation>()
  for (const { block } of blocks) {
    for (const relation of block.relations) {
      const key = cellKey(relation.shown)
      if (!computing.has(key) && find(relation.shown)?.format.fill === 'computed')
        computing.set(key, relation)
    }
  }
  const figures = new Map<string, CellFigure | undefined>()
  const computedCells = new Map<string, ComputedCell>()
  const visiting = new Set<string>()

  const operandAt = (address: CellAddress): OperandValue =>
    visiting.has(cellKey(address)) ? 'cycle' : (at(address)?.operand ?? 'blank')

  const computed = (address: CellAddress): ComputedCell | undefined => {
    const key = cellKey(address)
    const known = computedCells.get(key)
    if (known !== undefined) return known
    const relation = computing.get(key)
    const place = find(address)
    if (relation === undefined || place === undefined) return undefined
    visiting.add(key)
    try {
      const evaluation = evaluate(relation.formula, operandAt, sources.status)
      const cell = computedCell(
        address,
        place,
        relation,
        evaluation,
        decimalsOf(relation, place),
        sources.status,
      )
      computedCells.set(key, cell)
      return cell
    } finally {
      visiting.delete(key)
    }
  }

  /** Where neither row nor column says how many: a sum has as many as its operands, a quotient one. */
  const decimalsOf = ({ formula }: Relation, { format }: CellPlace): number => {
    if (format.decimals !== undefined) return format.decimals
    if (formula.op === 'percentage' || formula.op === 'relativeChange') return 1
    return Math.max(
      0,
      ...operandsOf(formula).map((operand) =>
        visiting.has(cellKey(operand)) ? 0 : (at(operand)?.decimals ?? 0),
      ),
    )
  }

  const at = (address: CellAddress): CellFigure | undefined => {
    const key = cellKey(address)
    if (figures.has(key)) return figures.get(key)
    const place = find(address)
    const figure = place === undefined ? undefined : readFigure(address, place)
    figures.set(key, figure)
    return figure
  }

  const readFigure = (address: CellAddress, place: CellPlace): CellFigure => {
    if (!computing.has(cellKey(address))) return storedFigure(place, 'stored', sources.read(address))
    const delivered = sources.reported(address)
    if (delivered !== undefined && delivered.kind !== 'empty')
      return storedFigure(place, 'reported', delivered)
    const cell = computed(address)
    const half = place.format.exactCount ? zero : halfUnit(cell?.decimals ?? 0)
    const blank: OperandValue = cell?.because === 'cycle' ? 'cycle' : 'blank'
    return {
      place,
      from: 'computed',
      value: cell?.value ?? emptyCell,
      operand: cell?.exact === undefined ? blank : { exact: cell.exact, half },
      decimals: cell?.decimals ?? 0,
    }
  }

  return {
    at,
    computed,
    computing: (address) => computing.get(cellKey(address)),
    forget: (address) => {
      figures.delete(cellKey(address))
      computedCells.delete(cellKey(address))
    },
    find,
  }
}

const storedFigure = (place: CellPlace, from: 'stored' | 'reported', value: CellValue): CellFigure => {
  if (value.kind !== 'number')
    return { place, from, value, operand: 'blank', decimals: place.format.decimals ?? 0 }
  const decimal = readDecimal(value.value)
  const decimals = Math.max(place.format.decimals ?? 0, decimal.scale)
  const isCount = place.format.exactCount && decimals === 0
  return {
    place,
    from,
    value,
    operand: { exact: rationalOf(decimal), half: isCount ? zero : halfUnit(decimals) },
    decimals,
  }
}

const computedCell = (
  address: CellAddress,
  place: CellPlace,
  relation: Relation,
  evaluation: Evaluation,
  decimals: number,
  status: StatusReader,
): ComputedCell => {
  const unsettled =
    relation.formula.op === 'statusCount' ? { unsettled: unsettledItems(relation.formula.items, status) } : {}
  if (evaluation.kind === 'notComputed') {
    const value: CellValue = evaluation.because === 'zeroBase' ? { kind: 'notApplicable' } : emptyCell
    const text = formatFigure(value, place.format)
    return { address, relation, because: evaluation.because, decimals, value, text, ...unsettled }
  }
  const value: CellValue = { kind: 'number', value: writeDecimal(roundTo(evaluation.value, decimals)) }
  const text = formatFigure(value, { ...place.format, decimals })
  return { address, relation, exact: evaluation.value, decimals, value, text, ...unsettled }
}

/** Every computed cell of these blocks, by `cellKey`. A table that must follow its cells live uses `figureReader`. */
export const computeCells = (
  blocks: readonly PlacedBlock[],
  sources: FigureSources,
): ReadonlyMap<string, ComputedCell> => {
  const reader = figureReader(blocks, sources)
  const cells = new Map<string, ComputedCell>()
  for (const { block } of blocks) {
    for (const { shown } of block.relations) {
      const cell = reader.computed(shown)
      if (cell !== undefined) cells.set(cellKey(shown), cell)
    }
  }
  return cells
}
