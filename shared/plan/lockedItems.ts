import type { Problem } from '../problem.ts'
import { sectionRecordOf } from '../section/sectionRecord.ts'
import type { Report } from '../report/report.ts'
import { sectionsOf, type ReportLayout } from '../section/layout.ts'
import { itemIdsIn } from '../section/itemIds.ts'
import { isLocked } from '../section/workflow.ts'
import { ancestorsOf, subtreeOf } from './plan.ts'

/**
 * Why these items may not change now: what they say, or what stands below them, is printed in a locked section, and that shows
 * what was locked. Null if none is; the section has to be unlocked first.
 *
 * @param items  plan item ids; `null` stands for the whole plan
 */
export function lockedItems(
  report: Report,
  layout: ReportLayout,
  items: readonly string[] | null,
): Problem | null {
  const locked = sectionsOf(layout).filter(({ id }) => isLocked(sectionRecordOf(report, id).state))
  if (locked.length === 0) return null
  const all = report.plan.items
  const touched =
    items === null
      ? new Set(all.map(({ id }) => id))
      : new Set(
          items.flatMap((id) =>
            [
              ...ancestorsOf(all, id),
              ...all.filter((item) => item.id === id).flatMap((item) => subtreeOf(all, item)),
            ].map((item) => item.id),
          ),
        )
  const section = locked.find((candidate) => itemIdsIn(candidate).some((place) => touched.has(place)))
  return section === undefined
    ? null
    : {
        code: 'section-locked',
        culprit: section.id,
        details: { state: sectionRecordOf(report, section.id).state },
      }
}
