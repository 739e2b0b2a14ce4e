import type { CellAddress } from '../../shared/figure/cellAddress.ts'
import type { GridCell } from './gridState.ts'

/** How a cell stands in an address that can be mailed: `?cell=block.row.column`. Ids hold no dot. */
export const cellLink = ({ block, row, column }: CellAddress): string => `${block}.${row}.${column}`

/** The cell, if the link leads into this block. */
export const cellPlaceIn = (link: string, block: string): GridCell | undefined => {
  const [linked, row, column, ...rest] = link.split('.')
  return linked === block && row !== undefined && column !== undefined && rest.length === 0
    ? { row, column }
    : undefined
}
