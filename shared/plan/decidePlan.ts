import type { Actor } from '../people/can.ts'
import { ok, refuse, type Problem, type Result } from '../problem.ts'
import type { ReportEvent } from '../report/event.ts'
import type { Report } from '../report/report.ts'
import { refusalOf, reportTarget } from '../report/target.ts'
import type { Place } from '../template/template.ts'
import {
  ancestorsOf,
  childKinds,
  subtreeOf,
  type Decision,
  type Plan,
  type PlanFields,
  type PlanItem,
  type PlanKind,
} from './plan.ts'

export interface NewItem {
  readonly kind: PlanKind
  readonly parent: string | null
  readonly place?: string | undefined
  readonly fields: PlanFields
  readonly before?: string | null | undefined
}

/** Adds items in order, so that a pasted list comes in whole or not at all. `newId` is asked once for each. */
export function decideItemsAdded(
  report: Report,
  actor: Actor,
  places: readonly Place[],
  inputs: readonly NewItem[],
  decision: Decision | undefined,
  newId: () => string,
): Result<ReportEvent[]> {
  const refusal = refusalToEdit(report, actor, decision)
  if (refusal !== null) return { ok: false, problem: refusal }
  if (inputs.length === 0) return refuse('nothing-to-change', report.id)
  const events: ReportEvent[] = []
  for (const input of inputs) {
    const misplaced = misplacement(report.plan.items, places, input, input.before ?? null)
    if (misplaced !== null) return { ok: false, problem: misplaced }
    const item: PlanItem = {
      id: newId(),
      kind: input.kind,
      parent: input.parent,
      ...(input.place === undefined ? {} : { place: input.place }),
      fields: input.fields,
      changes: [],
      removed: false,
    }
    events.push({
      type: 'planItemAdded',
      item,
      before: input.before ?? null,
      ...(decision === undefined ? {} : { decision }),
    })
  }
  return ok(events)
}

/** Changes what an item says, where it stands, or both. After the lock each change names its decision. */
export function decideItemChanged(
  report: Report,
  actor: Actor,
  places: readonly Place[],
  itemId: string,
  input: {
    fields?: PlanFields | undefined
    parent?: string | null | undefined
    before?: string | null | undefined
  },
  decision: Decision | undefined,
): Result<ReportEvent[]> {
  const refusal = refusalToEdit(report, actor, decision)
  if (refusal !== null) return { ok: false, problem: refusal }
  const item = living(report.plan, itemId)
  if (item === undefined) return refuse('plan-item-unknown', itemId)
  const moves = input.parent !== undefined || input.before !== undefined
  const parent = input.parent === undefined ? item.parent : input.parent
  if (moves) {
    const others = report.plan.items.filter(({ id }) => id !== itemId)
    const misplaced = misplacement(others, places, { ...item, parent }, input.before ?? null)
    if (misplaced !== null) return { ok: false, problem: misplaced }
    if (parent !== null && ancestorsOf(report.plan.items, parent).some(({ id }) => id === itemId)) {
      return refuse('plan-item-misplaced', itemId, { reason: 'underItself' })
    }
  }
  const events: ReportEvent[] = []
  // A move after the lock is written as a change too: the event of a move has no place for its decision.
  if (input.fields !== undefined || (moves && decision !== undefined)) {
    events.push({
      type: 'planItemChanged',
      item: itemId,
      fields: input.fields ?? item.fields,
      before: item.fields,
      ...(decision === undefined ? {} : { decision }),
    })
  }
  if (moves) events.push({ type: 'planItemMoved', item: itemId, parent, before: input.before ?? null })
  return events.length === 0 ? refuse('nothing-to-change', itemId) : ok(events)
}

/** Takes out an item with all below it; what has been written about them is kept. */
export function decideItemRemoved(
  report: Report,
  actor: Actor,
  itemId: string,
  decision: Decision | undefined,
): Result<ReportEvent[]> {
  const refusal = refusalToEdit(report, actor, decision)
  if (refusal !== null) return { ok: false, problem: refusal }
  const item = living(report.plan, itemId)
  if (item === undefined) return refuse('plan-item-unknown', itemId)
  return ok(
    subtreeOf(report.plan.items, item).map(({ id }) => ({
      type: 'planItemRemoved',
      item: id,
      ...(decision === undefined ? {} : { decision }),
    })),
  )
}

