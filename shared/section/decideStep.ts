import type { Actor } from '../people/can.ts'
import { ok, refuse, type Result } from '../problem.ts'
import { sectionRecordOf } from '../report/apply.ts'
import type { ReportEvent } from '../report/event.ts'
import type { Report } from '../report/report.ts'
import { refusalOf, sectionTarget } from '../report/target.ts'
import { findSection, type ReportLayout } from './layout.ts'
import { needsReason, steps, type SectionEvent } from './workflow.ts'

/**
 * Moves a section one step in its workflow.
 *
 * @param message  the optional word to the reviewers, or the reason where one is required
 * @returns `not-found`, `section-hidden`, `not-permitted`, `section-state` or `reason-required`
 */
export function decideStep(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  sectionId: string,
  event: SectionEvent,
  message?: string,
): Result<ReportEvent[]> {
  const section = findSection(layout, sectionId)
  if (section === undefined) return refuse('not-found', sectionId)
  if (section.hidden) return refuse('section-hidden', sectionId)
  const refusal = refusalOf(actor, event, sectionTarget(report, sectionId, [sectionId]))
  if (refusal !== null) return { ok: false, problem: refusal }
  const from = sectionRecordOf(report, sectionId).state
  const to = steps[from][event]
  if (to === undefined) return refuse('section-state', sectionId, { state: from })
  const words = message?.trim() ?? ''
  if (needsReason.has(event) && words === '') return refuse('reason-required', sectionId)
  return ok([
    {
      type: 'sectionMoved',
      section: sectionId,
      event,
      from,
      to,
      ...(words === '' ? {} : { message: words }),
    },
  ])
}
