import { z } from 'zod'
import { carryPlan } from '../../shared/plan/carryPlan.ts'
import {
  decideItemChanged,
  decideItemRemoved,
  decideItemsAdded,
  decidePlanLocked,
  decidePlanReplaced,
} from '../../shared/plan/decidePlan.ts'
import { lockedItems } from '../../shared/plan/lockedItems.ts'
import { decision, planFields, planItem, planKinds } from '../../shared/plan/plan.ts'
import type { Report } from '../../shared/report/report.ts'
import { id } from '../../shared/template/id.ts'
import type { Deps } from '../deps.ts'
import { problemResponse } from '../problem.ts'
import type { Decide } from '../reports/changeReport.ts'
import { reportCommand } from '../reports/command.ts'
import { readable } from '../reports/createReport.ts'
import { signedIn } from '../reports/member.ts'
import { addReportRoute } from '../reports/reportRoute.ts'
import { addRoute, type App } from '../route.ts'

const wholePlan = z.strictObject({ decision: decision.optional(), items: z.array(planItem).max(2000) })
const newItem = z.strictObject({
  kind: z.enum(planKinds),
  parent: id.nullable(),
  place: id.optional(),
  fields: planFields,
  before: id.nullable().optional(),
})
const added = z.union([
  newItem.extend({ decision: decision.optional() }),
  z.strictObject({ items: z.array(newItem).min(1).max(500), decision: decision.optional() }),
])
const changed = z.strictObject({
  /** All of them: what is left out is taken away. */
  fields: planFields.optional(),
  parent: id.nullable().optional(),
  before: id.nullable().optional(),
  decision: decision.optional(),
})

/** The plan of a report: what the board has decided for the year. */
export function planRoutes(app: App, deps: Deps): void {
  const planOf = (report: Report) => report.plan

  const command = reportCommand(deps)

  addReportRoute(
    app,
    deps,
    { method: 'GET', path: '/api/reports/:r/plan', summary: 'The plan, in order', action: 'readDraft' },
    async (c, { open }) => c.json((await open.durable()).plan),
  )

  addRoute(
    app,
    {
      method: 'PUT',
      path: '/api/reports/:r/plan',
      summary: 'Put a whole plan in place of one that is not locked',
      body: wholePlan,
    },
    (c, plan) =>
      command(
        c,
        unlessLocked(null, ({ report, actor, template }) =>
          decidePlanReplaced(report, actor, template.places, plan),
        ),
        planOf,
      ),
  )

  addRoute(
    app,
    {
      method: 'POST',
      path: '/api/reports/:r/plan/items',
      summary: 'Add an item, or several in order',
      body: added,
    },
    (c, input) => {
      const inputs = 'items' in input ? input.items : [input]
      const ids = inputs.map(() => deps.newId())
      return command(
        c,
        unlessLocked(
          inputs.flatMap(({ parent }) => parent ?? []),
          ({ report, actor, template }) => {
            const left = [...ids]
            const nextId = () => left.shift() ?? deps.newId()
            return decideItemsAdded(report, actor, template.places, inputs, input.decision, nextId)
          },
        ),
        (report) => ({ id: ids[0], ids, items: report.plan.items.filter((item) => ids.includes(item.id)) }),
        201,
      )
    },
  )

  addRoute(
    app,
    {
      method: 'PATCH',
      path: '/api/reports/:r/plan/items/:i',
      summary: 'Change or move an item',
      body: changed,
    },
    (c, { fields, parent, before, decision: rests }) => {
      const itemId = c.req.param('i') ?? ''
      return command(
        c,
        unlessLocked(
          [itemId, ...(typeof parent === 'string' ? [parent] : [])],
          ({ report, actor, template }) =>
            decideItemChanged(report, actor, template.places, itemId, { fields, parent, before }, rests),
        ),
        (report) => report.plan.items.find((item) => item.id === itemId) ?? {},
      )
    },
  )

  addRoute(
    app,
    {
      method: 'DELETE',
      path: '/api/reports/:r/plan/items/:i',
      summary: 'Take an item out; what is written about it is kept',
      body: z.strictObject({ decision: decision.optional() }),
      emptyBody: {},
    },
    (c, { decision: rests }) =>
      command(
        c,
        unlessLocked([c.req.param('i') ?? ''], ({ report, actor }) =>
          decideItemRemoved(report, actor, c.req.param('i') ?? '', rests),
        ),
        planOf,
      ),
  )

  addRoute(
    app,
    {
      method: 'POST',
      path: '/api/reports/:r/plan/copy',
      summary: "Begin with another report's plan",
      body: z.strictObject({ from: id }),
    },
    async (c, { from }) => {
      const person = signedIn(c)
      if (!person.ok) return problemResponse(c, person.problem)
      const other = await readable(deps, person.value, from)
      if (other === null) return problemResponse(c, { code: 'not-found', culprit: from })
      const plan = carryPlan(other.report(), deps.newId)
      return command(
        c,
        unlessLocked(null, ({ report, actor, template }) => {
          const places = new Set(template.places.map((place) => place.id))
          // A place of the other template that this one does not have leaves its items behind.
          const lost = new Set(
            plan.items
              .filter(({ place }) => place !== undefined && !places.has(place))
              .map((item) => item.id),
          )
          for (const item of plan.items) if (item.parent !== null && lost.has(item.parent)) lost.add(item.id)
          return decidePlanReplaced(report, actor, template.places, {
            items: plan.items.filter((item) => !lost.has(item.id)),
          })
        }),
        planOf,
      )
    },
  )

  addRoute(
    app,
    {
      method: 'POST',
      path: '/api/reports/:r/plan/lock',
      summary: 'Lock the plan; from then on each change names its decision',
      body: z.strictObject({ decision: decision.optional() }),
      emptyBody: {},
    },
    (c, { decision: rests }) =>
      command(c, ({ report, actor }) => decidePlanLocked(report, actor, rests), planOf),
  )
}

/** The decision, unless it would change what a locked section shows. `items` as in `lockedItems`. */
const unlessLocked =
  (items: readonly string[] | null, decide: Decide): Decide =>
  (at) => {
    const decided = decide(at)
    const problem = decided.ok ? lockedItems(at.report, at.layout, items) : null
    return problem === null ? decided : { ok: false, problem }
  }
