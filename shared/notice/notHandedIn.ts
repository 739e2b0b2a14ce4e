import { isItemDone } from '../people/itemState.ts'
import type { Report } from '../report/report.ts'
import type { ReportLayout } from '../section/layout.ts'
import { sectionsOfItems } from './sectionsOfItems.ts'

/** Somebody and what they have not handed in, in the order of the report. */
export interface NotHandedIn {
  readonly user: string
  readonly items: readonly string[]
}

/**
 * Who can be reminded of what: items with responsible people that are not handed in, nor done with their section.
 *
 * @param items  only these; all without
 */
export function notHandedIn(
  report: Report,
  layout: ReportLayout,
  items?: ReadonlySet<string>,
): NotHandedIn[] {
  const missing = new Map<string, string[]>()
  for (const [item, section] of sectionsOfItems(layout)) {
    const record = report.items[item]
    if (record === undefined || items?.has(item) === false || isItemDone(report, section, item)) continue
    for (const user of record.people) missing.set(user, [...(missing.get(user) ?? []), item])
  }
  return [...missing].map(([user, own]) => ({ user, items: own }))
}
