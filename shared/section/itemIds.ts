import { rowItem } from './item.ts'
import { blocksOf, proseSlotsOf, type ReportLayout, type SectionLayout } from './layout.ts'

/** Ids of all items of a section: what somebody can be made responsible for, and what a role can be limited to. */
export function itemIdsIn(section: SectionLayout): string[] {
  const slots = proseSlotsOf(section).flatMap(({ id, planItem }) =>
    planItem === undefined ? [id] : [id, planItem],
  )
  const blocks = blocksOf(section).flatMap((block) => [
    block.id,
    ...(block.planItem === undefined ? [] : [block.planItem]),
    ...block.rows.map((row) => rowItem(block, row)),
  ])
  return [...new Set([section.id, ...slots, ...blocks])]
}

/** The same for the whole report, hidden sections included. */
export const itemIdsOf = (layout: ReportLayout): ReadonlySet<string> =>
  new Set(layout.chapters.flatMap(({ sections }) => sections.flatMap(itemIdsIn)))
