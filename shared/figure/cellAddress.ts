import type { CellValue } from './cellValue.ts'

/** Where a figure stands in a report: the ids of block, row and column. */
export interface CellAddress {
  readonly block: string
  readonly row: string
  readonly column: string
}

/** Reads the stored value of a cell; `empty` for one nobody has filled. */
export type CellReader = (address: CellAddress) => CellValue
