import type { Actor } from '../people/can.ts'
import { ok, refuse, type Result } from '../problem.ts'
import { sectionRecordOf } from './sectionRecord.ts'
import type { ReportEvent } from '../report/event.ts'
import type { Report } from '../report/report.ts'
import { refusalOf, reportTarget } from '../report/target.ts'
import { findSection, type ReportLayout } from './layout.ts'
import { isLocked } from './workflow.ts'

/** A free-text section of this report alone, after `after` (null: first) in its chapter. */
export function decideSectionAdded(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  input: { chapter: string; after: string | null; title: string },
  newId: string,
): Result<ReportEvent[]> {
  const refusal = refusalOf(actor, 'editReport', reportTarget(report))
  if (refusal !== null) return { ok: false, problem: refusal }
  const chapter = layout.chapters.find(({ id }) => id === input.chapter)
  if (chapter === undefined) return refuse('report-invalid', input.chapter)
  if (input.after !== null && !chapter.sections.some(({ id }) => id === input.after)) {
    return refuse('report-invalid', input.after)
  }
  return ok([{ type: 'sectionAdded', section: { id: newId, ...input, removed: false } }])
}

/** Hides an optional section or shows it again, and gives an added one another title. A locked section stays as it is. */
export function decideSectionChanged(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  sectionId: string,
  input: { hidden?: boolean | undefined; title?: string | undefined },
): Result<ReportEvent[]> {
  const section = findSection(layout, sectionId)
  if (section === undefined) return refuse('not-found', sectionId)
  const refusal = refusalToArrange(report, actor, sectionId)
  if (refusal !== null) return refusal
  const events: ReportEvent[] = []
  if (input.hidden !== undefined && input.hidden !== sectionRecordOf(report, sectionId).hidden) {
    if (input.hidden && !section.optional && !section.added)
      return refuse('report-invalid', sectionId, { reason: 'notOptional' })
    events.push({ type: 'sectionHidden', section: sectionId, hidden: input.hidden })
  }
  if (input.title !== undefined && input.title !== section.title) {
    if (!section.added) return refuse('report-invalid', sectionId, { reason: 'titleFromTemplate' })
    events.push({ type: 'sectionRetitled', section: sectionId, title: input.title })
  }
  return events.length === 0 ? refuse('nothing-to-change', sectionId) : ok(events)
}

/** Takes an added section away; its text is kept in the store. */
export function decideSectionRemoved(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  sectionId: string,
): Result<ReportEvent[]> {
  const section = findSection(layout, sectionId)
  if (section === undefined) return refuse('not-found', sectionId)
  const refusal = refusalToArrange(report, actor, sectionId)
  if (refusal !== null) return refusal
  return section.added
    ? ok([{ type: 'sectionRemoved', section: sectionId }])
    : refuse('report-invalid', sectionId, { reason: 'fromTemplate' })
}

function refusalToArrange(report: Report, actor: Actor, sectionId: string): ReturnType<typeof refuse> | null {
  const problem = refusalOf(actor, 'editReport', reportTarget(report))
  if (problem !== null) return { ok: false, problem }
  const { state } = sectionRecordOf(report, sectionId)
  return isLocked(state) ? refuse('section-locked', sectionId, { state }) : null
}
