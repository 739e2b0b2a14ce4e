import type { Finding } from '../../shared/check/finding.ts'
import type { MyTask } from '../../shared/people/myTask.ts'
import { can } from '../../shared/people/can.ts'
import { isMember } from '../../shared/report/actor.ts'
import type { Report } from '../../shared/report/report.ts'
import { reportTarget } from '../../shared/report/target.ts'
import type { Person } from '../../shared/people/role.ts'
import type { Deps } from '../deps.ts'
import { findingsOf } from '../figures/findings.ts'
import { problemResponse } from '../problem.ts'
import { actorAt, isoDay } from '../reports/changeReport.ts'
import { signedIn } from '../reports/member.ts'
import type { OpenReport } from '../reports/reports.ts'
import { addReportRoute } from '../reports/reportRoute.ts'
import { addRoute, type App } from '../route.ts'
import { earlierOf, lastYearTexts } from './lastYear.ts'
import { tasksIn } from './myTasks.ts'

/** Mina uppgifter: what a person is asked for in all reports, and what stood in the same place last year. */
export function myItemRoutes(app: App, deps: Deps): void {
  const nameOf = (user: string): string => deps.accounts.person(user)?.name ?? user
  // The page is opened often and by many, and records that have not changed give the same findings.
  const checked = new WeakMap<Report, readonly Finding[]>()

  const tasksOf = async (open: OpenReport, person: Person): Promise<MyTask[]> => {
    const now = deps.now()
    const report = await open.durable()
    const actor = actorAt(report, person, now)
    if (!isMember(actor) || !can(actor, 'readDraft', reportTarget(report))) return []
    if (report.state === 'beslutad') return []
    const layout = open.layout(report)
    const earlier = actor.responsibleFor.size === 0 ? null : await earlierOf(deps, report, person)
    const findings = (): readonly Finding[] => {
      const known = checked.get(report) ?? findingsOf(report, layout)
      checked.set(report, known)
      return known
    }
    return tasksIn({ report, layout, actor, today: isoDay(now), earlier, nameOf, findings })
  }

  addRoute(
    app,
    { method: 'GET', path: '/api/me/items', summary: 'What the person is asked for, in all reports' },
    async (c) => {
      const person = signedIn(c)
      if (!person.ok) return problemResponse(c, person.problem)
      const all = await deps.reports.all()
      const succeeded = new Set(all.map((open) => open.report().previous))
      const tasks = await Promise.all(
        all.map(async (open) => {
          const asked = await tasksOf(open, person.value)
          // The next one has begun from it: what nobody set a date for there is not waited for any more.
          return succeeded.has(open.id) ? asked.filter(({ due }) => due !== undefined) : asked
        }),
      )
      return c.json(tasks.flat())
    },
  )

  addReportRoute(
    app,
    deps,
    {
      method: 'GET',
      path: '/api/reports/:r/items/:i/last-year',
      summary: 'The texts of the same item in the report before, for who may read them there',
      action: 'readDraft',
    },
    async (c, at) => {
      const item = c.req.param('i') ?? ''
      const report = await at.open.durable()
      const earlier = await earlierOf(deps, report, at.person)
      const texts = earlier === null ? null : await lastYearTexts(deps, earlier, report, item)
      return texts === null ? problemResponse(c, { code: 'not-found', culprit: item }) : c.json(texts)
    },
  )
}
