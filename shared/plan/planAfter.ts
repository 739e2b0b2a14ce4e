import type { ReportEvent } from '../report/event.ts'
import { insertBefore, mapId, moveBefore } from '../report/ordered.ts'
import type { Plan, PlanChange, PlanItem } from './plan.ts'

type PlanEvent = Extract<
  ReportEvent,
  {
    type:
      | 'planItemAdded'
      | 'planItemChanged'
      | 'planItemMoved'
      | 'planItemRemoved'
      | 'planReplaced'
      | 'planLocked'
  }
>

/** The plan after one more event about it. What is changed by a decision says so; a removed item is kept, marked. */
export function planAfter(plan: Plan, event: PlanEvent, stamp: { by: string; at: string }): Plan {
  switch (event.type) {
    case 'planItemAdded': {
      const { item, decision, before } = event
      const added: PlanItem =
        decision === undefined ? item : { ...item, changes: [{ kind: 'added', decision, ...stamp }] }
      return { ...plan, items: insertBefore(plan.items, added, before ?? null) }
    }
    case 'planItemChanged': {
      const { decision, before } = event
      return withItem(plan, event.item, (item) => ({
        ...item,
        fields: event.fields,
        changes: withChange(item, decision && { kind: 'changed', decision, before, ...stamp }),
      }))
    }
    case 'planItemMoved':
      return {
        ...plan,
        items: moveBefore(plan.items, event.item, event.before, (item) => ({
          ...item,
          parent: event.parent,
        })),
      }
    case 'planItemRemoved': {
      const { decision } = event
      return withItem(plan, event.item, (item) => ({
        ...item,
        removed: true,
        changes: withChange(item, decision && { kind: 'removed', decision, ...stamp }),
      }))
    }
    case 'planReplaced':
      return event.plan
    case 'planLocked':
      return {
        ...plan,
        ...(event.decision === undefined ? {} : { decision: event.decision }),
        locked: stamp,
      }
    default:
      return event satisfies never
  }
}

const withItem = (plan: Plan, item: string, change: (item: PlanItem) => PlanItem): Plan => ({
  ...plan,
  items: mapId(plan.items, item, change),
})

const withChange = ({ changes }: PlanItem, change: PlanChange | undefined): PlanItem['changes'] =>
  change === undefined ? changes : [...changes, change]
