import { describe, expect, it } from 'vitest'
import { deputyProblems, deputyState, inOrder, noDeputy } from '../../../client/report/assignDeputy.ts'
import { decideDeputies } from '../../../shared/people/decideMembers.ts'
import type { Actor } from '../../../shared/people/can.ts'
import { demoReport } from '../template/demoReport.ts'

const today = '2024-01-16'
const full = { for: 'chief', user: 'ek', from: '2024-01-20', to: '2024-01-25', reason: 'Semester' }

describe('deputies', () => {
  it('[NO22] every field that is missing or wrong is named', () => {
    expect(deputyProblems(full, today)).toEqual({})
    expect(deputyProblems(noDeputy, today)).toEqual({
      for: 'for',
      user: 'user',
      from: 'from',
      to: 'to',
      reason: 'reason',
    })
    expect(deputyProblems({ ...full, user: 'chief' }, today)).toEqual({ user: 'same' })
    expect(deputyProblems({ ...full, to: '2024-01-19' }, today)).toEqual({ to: 'reversed' })
    expect(deputyProblems({ ...full, from: '2024-01-01', to: '2024-01-15' }, today)).toEqual({ to: 'past' })
    expect(deputyProblems({ ...full, reason: '  ' }, today)).toEqual({ reason: 'reason' })
  })

  it('[NO22] those who hold now stand first, then those to come, the past last', () => {
    const of = (from: string, to: string) => ({ ...full, from, to })
    const [past, older, now, coming] = [
      of('2024-01-01', '2024-01-15'),
      of('2023-01-01', '2023-01-15'),
      of('2024-01-16', '2024-01-16'),
      of('2024-01-17', '2024-01-20'),
    ]
    expect(inOrder([older, past, coming, now], today)).toEqual([now, coming, past, older])
    expect([past, now, coming].map((deputy) => deputyState(deputy, today))).toEqual(['past', 'now', 'coming'])
  })

  it('[NO23] a past deputy for somebody who has left does not stand in the way of a new one', () => {
    const { report: demo } = demoReport('servicenamnden-2023')
    const old = { ...full, for: 'gone', from: '2023-01-01', to: '2023-02-01' }
    const report = {
      ...demo,
      members: { chief: { user: 'chief', grants: [{ role: 'godkannare' as const }], arrival: 0 } },
      deputies: [old],
    }
    const anna: Actor = {
      user: 'anna',
      system: [],
      grants: [{ role: 'samordnare' }],
      responsibleFor: new Set(),
    }
    expect(decideDeputies(report, anna, () => true, [old, full])).toMatchObject({ ok: true })
    expect(decideDeputies(report, anna, () => true, [full, { ...old, reason: 'Ny' }])).toMatchObject({
      ok: false,
      problem: { code: 'person-unknown', culprit: 'gone' },
    })
  })
})
