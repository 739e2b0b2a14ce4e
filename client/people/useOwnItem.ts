import { useMemo } from 'react'
import { isItemDone } from '../../shared/people/itemState.ts'
import { can, permission } from '../../shared/people/can.ts'
import { itemRecordOf } from '../../shared/section/itemRecord.ts'
import { sectionTarget } from '../../shared/report/target.ts'
import { itemIdsIn } from '../../shared/section/itemIds.ts'
import { itemsAround } from '../../shared/section/itemParts.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { useReportPart } from '../report/useReport.ts'

/** The one item in the section that I am still asked to hand in; null where there is none, or more to choose among. */
export function useOwnItem(section: SectionLayout): string | null {
  const items = useMemo(() => itemIdsIn(section), [section])
  return useReportPart(({ report, me }) => {
    const mine = items.filter(
      (item) => itemRecordOf(report, item).people.includes(me.user) && !isItemDone(report, section, item),
    )
    const [only, ...others] = mine
    if (only === undefined || others.length > 0) return null
    const target = sectionTarget(report, section.id, itemsAround(section, only))
    // Whoever writes in the whole section marks all of it as done.
    const submit = permission(me, 'submit', sectionTarget(report, section.id, [section.id]))
    const isOfSection = submit.allowed || submit.because !== 'role'
    return can(me, 'handIn', target) && !isOfSection ? only : null
  })
}
