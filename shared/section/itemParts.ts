import type { Block, Row } from '../block/block.ts'
import { itemsOfRow, itemsOfSlot, rowItem } from './item.ts'
import { itemIdsIn } from './itemIds.ts'
import { blocksOf, proseSlotsOf, sectionsOf, type ReportLayout, type SectionLayout } from './layout.ts'

/** What one item consists of: the texts to write and the rows to fill in or judge. */
export interface ItemParts {
  readonly slots: readonly string[]
  readonly rows: readonly { readonly block: Block; readonly row: Row }[]
}

/** By the layout of now; a part counts for each item it stands in, so a row also belongs to its table. */
export function itemPartsOf(section: SectionLayout, item: string): ItemParts {
  return {
    slots: proseSlotsOf(section)
      .filter((slot) => itemsOfSlot(section, slot).includes(item))
      .map(({ id }) => id),
    rows: blocksOf(section).flatMap((block) =>
      block.rows
        .filter((row) => itemsOfRow(section, block, row.id).includes(item))
        .map((row) => ({ block, row })),
    ),
  }
}

/** The visible section an item stands in. */
export const sectionOfItem = (layout: ReportLayout, item: string): SectionLayout | undefined =>
  sectionsOf(layout).find((section) => itemIdsIn(section).includes(item))

/** An item and those it stands in, nearest first, the section last: who answers for one of them may do what it asks. */
export function itemsAround(section: SectionLayout, item: string): string[] {
  if (item === section.id) return [item]
  const slot = proseSlotsOf(section).find(({ id }) => id === item)
  if (slot !== undefined) return itemsOfSlot(section, slot)
  for (const block of blocksOf(section)) {
    const row = block.rows.find((candidate) => rowItem(block, candidate) === item)
    if (row !== undefined) return itemsOfRow(section, block, row.id)
    if (block.id === item || block.planItem === item)
      return [...new Set([item, ...itemsOfRow(section, block, undefined)])]
  }
  const named = proseSlotsOf(section).find(({ planItem }) => planItem === item)
  return named === undefined
    ? [item, section.id]
    : itemsOfSlot(section, named).filter((id) => id !== named.id)
}
