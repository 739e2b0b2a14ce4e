import type { Block } from '../../shared/block/block.ts'
import { cellKey } from '../../shared/check/place.ts'
import type { ApprovedCells } from '../figure/approvedCells.ts'

/** How many were settled when the section was approved; undefined where it is not, or where a count was delivered. */
export function settledWhenApproved(block: Block, approved: ApprovedCells): number | undefined {
  const counts = block.rows.flatMap((row) =>
    block.columns.map((column) => approved.get(cellKey({ block: block.id, row: row.id, column: column.id }))),
  )
  if (counts.some((cell) => cell === undefined)) return undefined
  return counts.reduce((sum, cell) => sum + (cell?.value.kind === 'number' ? Number(cell.value.value) : 0), 0)
}
