import { isItemDone } from '../people/itemState.ts'
import type { Report } from '../report/report.ts'
import type { ReportLayout } from '../section/layout.ts'
import type { Addressed } from './notice.ts'
import { mayBeTold } from './noticesOf.ts'
import { sectionsOfItems } from './sectionsOfItems.ts'

const soonDays = 3
/** Older ones are told of no more: everybody knows by then. Shorter than notices are kept, so that none comes twice. */
const longestOverdueDays = 30

/**
 * What the day itself tells: items due within three days, and items whose day has passed. The id holds item and due date, so
 * that each is told once; a new due date is told anew.
 *
 * @param today  ISO date
 * @param at     when it is told
 */
export function dueNotices(report: Report, layout: ReportLayout, today: string, at: string): Addressed[] {
  if (report.state === 'beslutad') return []
  return Object.entries(report.items).flatMap(([item, { people, due }]) => {
    const section = sectionsOfItems(layout).get(item)
    if (due === undefined || section === undefined || isItemDone(report, section, item)) return []
    const days = daysUntil(today, due)
    if (days > soonDays || days < -longestOverdueDays) return []
    const kind = days < 0 ? ('overdue' as const) : ('dueSoon' as const)
    return people
      .filter((user) => mayBeTold(report, user, {}, today))
      .map((to) => ({
        to,
        notice: {
          id: `${report.id} ${kind} ${item} ${due}`,
          kind,
          report: report.id,
          section: section.id,
          item,
          due,
          at,
        },
      }))
  })
}

const daysUntil = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
