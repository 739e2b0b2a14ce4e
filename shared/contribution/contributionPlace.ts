import { rowItem } from '../section/item.ts'
import {
  blocksOf,
  proseSlotsOf,
  sectionsOf,
  type ProseSlot,
  type ReportLayout,
  type SectionLayout,
} from '../section/layout.ts'

/** Where the text of a contribution goes. */
export interface ContributionPlace {
  readonly section: SectionLayout
  readonly slot: ProseSlot
}

/**
 * The text that an item is written in: its own, its Kommentar, or the one text of a section. Undefined for an item that has
 * none, such as a table without Kommentar or a section of several texts.
 */
export function contributionPlaceOf(layout: ReportLayout, item: string): ContributionPlace | undefined {
  for (const section of sectionsOf(layout)) {
    const slot = slotOf(section, item)
    if (slot !== undefined) return { section, slot }
  }
  return undefined
}

function slotOf(section: SectionLayout, item: string): ProseSlot | undefined {
  const slots = proseSlotsOf(section)
  const own = slots.find(({ id }) => id === item) ?? slots.find(({ planItem }) => planItem === item)
  if (own !== undefined) return own
  for (const block of blocksOf(section)) {
    const row = block.rows.find((candidate) => rowItem(block, candidate) === item)
    if (row !== undefined) {
      const ofRow = slots.find((slot) => slot.in?.block === block.id && slot.in.row === row.id)
      if (ofRow !== undefined) return ofRow
    }
    if (block.id !== item && block.planItem !== item) continue
    const ofBlock = slots.find((slot) => slot.in?.block === block.id && slot.in.row === undefined)
    if (ofBlock !== undefined) return ofBlock
  }
  if (section.id !== item) return undefined
  const texts = slots.filter((slot) => slot.in === undefined)
  return texts.length === 1 ? texts[0] : undefined
}
