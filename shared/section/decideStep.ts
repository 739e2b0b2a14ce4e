import type { Actor } from '../people/can.ts'
import { ok, refuse, type Result } from '../problem.ts'
import { itemRecordOf } from './itemRecord.ts'
import { sectionRecordOf } from './sectionRecord.ts'
import type { ReportEvent } from '../report/event.ts'
import type { Report } from '../report/report.ts'
import { refusalOf, sectionTarget } from '../report/target.ts'
import { itemIdsIn } from './itemIds.ts'
import { findSection, type ReportLayout, type SectionLayout } from './layout.ts'
import { itemSteps, needsReason, steps, type SectionEvent } from './workflow.ts'

/**
 * Moves a section one step in its workflow.
 *
 * @param message  the optional word to the reviewers, or the reason where one is required
 * @param items  of a section that is sent back: those that go back to their people, if not all that were handed in
 * @returns `not-found`, `item-state`, `section-hidden`, `not-permitted`, `section-state` or `reason-required`
 */
export function decideStep(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  sectionId: string,
  event: SectionEvent,
  message?: string,
  items?: readonly string[],
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
  const back = event === 'sendBack' ? itemsSentBack(report, section, words, items) : ok([])
  if (!back.ok) return back
  return ok([
    {
      type: 'sectionMoved',
      section: sectionId,
      event,
      from,
      to,
      ...(words === '' ? {} : { message: words }),
    },
    ...back.value,
  ])
}

/** What was handed in comes back to its people with the same words; what they had nothing to report on, only if it is named. */
function itemsSentBack(
  report: Report,
  section: SectionLayout,
  comment: string,
  named: readonly string[] | undefined,
): Result<ReportEvent[]> {
  const inSection = itemIdsIn(section)
  const stranger = named?.find((item) => !inSection.includes(item))
  if (stranger !== undefined) return refuse('not-found', stranger)
  const items = named ?? inSection.filter((item) => itemRecordOf(report, item).state === 'inlamnad')
  const events: ReportEvent[] = []
  for (const item of new Set(items)) {
    const { state: from } = itemRecordOf(report, item)
    const state = itemSteps[from].sendBack
    if (state === undefined) return refuse('item-state', item, { state: from })
    events.push({ type: 'itemMoved', item, event: 'sendBack', state, comment })
  }
  return ok(events)
}