/**
 * Puts a whole plan in the place of the present one, as long as it is not locked. What has been changed by whom is what the
 * report knows, never what the new plan says of itself.
 */
export function decidePlanReplaced(
  report: Report,
  actor: Actor,
  places: readonly Place[],
  plan: Pick<Plan, 'items' | 'decision'>,
): Result<ReportEvent[]> {
  const refusal = refusalOf(actor, 'editPlan', reportTarget(report))
  if (refusal !== null) return { ok: false, problem: refusal }
  if (report.plan.locked !== undefined) return refuse('plan-locked', report.id)
  const seen = new Set<string>()
  for (const item of plan.items) {
    if (seen.has(item.id)) return refuse('plan-item-misplaced', item.id, { reason: 'idTwice' })
    seen.add(item.id)
    const misplaced = misplacement(plan.items, places, item, null)
    if (misplaced !== null) return { ok: false, problem: misplaced }
    if (item.parent !== null && ancestorsOf(plan.items, item.parent).some(({ id }) => id === item.id)) {
      return refuse('plan-item-misplaced', item.id, { reason: 'underItself' })
    }
  }
  const decision = plan.decision ?? report.plan.decision
  const changes = new Map(report.plan.items.map((item) => [item.id, item.changes]))
  const items = plan.items.map((item) => ({ ...item, changes: changes.get(item.id) ?? [] }))
  return ok([{ type: 'planReplaced', plan: { items, ...(decision === undefined ? {} : { decision }) } }])
}

/** From then on each change names the decision it rests on. */
export function decidePlanLocked(
  report: Report,
  actor: Actor,
  decision: Decision | undefined,
): Result<ReportEvent[]> {
  const refusal = refusalOf(actor, 'editPlan', reportTarget(report))
  if (refusal !== null) return { ok: false, problem: refusal }
  if (report.plan.locked !== undefined) return refuse('plan-locked', report.id)
  if (decision === undefined && report.plan.decision === undefined)
    return refuse('plan-decision-required', report.id)
  return ok([{ type: 'planLocked', ...(decision === undefined ? {} : { decision }) }])
}

function refusalToEdit(report: Report, actor: Actor, decision: Decision | undefined): Problem | null {
  const refusal = refusalOf(actor, 'editPlan', reportTarget(report))
  if (refusal !== null) return refusal
  return report.plan.locked !== undefined && decision === undefined
    ? { code: 'plan-decision-required', culprit: report.id }
    : null
}

const living = (plan: Plan, id: string): PlanItem | undefined =>
  plan.items.find((item) => item.id === id && !item.removed)

/** Why an item of this kind cannot stand under `parent` and before `before`, or null if it can. */
function misplacement(
  items: readonly PlanItem[],
  places: readonly Place[],
  item: Pick<NewItem, 'kind' | 'parent' | 'place'>,
  before: string | null,
): Problem | null {
  const misplaced = (culprit: string, reason: string): Problem => ({
    code: 'plan-item-misplaced',
    culprit,
    details: { reason },
  })
  if (before !== null && !items.some(({ id }) => id === before))
    return { code: 'plan-item-unknown', culprit: before }
  if (item.parent === null) {
    if (item.kind !== 'perspective' && item.kind !== 'controlPlan') return misplaced(item.kind, 'needsParent')
    return places.some(({ id, kind }) => id === item.place && kind === item.kind)
      ? null
      : misplaced(item.place ?? item.kind, 'noSuchPlace')
  }
  const parent = items.find(({ id, removed }) => id === item.parent && !removed)
  if (parent === undefined) return { code: 'plan-item-unknown', culprit: item.parent }
  return childKinds[parent.kind].includes(item.kind) ? null : misplaced(item.kind, 'notUnderThisKind')
}
