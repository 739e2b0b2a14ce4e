import type { Report } from '../report/report.ts'
import { ancestorsOf, type Plan, type PlanItem } from './plan.ts'

/** What of last year's report tells whether something is finished. */
export type LastYear = Pick<Report, 'plan' | 'statuses' | 'cells'>

/**
 * The plan a new year begins with: last year's, each item under a new id that remembers the old one. What is
 * finished stays behind: an uppdrag settled as reached, a measure settled as done, a risk that need not come back,
 * with all below them. It is unlocked and rests on no decision yet.
 */
export function carryPlan(previous: LastYear, newId: () => string): Plan {
  const { items } = previous.plan
  const isLeft = (item: PlanItem): boolean =>
    ancestorsOf(items, item.id).some((above) => above.removed || isFinished(above, previous))
  const carried = items.filter((item) => !isLeft(item))
  const ids = new Map(carried.map((item) => [item.id, newId()]))
  return { items: carried.flatMap((item) => carriedItem(item, ids)) }
}

function carriedItem(item: PlanItem, ids: ReadonlyMap<string, string>): PlanItem[] {
  const id = ids.get(item.id)
  const parent = item.parent === null ? null : ids.get(item.parent)
  if (id === undefined || parent === undefined) return []
  const place = item.place === undefined ? {} : { place: item.place }
  return [
    {
      id,
      kind: item.kind,
      parent,
      ...place,
      fields: item.fields,
      changes: [],
      removed: false,
      previous: item.id,
    },
  ]
}

function isFinished(item: PlanItem, { statuses, cells }: LastYear): boolean {
  const status = statuses[item.id]?.settled?.status
  switch (item.kind) {
    case 'assignment':
      return status === 'uppnatt'
    case 'activity':
    case 'measure':
      return status === 'avslutad'
    case 'risk':
      return Object.values(cells).some((rows) => {
        const answer = rows[item.id]?.keepRisk?.value
        return answer?.kind === 'choice' && answer.choice === 'nej'
      })
    default:
      return false
  }
}
