import type { Block, Row } from '../block/block.ts'
import type { ProseSlot, SectionLayout } from './layout.ts'
import { blocksOf } from './layout.ts'

/**
 * Items are what one person can be asked for. Their ids:
 * a section's id; a prose slot's id; a block's id; a plan item's id (goal, indicator, assignment, measure);
 * `<block>.<row>` for a row that no plan item stands for.
 */
export const rowItem = (block: Pick<Block, 'id'>, row: Row): string => row.planItem ?? `${block.id}.${row.id}`

/** Items a cell or row belongs to, nearest first, the section last. Who is responsible for one of them may write there. */
export function itemsOfRow(section: SectionLayout, block: Block, rowId: string | undefined): string[] {
  const row = rowId === undefined ? undefined : block.rows.find((candidate) => candidate.id === rowId)
  return [
    ...(row ? [rowItem(block, row), ...rowsAbove(block, row).map((above) => rowItem(block, above))] : []),
    ...itemsOfBlock(section, block),
  ]
}

/** Items a prose slot belongs to, nearest first. */
export function itemsOfSlot(section: SectionLayout, slot: ProseSlot): string[] {
  const block =
    slot.in === undefined ? undefined : blocksOf(section).find((candidate) => candidate.id === slot.in?.block)
  return [
    slot.id,
    ...(slot.planItem === undefined ? [] : [slot.planItem]),
    ...(block ? itemsOfRow(section, block, slot.in?.row) : [section.id]),
  ]
}

const itemsOfBlock = (section: SectionLayout, block: Block): string[] => [
  block.id,
  ...(block.planItem === undefined ? [] : [block.planItem]),
  section.id,
]

function rowsAbove(block: Block, row: Row): Row[] {
  const parent =
    row.parent === undefined ? undefined : block.rows.find((candidate) => candidate.id === row.parent)
  return parent ? [parent, ...rowsAbove(block, parent)] : []
}
