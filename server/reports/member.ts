import type { Context } from 'hono'
import type { Action, Actor } from '../../shared/people/can.ts'
import type { Person } from '../../shared/people/role.ts'
import type { Problem, Result } from '../../shared/problem.ts'
import { isMember } from '../../shared/report/actor.ts'
import type { Report } from '../../shared/report/report.ts'
import { refusalOf, reportTarget } from '../../shared/report/target.ts'
import type { Deps } from '../deps.ts'
import type { Env } from '../route.ts'
import { actorAt } from './changeReport.ts'
import type { OpenReport } from './reports.ts'

/** A signed-in person in a report in which they have a role. */
export interface InReport {
  readonly open: OpenReport
  readonly person: Person
  /** As of now; a command asks again when it decides. */
  readonly actor: Actor
  readonly report: Report
}

export const signedIn = (c: Context<Env>): Result<Person> => {
  const person = c.get('person')
  return person === undefined
    ? { ok: false, problem: { code: 'not-signed-in' } }
    : { ok: true, value: person }
}

/**
 * The report of the address, for somebody who may do this in it.
 *
 * @param action  what they want of the whole report; null where the command itself asks about a place in it
 * @returns `not-found` alike for a report that is not there and one in which the person has no role
 */
export async function inReport(
  c: Context<Env>,
  deps: Pick<Deps, 'reports' | 'now'>,
  action: Action | null,
): Promise<Result<InReport>> {
  const person = signedIn(c)
  if (!person.ok) return person
  const id = c.req.param('r') ?? ''
  const notFound: { ok: false; problem: Problem } = { ok: false, problem: { code: 'not-found', culprit: id } }
  const open = await deps.reports.open(id)
  if (open === null) return notFound
  const report = open.report()
  const actor = actorAt(report, person.value, deps.now())
  if (!isMember(actor)) return notFound
  const problem = action === null ? null : refusalOf(actor, action, reportTarget(report))
  return problem === null
    ? { ok: true, value: { open, person: person.value, actor, report } }
    : { ok: false, problem }
}
