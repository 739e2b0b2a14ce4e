import type { Block, Column, Fill, Period, Row } from '../block/block.ts'
import { countsPieces } from './unit.ts'
import type { FigureFormat } from './parseFigure.ts'
import type { BlockKind } from '../block/kindName.ts'
import type { PrintFormat } from './formatFigure.ts'

export interface CellFormat extends FigureFormat, PrintFormat {
  /** Persons or pieces without decimals: such a figure is exact, so nothing is forgiven when it is checked. */
  readonly exactCount: boolean
  readonly fill: Fill
  readonly period: Period
}

/**
 * What holds for one cell. Unit and decimals come from the row if it sets them, else from the column, else from the
 * block; a column with `ownFormat` keeps its own. A computed column is computed in every row, a computed row in
 * every column.
 */
export const cellFormat = (block: Block, row: Row, column: Column): CellFormat => {
  const own = column.ownFormat === true
  const plainUnit = own ? (column.unit ?? block.unit) : (row.unit ?? column.unit ?? block.unit)
  const relative = isChange(column) && !own && row.changeMode === 'relative'
  const points = isChange(column) && !own && plainUnit === '%'
  const unit = relative ? '%' : points ? 'procentenheter' : plainUnit
  const decimals = own
    ? column.decimals
    : relative
      ? (column.decimals ?? 1)
      : (row.decimals ?? column.decimals)
  const exactCount =
    (decimals ?? 0) === 0 &&
    unit !== undefined &&
    (countsPieces(unit) || (block.exactCounts === true && unit !== '%'))
  return {
    unit,
    decimals,
    min: column.min,
    max: column.max,
    printUnit: !own && unitInCells.includes(block.kind),
    showPlus: block.showPlus === true && fillOf(row, column) === 'computed',
    zeroAs: block.zeroAs,
    exactCount,
    fill: fillOf(row, column),
    period: column.period ?? block.period,
  }
}

/** Tables whose rows differ in unit, so that no heading can say it. */
const unitInCells: readonly BlockKind[] = ['keyFigures', 'indicatorTable']

/** A change of percentages is counted in points, a relative change in percent, whatever the row's own unit. */
const isChange = (column: Column): boolean => column.id === 'change' || column.id.startsWith('chg')

/** Who fills the cell: a computed column is computed in every row, else the row decides before the column. */
export const fillOf = (row: Row, column: Column): Fill =>
  column.fill === 'computed' ? 'computed' : (row.fill ?? column.fill)
