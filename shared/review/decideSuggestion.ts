import type { Actor } from '../people/can.ts'
import { ok, refuse, type Result } from '../problem.ts'
import type { ReportEvent } from '../report/event.ts'
import type { Report } from '../report/report.ts'
import { refusalOf, sectionTarget } from '../report/target.ts'
import { itemsOfSlot } from '../section/item.ts'
import { findSection, proseSlotsOf, type ReportLayout } from '../section/layout.ts'
import { discussedThread } from './decideThreads.ts'
import type { Thread } from './thread.ts'

/** A suggestion, with what it wants to put in the place of what. */
export interface Suggested {
  readonly thread: Thread
  readonly slot: string
  /** False where the slot is gone from the section with its row. */
  readonly stands: boolean
  readonly quote: string
  readonly replacement: string
  /** Set when it has been answered. */
  readonly accepted: boolean | undefined
}

/**
 * The suggestion of a thread, for somebody who may write the text it is about.
 *
 * @returns `not-found` where the thread is there and suggests nothing
 */
export function suggestionFor(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  sectionId: string,
  threadId: string,
): Result<Suggested> {
  const found = discussedThread(report, layout, actor, sectionId, threadId)
  if (!found.ok) return found
  const { suggestion, at } = found.value
  if (suggestion === undefined || !('slot' in at)) return refuse('not-found', threadId)
  const section = findSection(layout, sectionId)
  const slot = section && proseSlotsOf(section).find(({ id }) => id === at.slot)
  // A text whose row is gone is nobody's own any more: the section's writers answer for it.
  const items = section === undefined || slot === undefined ? [sectionId] : itemsOfSlot(section, slot)
  const refusal = refusalOf(actor, 'write', sectionTarget(report, sectionId, items))
  if (refusal !== null) return { ok: false, problem: refusal }
  const { replacement, outcome } = suggestion
  return ok({
    thread: found.value,
    slot: at.slot,
    stands: slot !== undefined,
    quote: at.quote,
    replacement,
    accepted: outcome?.accepted,
  })
}

/**
 * Accepts or rejects; both resolve the thread.
 *
 * @param quote  of an acceptance: the words that are replaced, where they are no longer those it was made for
 */
export function decideSuggestion(
  { thread, accepted }: Suggested,
  outcome: {
    readonly accepted: boolean
    readonly reason?: string | undefined
    readonly quote?: string | undefined
  },
): Result<ReportEvent[]> {
  if (accepted !== undefined) return refuse('suggestion-decided', thread.id, { accepted })
  const reason = outcome.reason?.trim() ?? ''
  return ok([
    {
      type: 'suggestionDecided',
      thread: thread.id,
      accepted: outcome.accepted,
      ...(reason === '' ? {} : { reason }),
      ...(outcome.quote === undefined ? {} : { quote: outcome.quote }),
    },
  ])
}

/** Takes the answer back: the suggestion and its thread are open again. */
export const decideSuggestionUndone = ({ thread, accepted }: Suggested): Result<ReportEvent[]> =>
  accepted === undefined
    ? refuse('nothing-to-change', thread.id)
    : ok([{ type: 'suggestionDecided', thread: thread.id, accepted: null }])
