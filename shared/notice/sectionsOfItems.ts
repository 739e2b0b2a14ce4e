import { itemIdsIn } from '../section/itemIds.ts'
import { sectionsOf, type ReportLayout, type SectionLayout } from '../section/layout.ts'

const known = new WeakMap<ReportLayout, ReadonlyMap<string, SectionLayout>>()

/** The visible section each item stands in. Remembered with the layout, which does not change. */
export function sectionsOfItems(layout: ReportLayout): ReadonlyMap<string, SectionLayout> {
  const found = known.get(layout)
  if (found !== undefined) return found
  const sections = new Map<string, SectionLayout>()
  for (const section of sectionsOf(layout))
    for (const item of itemIdsIn(section)) if (!sections.has(item)) sections.set(item, section)
  known.set(layout, sections)
  return sections
}
