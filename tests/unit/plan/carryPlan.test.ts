import { describe, expect, it } from 'vitest'
import { carryPlan } from '../../../shared/plan/carryPlan.ts'
import { demoReport } from '../template/demoReport.ts'

const { report } = demoReport('servicenamnden-2023')
const newIds = (): (() => string) => {
  let count = 0
  return () => `n${(count += 1)}`
}

describe('the plan of a new year', () => {
  const plan = carryPlan(report, newIds())
  const previous = plan.items.map((item) => item.previous)

  it("[PL1] takes last year's items along under new ids that remember the old", () => {
    const goal = plan.items.find((item) => item.previous === 'nm-digital')
    expect(goal?.id).toMatch(/^n\d+$/)
    expect(plan.items.find((item) => item.id === goal?.parent)?.previous).toBe('st-digital')
    expect(plan.items.find((item) => item.previous === 'in-mognad')?.parent).toBe(goal?.id)
    expect(plan.items.find((item) => item.previous === 'pe-resurs')?.place).toBe('resurs')
    expect(new Set(plan.items.map((item) => item.id)).size).toBe(plan.items.length)
  })

  it('[PL2] lets open uppdrag and risks roll on, and leaves what is finished', () => {
    expect(previous).toContain('up-kost')
    expect(previous).not.toContain('up-soc')
    expect(previous).toContain('ri-storning')
    expect(previous).not.toContain('ri-lon')
    expect(previous).not.toContain('me-lon')
    expect(previous).not.toContain('me-klassning')
    expect(previous).toContain('me-kontinuitet')
  })

  it('[PL2] does not leave what is only proposed to be finished', () => {
    const statuses = {
      ...report.statuses,
      'up-soc': { revision: 1, proposed: { status: 'uppnatt', by: 'x', at: '2024-01-01T00:00:00Z' } },
    }
    expect(carryPlan({ ...report, statuses }, newIds()).items.map((item) => item.previous)).toContain(
      'up-soc',
    )
  })

  it('[PL1] is unlocked, rests on no decision and has no changes', () => {
    const changed = {
      ...report,
      plan: {
        ...report.plan,
        locked: { by: 'x', at: '2023-01-01T00:00:00Z' },
        items: report.plan.items.map((item) =>
          item.id === 'nm-hallbar'
            ? {
                ...item,
                removed: true,
                changes: [
                  {
                    kind: 'removed' as const,
                    decision: { body: 'N', date: '2023-05-01', reference: '§ 1' },
                    by: 'x',
                    at: '2023-05-01T00:00:00Z',
                  },
                ],
              }
            : item,
        ),
      },
    }
    const carried = carryPlan(changed, newIds())
    expect(Object.keys(carried)).toEqual(['items'])
    expect(carried.items.every((item) => item.changes.length === 0 && !item.removed)).toBe(true)
    expect(carried.items.map((item) => item.previous)).not.toContain('nm-hallbar')
  })
})
