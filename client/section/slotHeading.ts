import type { ProseSlot, SectionLayout } from '../../shared/section/layout.ts'
import { blocksOf, proseSlotsOf } from '../../shared/section/layout.ts'

/** What a text is called: its own heading, the row or block it comments, or the section's title. */
export function headingOf(section: SectionLayout, slotId: string): string {
  const slot = proseSlotsOf(section).find(({ id }) => id === slotId)
  return slot === undefined ? section.title : (slot.heading ?? blockHeading(section, slot) ?? section.title)
}

function blockHeading(section: SectionLayout, slot: ProseSlot): string | undefined {
  const block = blocksOf(section).find(({ id }) => id === slot.in?.block)
  return block?.rows.find(({ id }) => id === slot.in?.row)?.label ?? block?.title
}
