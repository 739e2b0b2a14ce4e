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
  /** Whose deputy the person decides as; absent while their own roles are asked. */
  readonly forUser?: string
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
  // One after the other, so that the name in the log is of the very person whose right it was.
  let refusal = own
  for (const deputy of report.deputies) {
    if (deputy.user !== person.user || deputy.from > today || today > deputy.to) continue
    const { for: forUser } = deputy
    const actor = actorIn({ ...report, deputies: [deputy] }, person, today)
    const asDeputy = decide({ report, layout, template, actor, forUser })
    if (asDeputy.ok)
      return { ok: true, value: { events: asDeputy.value, actor: { user: person.user, forUser } } }
    // What stands in the way of somebody who has the right says more than that another has it not.
    if (refusal.problem.code === 'not-permitted') refusal = asDeputy
  }
  return refusal
}
