import type { Block, Column, Row } from '../block/block.ts'
import type { CellAddress } from '../figure/cellAddress.ts'
import { cellFormat, type CellFormat } from '../figure/cellFormat.ts'

/** A block and the section it stands in. */
export interface PlacedBlock {
  readonly section: string
  readonly block: Block
}

/** A cell's surroundings: what an address points at. */
export interface CellPlace {
  readonly section: string
  readonly block: Block
  readonly row: Row
  readonly column: Column
  readonly format: CellFormat
}

export type PlaceFinder = (address: CellAddress) => CellPlace | undefined

/** Ids hold no dot, so this is one name for one cell. */
export const cellKey = ({ block, row, column }: CellAddress): string => `${block}.${row}.${column}`

/** Finds cells by address; `undefined` for one that the blocks do not have, as when its section is hidden. */
export const placeFinder = (blocks: readonly PlacedBlock[]): PlaceFinder => {
  const byId = new Map(
    blocks.map(({ section, block }) => [
      block.id,
      {
        section,
        block,
        rows: new Map(block.rows.map((row) => [row.id, row])),
        columns: new Map(block.columns.map((column) => [column.id, column])),
      },
    ]),
  )
  return (address) => {
    const found = byId.get(address.block)
    const row = found?.rows.get(address.row)
    const column = found?.columns.get(address.column)
    if (found === undefined || row === undefined || column === undefined) return undefined
    if (row.kind === 'group' || row.without?.includes(column.id) === true) return undefined
    return {
      section: found.section,
      block: found.block,
      row,
      column,
      format: cellFormat(found.block, row, column),
    }
  }
}
