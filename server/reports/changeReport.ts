import type { Actor } from '../../shared/people/can.ts'
import type { Person } from '../../shared/people/role.ts'
import type { Result } from '../../shared/problem.ts'
import { actorIn } from '../../shared/report/actor.ts'
import type { ReportEvent } from '../../shared/report/event.ts'
import type { Report } from '../../shared/report/report.ts'
import type { ReportLayout } from '../../shared/section/layout.ts'
import type { Template } from '../../shared/template/template.ts'
import type { EntryActor } from '../store/entryChain.ts'
import type { OpenReport } from './reports.ts'

/** What a decision is made on. */
export interface Deciding {
  readonly report: Report
  readonly layout: ReportLayout
  readonly template: Template
  readonly actor: Actor
}

export type Decide = (at: Deciding) => Result<readonly ReportEvent[]>

/** The day that deputies' dates are judged by, in Sweden. */
const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short' })
export const isoDay = (now: Date): string => day.format(now)

/** The person as the report sees them now. Ask it at every message. */
export const actorAt = (report: Report, person: Pick<Person, 'user' | 'system'>, now: Date): Actor =>
  actorIn(report, person, isoDay(now))

/**
 * One command: read, decide, write, tell. From reading to the number in the journal nothing is awaited, so no other command
 * comes between; the answer waits for the disk, and live pages are told by then.
 */
export async function changeReport(
  open: OpenReport,
  person: Pick<Person, 'user' | 'system'>,
  now: Date,
  decide: Decide,
): Promise<Result<Report>> {
  const report = open.report()
  const decided = decideAs(open, report, person, now, decide)
  if (!decided.ok) return decided
  await open.register.append(decided.value.events, decided.value.actor, now.toISOString())
  return { ok: true, value: open.report() }
}

/** Decides with the person's own roles if they suffice, else as the deputy they are; the log then shows both names. */
export function decideAs(
  open: OpenReport,
  report: Report,
  person: Pick<Person, 'user' | 'system'>,
  now: Date,
  decide: Decide,
): Result<{ events: readonly ReportEvent[]; actor: EntryActor }> {
  const today = isoDay(now)
  const layout = open.layout(report)
  const { template } = open
  const own = decide({ report, layout, template, actor: actorIn({ ...report, deputies: [] }, person, today) })
  if (own.ok) return { ok: true, value: { events: own.value, actor: { user: person.user } } }
  const deputy = report.deputies.find(
    ({ user, from, to }) => user === person.user && from <= today && today <= to,
  )
  if (deputy === undefined) return own
  const inherited = decide({ report, layout, template, actor: actorIn(report, person, today) })
  return inherited.ok
    ? { ok: true, value: { events: inherited.value, actor: { user: person.user, forUser: deputy.for } } }
    : inherited
}
