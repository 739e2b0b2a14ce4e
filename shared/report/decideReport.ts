import type { Actor } from '../people/can.ts'
import { ok, refuse, type Result } from '../problem.ts'
import { isLocked, type SectionState } from '../section/workflow.ts'
import type { ReportEvent } from './event.ts'
import type { Deadline, Report } from './report.ts'
import { refusalOf, reportTarget } from './target.ts'

/**
 * Title, deadlines, from which state readers see a section, and the day the figures are as of. That day is printed in tables, so
 * it stands still with the first locked section.
 */
export function decideReportChanged(
  report: Report,
  actor: Actor,
  input: {
    title?: string | undefined
    deadlines?: Deadline[] | undefined
    readersFrom?: SectionState | undefined
    asOf?: string | undefined
  },
): Result<ReportEvent[]> {
  const refusal = refusalOf(actor, 'editReport', reportTarget(report))
  if (refusal !== null) return { ok: false, problem: refusal }
  if (Object.values(input).every((value) => value === undefined))
    return refuse('nothing-to-change', report.id)
  const locked = Object.entries(report.sections).find(([, { state }]) => isLocked(state))
  if (locked !== undefined && input.asOf !== undefined && input.asOf !== report.asOf)
    return refuse('section-locked', locked[0], { state: locked[1].state })
  return ok([{ type: 'reportChanged', ...input }])
}
