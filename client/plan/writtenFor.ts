import type { Report } from '../../shared/report/report.ts'
import { rowItem } from '../../shared/section/item.ts'
import {
  blocksOf,
  proseSlotsOf,
  sectionsOf,
  type ProseSlot,
  type ReportLayout,
  type SectionLayout,
} from '../../shared/section/layout.ts'
import { itemIdsIn } from '../../shared/section/itemIds.ts'

/** What the report already holds for one item of the plan: none of it is lost when the plan changes. */
export interface Written {
  readonly section: SectionLayout | null
  readonly words: number
  /** Who wrote last. */
  readonly by: string | null
  readonly judgement: 'settled' | 'proposed' | 'none'
}

/** Goes by the counts that the report keeps of its texts, so that no text has to be opened. */
export function writtenFor(
  layout: ReportLayout,
  report: Pick<Report, 'texts' | 'statuses'>,
  item: string,
): Written {
  const section = sectionsOf(layout).find((candidate) => itemIdsIn(candidate).includes(item)) ?? null
  const status = report.statuses[item]
  const texts =
    section === null
      ? []
      : textsIn(section, item).flatMap((slot) => report.texts[section.id]?.[slot.id] ?? [])
  const last = texts
    .filter(({ words }) => words > 0)
    .toSorted((a, b) => a.at.localeCompare(b.at))
    .at(-1)
  return {
    section,
    words: texts.reduce((sum, { words }) => sum + words, 0),
    by: last?.by ?? null,
    judgement:
      status?.settled !== undefined ? 'settled' : status?.proposed !== undefined ? 'proposed' : 'none',
  }
}

function textsIn(section: SectionLayout, item: string): ProseSlot[] {
  const blocks = blocksOf(section)
  return proseSlotsOf(section).filter((slot) => {
    if (slot.planItem === item) return true
    const { in: place } = slot
    if (place?.row === undefined) return false
    const block = blocks.find(({ id }) => id === place.block)
    const row = block?.rows.find(({ id }) => id === place.row)
    return block !== undefined && row !== undefined && rowItem(block, row) === item
  })
}
