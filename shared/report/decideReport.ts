import type { Actor } from '../people/can.ts'
import { ok, refuse, type Result } from '../problem.ts'
import type { SectionState } from '../section/workflow.ts'
import type { ReportEvent } from './event.ts'
import type { Deadline, Report } from './report.ts'
import { refusalOf, reportTarget } from './target.ts'

/** Title, deadlines and from which state readers see a section. */
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
  return ok([{ type: 'reportChanged', ...input }])
}
