import type { ProseSlot, SectionLayout } from '../../shared/section/layout.ts'
import { blocksOf, proseSlotsOf } from '../../shared/section/layout.ts'

/** What a text is called: the goal, row or block it comments, else its own heading, else the section's title. */
export function headingOf(section: SectionLayout, slotId: string): string {
  const slot = proseSlotsOf(section).find(({ id }) => id === slotId)
  if (slot === undefined) return section.title
  // Every Kommentar has the same heading; what it is about tells them apart.
  return blockHeading(section, slot) ?? slot.heading ?? section.title
}

function blockHeading(section: SectionLayout, slot: ProseSlot): string | undefined {
  const block = blocksOf(section).find(({ id }) => id === slot.in?.block)
  return block?.rows.find(({ id }) => id === slot.in?.row)?.label ?? block?.title
}
