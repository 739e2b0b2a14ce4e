import { expect, test } from 'vitest'
import { decideDeputies } from '../../../shared/people/decideMembers.ts'
import type { Report } from '../../../shared/report/report.ts'
import { actorIn } from '../../../shared/report/actor.ts'
import { demoReport } from '../template/demoReport.ts'

const members: Report['members'] = {
  anna: { user: 'anna', grants: [{ role: 'samordnare' }], arrival: 0 },
  gunilla: { user: 'gunilla', grants: [{ role: 'godkannare' }], arrival: 1 },
}
const report: Report = { ...demoReport('servicenamnden-2023').report, members }
const as = (user: string) => actorIn(report, { user, system: [] }, '2024-01-20')
const deputy = { for: 'gunilla', user: 'ek', from: '2024-02-01', to: '2024-02-07', reason: 'Ledig' }

test('[PW22] nobody is their own deputy, and nobody but the samordnare names one', () => {
  const named = (by: string, change: object) =>
    decideDeputies(report, as(by), () => true, [{ ...deputy, ...change }])
  expect(named('anna', {})).toMatchObject({ ok: true })
  expect(named('anna', { user: 'gunilla' })).toMatchObject({ ok: false, problem: { code: 'report-invalid' } })
  expect(named('gunilla', { for: 'anna', user: 'gunilla' })).toMatchObject({
    ok: false,
    problem: { code: 'not-permitted' },
  })
  expect(named('gunilla', {})).toMatchObject({ ok: false, problem: { code: 'not-permitted' } })
})
