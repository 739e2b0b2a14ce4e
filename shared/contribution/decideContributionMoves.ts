import type { Actor } from '../people/can.ts'
import { ok, refuse, type Result } from '../problem.ts'
import type { ReportEvent } from '../report/event.ts'
import type { Report } from '../report/report.ts'
import type { ReportLayout } from '../section/layout.ts'
import type { ContributionState, ProposedJudgement } from './contribution.ts'
import { findForMove } from './contributionRights.ts'

type Moved = Omit<Extract<ReportEvent, { type: 'contributionMoved' }>, 'type' | 'contribution' | 'state'>

const movedTo = (id: string, state: ContributionState, with_: Moved = {}): Result<ReportEvent[]> =>
  ok([{ type: 'contributionMoved', contribution: id, state, ...with_ }])

export interface HandIn {
  /** Words that stand in it now, counted by the server. */
  readonly words: number
  /** The person says that there is nothing to report; what is written is kept. */
  readonly nothingToReport: boolean
  /** The judgement that was kept unseen until now. */
  readonly proposed: ProposedJudgement
}

/**
 * Hands a contribution in: from now on the others read it.
 *
 * @returns `nothing-written` where there is no text and nobody said that there is nothing to report
 */
export function decideContributionHandedIn(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  id: string,
  { words, nothingToReport, proposed }: HandIn,
): Result<ReportEvent[]> {
  const found = findForMove(report, layout, actor, id, 'handIn')
  if (!found.ok) return found
  if (words === 0 && !nothingToReport) return refuse('nothing-written', id)
  const isJudged = proposed.status !== undefined || proposed.trend !== undefined
  return movedTo(id, nothingToReport ? 'inget_att_rapportera' : 'inlamnad', {
    words,
    ...(isJudged ? { proposed } : {}),
  })
}

/** Its writers take it back until it is inserted; it is unseen again. */
export function decideContributionTakenBack(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  id: string,
): Result<ReportEvent[]> {
  const found = findForMove(report, layout, actor, id, 'takeBack')
  return found.ok ? movedTo(id, 'paborjad') : found
}

/** Sends it back to its writers with a word on what is missing. */
export function decideContributionSentBack(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  id: string,
  comment: string,
): Result<ReportEvent[]> {
  const found = findForMove(report, layout, actor, id, 'sendBack')
  if (!found.ok) return found
  const words = comment.trim()
  return words === '' ? refuse('reason-required', id) : movedTo(id, 'tillbaka', { comment: words })
}

/**
 * Says that its words stand in the text.
 *
 * @param again  it has been inserted before, and the person wants it once more
 */
export function decideContributionInserted(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  id: string,
  again: boolean,
): Result<ReportEvent[]> {
  const found = findForMove(report, layout, actor, id, again ? 'insertAgain' : 'insert')
  return found.ok ? movedTo(id, 'infogad') : found
}

/** Takes the request away, or gives up writing alone. What was written is kept, unseen. */
export function decideContributionWithdrawn(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  id: string,
): Result<ReportEvent[]> {
  const found = findForMove(report, layout, actor, id, 'withdraw')
  return found.ok ? movedTo(id, 'borttagen') : found
}
