import { describe, expect, test } from 'vitest'
import type { Actor } from '../../../shared/people/can.ts'
import {
  decideItemChanged,
  decideItemRemoved,
  decideItemsAdded,
  decidePlanReplaced,
} from '../../../shared/plan/decidePlan.ts'
import {
  ancestorsOf,
  childKinds,
  planKinds,
  type PlanItem,
  type PlanKind,
} from '../../../shared/plan/plan.ts'
import { apply } from '../../../shared/report/apply.ts'
import type { ReportEvent } from '../../../shared/report/event.ts'
import type { Report } from '../../../shared/report/report.ts'
import type { Result } from '../../../shared/problem.ts'
import { boardTemplate, demoReport } from '../template/demoReport.ts'

const { places } = boardTemplate()
const { report: demo } = demoReport('servicenamnden-2023')
const samordnare: Actor = {
  user: 'anna',
  system: [],
  grants: [{ role: 'samordnare' }],
  responsibleFor: new Set(),
}
const decision = { body: 'Nämnden', date: '2024-06-13', reference: '§ 58' }
const item = (id: string, kind: PlanKind, parent: string | null, place?: string): PlanItem => ({
  id,
  kind,
  parent,
  ...(place === undefined ? {} : { place }),
  fields: { text: id },
  changes: [],
  removed: false,
})
const open: Report = {
  ...demo,
  plan: {
    items: [
      item('pe', 'perspective', null, 'process'),
      item('st', 'strategy', 'pe'),
      item('goal', 'goal', 'st'),
      item('task', 'assignment', 'goal'),
    ],
  },
}
const locked: Report = {
  ...open,
  plan: { ...open.plan, locked: { by: 'anna', at: '2024-01-01T00:00:00.000Z' } },
}

const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.problem.code)
function after(report: Report, result: Result<ReportEvent[]>): Report {
  if (!result.ok) throw new Error(result.problem.code)
  return result.value.reduce(
    (now, event) =>
      apply(now, { seq: 1, at: '2024-06-14T08:00:00.000Z', actor: { user: 'anna' }, event }) ?? now,
    report,
  )
}

describe('what stands under what', () => {
  test.each(planKinds.flatMap((parent) => planKinds.map((kind) => [parent, kind] as const)))(
    '[RP38] under %s: %s',
    (parentKind, kind) => {
      const isTop = parentKind === 'perspective' || parentKind === 'controlPlan'
      const report: Report = {
        ...open,
        plan: { items: [item('above', parentKind, isTop ? null : 'gone', isTop ? 'process' : undefined)] },
      }
      const result = decideItemsAdded(
        report,
        samordnare,
        places,
        [{ kind, parent: 'above', fields: { text: 'x' } }],
        undefined,
        () => 'new',
      )
      expect(codeOf(result)).toBe(childKinds[parentKind].includes(kind) ? 'ok' : 'plan-item-misplaced')
    },
  )

  test('[RP39] only perspectives and control plans stand at the top, at a place of the template', () => {
    const add = (kind: PlanKind, place?: string) =>
      codeOf(
        decideItemsAdded(
          open,
          samordnare,
          places,
          [{ kind, parent: null, place, fields: { text: 'x' } }],
          undefined,
          () => 'new',
        ),
      )
    expect(add('perspective', 'process')).toBe('ok')
    expect(add('perspective', 'nowhere')).toBe('plan-item-misplaced')
    expect(add('perspective')).toBe('plan-item-misplaced')
    expect(add('goal', 'process')).toBe('plan-item-misplaced')
  })

  test('[RP40] nothing comes to stand under itself, by a move or by a whole plan', () => {
    const round = [item('a', 'goal', 'b'), item('b', 'goal', 'a')]
    expect(codeOf(decideItemChanged(open, samordnare, places, 'st', { parent: 'goal' }, undefined))).toBe(
      'plan-item-misplaced',
    )
    expect(codeOf(decidePlanReplaced(open, samordnare, places, { items: round }))).toBe('plan-item-misplaced')
    const twice = [item('pe', 'perspective', null, 'process'), item('pe', 'perspective', null, 'process')]
    expect(codeOf(decidePlanReplaced(open, samordnare, places, { items: twice }))).toBe('plan-item-misplaced')
  })
})

describe('a locked plan', () => {
  test('[RP41] changes by decision only, and keeps what stood there', () => {
    expect(
      codeOf(decideItemChanged(locked, samordnare, places, 'task', { fields: { text: 'Nytt' } }, undefined)),
    ).toBe('plan-decision-required')
    const now = after(
      locked,
      decideItemChanged(locked, samordnare, places, 'task', { fields: { text: 'Nytt' } }, decision),
    )
    const task = now.plan.items.find(({ id }) => id === 'task')
    expect(task).toMatchObject({
      fields: { text: 'Nytt' },
      changes: [{ kind: 'changed', decision, before: { text: 'task' }, by: 'anna' }],
    })
  })

  test('[RP42] a move leaves its decision too', () => {
    const now = after(
      locked,
      decideItemChanged(locked, samordnare, places, 'task', { parent: 'st' }, decision),
    )
    const task = now.plan.items.find(({ id }) => id === 'task')
    expect(task).toMatchObject({ parent: 'st', changes: [{ kind: 'changed', decision }] })
    expect(ancestorsOf(now.plan.items, 'task').map(({ id }) => id)).toEqual(['task', 'st', 'pe'])
  })

  test('[RP43] taking out an item takes out what is below it, and nothing is forgotten', () => {
    const now = after(locked, decideItemRemoved(locked, samordnare, 'goal', decision))
    expect(now.plan.items.filter(({ removed }) => removed).map(({ id }) => id)).toEqual(['goal', 'task'])
    expect(codeOf(decideItemRemoved(now, samordnare, 'goal', decision))).toBe('plan-item-unknown')
    expect(now.statuses).toBe(locked.statuses)
  })
})
