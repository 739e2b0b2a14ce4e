import { describe, expect, test } from 'vitest'
import { afterRefusal } from '../../../client/approval/afterRefusal.ts'
import { firstWords } from '../../../client/approval/firstWords.ts'
import {
  hindranceOf,
  judgementsIn,
  redJudgements,
  sinceLastYear,
  warningsOf,
} from '../../../client/approval/readiness.ts'
import type { Finding } from '../../../shared/check/finding.ts'
import type { StatusRecord } from '../../../shared/report/report.ts'
import { judgedIn } from '../../../shared/report/decideStatus.ts'
import { figuresOf } from '../../../shared/section/content.ts'
import { findSection, sectionsOf } from '../../../shared/section/layout.ts'
import { demoReport } from '../template/demoReport.ts'

const { report, layout } = demoReport('servicenamnden-2023')
const by = { by: 'karin', at: '2024-01-20T09:00:00.000Z' }
const goals = judgedIn(layout).filter(({ statuses }) => statuses.includes('storre_avvikelse'))
const [goal, other] = goals
if (goal === undefined || other === undefined) throw new Error('the demo has no goals')

const finding = (id: string, section: string, more: Partial<Finding> = {}): Finding => ({
  id,
  rule: 'sum',
  kind: 'error',
  severity: 'warning',
  section,
  label: id,
  operands: [],
  ...more,
})

describe('what is red', () => {
  const judged = (item: string, status: string, isSettled: boolean): Record<string, StatusRecord> => ({
    [item]: {
      revision: 1,
      proposed: { status, ...by },
      ...(isSettled ? { settled: { status, ...by } } : {}),
    },
  })
  const here = new Set([goal.section.id])

  test('[AC11] a goal with a larger deviation, with the slot that says why', () => {
    const found = redJudgements({ statuses: judged(goal.item, 'storre_avvikelse', true) }, layout, here)
    expect(found).toMatchObject([{ item: goal.item, family: 'goalStatus', isSettled: true }])
    expect(found[0]?.slot).toBe(`${goal.item}.comment`)
  })

  test('[AC11] what is settled counts before what was proposed, and other sections do not', () => {
    const statuses = {
      [goal.item]: {
        revision: 2,
        proposed: { status: 'storre_avvikelse', ...by },
        settled: { status: 'uppnatt', ...by },
      },
    }
    expect(redJudgements({ statuses }, layout, here)).toEqual([])
    expect(
      redJudgements({ statuses: judged(goal.item, 'storre_avvikelse', false) }, layout, new Set(['x'])),
    ).toEqual([])
  })

  test('[AC11] judgements that nobody has settled are counted and named', () => {
    const all = judgementsIn({ statuses: {} }, layout, here)
    expect(all.unsettled.length).toBe(all.total)
    const one = judgementsIn({ statuses: judged(goal.item, 'uppnatt', true) }, layout, here)
    expect(one.unsettled.length).toBe(all.total - 1)
    expect(one.unsettled.map(({ item }) => item)).not.toContain(goal.item)
  })
})

describe('the button', () => {
  const state = {
    isOnline: true,
    marked: ['s1', 's2'],
    shown: new Map([
      ['s1', 'd1'],
      ['s2', 'd2'],
    ]),
    open: () => [],
  }

  test('[AC12] approves when every marked section has been shown and explained', () => {
    expect(hindranceOf(state)).toBeNull()
    expect(hindranceOf({ ...state, shown: new Map([['s1', 'd1']]) })).toEqual({ kind: 'loading' })
  })

  test('[AC12] waits for contact, a mark, and an explanation, and says which', () => {
    const lacking = finding('f1', 's2')
    const open = (section: string) => (section === 's2' ? [lacking] : [])
    expect(hindranceOf({ ...state, isOnline: false })).toEqual({ kind: 'offline' })
    expect(hindranceOf({ ...state, marked: [] })).toEqual({ kind: 'nothingMarked' })
    expect(hindranceOf({ ...state, open })).toEqual({
      kind: 'unexplained',
      section: 's2',
      findings: [lacking],
    })
    // A section that is not marked keeps nobody waiting.
    expect(hindranceOf({ ...state, marked: ['s1'], open })).toBeNull()
  })

  test('[AC12] notes need no explanation; warnings of other sections are theirs', () => {
    const findings = [
      finding('a', 's1'),
      finding('b', 's1', { severity: 'note' }),
      finding('c', 's1'),
      finding('d', 's2'),
    ]
    const { open, explained } = warningsOf(findings, { c: { reason: 'Rätt ändå.', ...by } }, 's1')
    expect(open.map(({ id }) => id)).toEqual(['a'])
    expect(explained.map(({ id }) => id)).toEqual(['c'])
  })
})

describe('a refused approval', () => {
  const asked = ['s1', 's2', 's3']

  test('[AC6] asks again about what has changed, and about nothing else', () => {
    const problem = { code: 'seen-outdated', details: { sections: ['s2', 'x'] } } as const
    expect(afterRefusal(problem, asked)).toEqual({ kind: 'askAgain', sections: ['s2'] })
  })

  test('[AC6] fetches the checks anew where the server knows of one more, and tells the rest', () => {
    const unexplained = {
      code: 'findings-unexplained',
      details: { findings: ['f'], sections: ['s1'] },
    } as const
    expect(afterRefusal(unexplained, asked)).toEqual({ kind: 'checkAnew' })
    expect(afterRefusal({ code: 'not-permitted', details: { sections: ['s1'] } }, asked)).toEqual({
      kind: 'tell',
    })
    expect(afterRefusal({ code: 'seen-outdated' }, asked)).toEqual({ kind: 'tell' })
    expect(afterRefusal({ code: 'no-contact' }, asked)).toEqual({ kind: 'tell' })
  })
})

describe('since last year', () => {
  const figures = figuresOf(report, layout)

  test('[AC13] the largest differences of a table, and always its result', () => {
    const section = findSection(layout, 'ekonomi-resultatrapport')
    if (section === undefined) throw new Error('the demo has no result report')
    const changes = sinceLastYear(section, figures)
    expect(changes.map(({ row }) => row)).toContain('result')
    expect(changes.length).toBeLessThanOrEqual(5)
    expect(changes.find(({ row }) => row === 'staffCosts')).toMatchObject({
      column: 'actual',
      before: { kind: 'number', value: '-604.9' },
      after: { kind: 'number', value: '-678.8' },
    })
  })

  test('[AC13] a table without last year says nothing', () => {
    for (const section of sectionsOf(layout)) {
      const hasBoth = section.slots.some(
        (slot) => slot.kind === 'block' && slot.block.columns.some(({ id }) => /^actual(Ytd)?Prev$/.test(id)),
      )
      if (!hasBoth) expect(sinceLastYear(section, figures)).toEqual([])
    }
  })
})

describe('the first words of a Kommentar', () => {
  test('[AC11] are cut between words', () => {
    expect(firstWords('Kort  och\n bra.')).toBe('Kort och bra.')
    const cut = firstWords('ord '.repeat(60))
    expect(cut).toMatch(/^(ord )+…$/)
    expect(cut.length).toBeLessThanOrEqual(142)
  })
})
