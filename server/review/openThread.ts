import { decideThreadOpened, type NewThread } from '../../shared/review/decideThreads.ts'
import { longestQuote, type ThreadPlace } from '../../shared/review/thread.ts'
import type { Person } from '../../shared/people/role.ts'
import { ok, refuse, type Result } from '../../shared/problem.ts'
import { docIdOf } from '../../shared/section/sectionRecord.ts'
import type { Report } from '../../shared/report/report.ts'
import { changeReport, decideAs } from '../reports/changeReport.ts'
import type { OpenReport } from '../reports/reports.ts'
import type { Rooms } from '../sync/rooms.ts'
import { findQuote, removeAnchor, setAnchor, type Quoted } from './anchors.ts'
import { fitsLines, linesOf } from './replaceWords.ts'

interface Deps {
  readonly rooms: Pick<Rooms, 'anchor'>
  readonly now: () => Date
}

/** A thread to be opened: on a text, with the positions the page knows, or on a block, a row or a cell. */
export type OpenedThread = Omit<NewThread, 'at'> & {
  readonly at: Quoted | Exclude<ThreadPlace, { slot: string }>
}

/**
 * Opens a thread. On a text its anchor is set and its event written in one step, so that what was decided holds for both.
 *
 * @returns `quote-not-found`; `bad-request` for a suggestion with other lines than the words it would replace; or the refusal
 */
export async function openThread(
  { rooms, now }: Deps,
  open: OpenReport,
  person: Person,
  section: string,
  thread: OpenedThread,
): Promise<Result<Report>> {
  const { at } = thread
  if (!('slot' in at))
    return changeReport(open, person, now(), ({ report, layout, actor }) =>
      decideThreadOpened(report, layout, actor, section, { ...thread, at }),
    )
  const { slot } = at
  const decide = (quote: string) =>
    decideAs(open, open.report(), person, now(), ({ report, layout, actor }) =>
      decideThreadOpened(report, layout, actor, section, { ...thread, at: { slot, quote } }),
    )
  // Before the text is opened: who may not, and a slot that is none, never reach it.
  const first = decide(at.quote)
  if (!first.ok) return first
  const doc = docIdOf(open.report(), section)
  const set = await rooms.anchor(doc, (held): Result<{ appended: Promise<unknown> }> => {
    const found = findQuote(held, at)
    if (found === null || found.words.length > longestQuote) return refuse('quote-not-found', slot)
    if (thread.replacement !== undefined && !fitsLines(found.words, thread.replacement))
      return refuse('bad-request', 'suggestion', { lines: linesOf(found.words).length })
    // Asked again: the section may have been locked, or begun anew, while its text was opened.
    const decided = decide(found.words)
    if (!decided.ok) return decided
    if (docIdOf(open.report(), section) !== doc) return refuse('quote-not-found', slot)
    setAnchor(held, slot, found, thread.id)
    const appended = open.register.append(decided.value.events, decided.value.actor, now().toISOString())
    // Awaited below, once the text is on disk.
    appended.catch(() => undefined)
    return ok({ appended })
  })
  if (set === null) return refuse('not-found', section)
  if (!set.ok) return set
  try {
    await set.value.appended
  } catch (error) {
    await rooms.anchor(doc, (held) => removeAnchor(held, slot, thread.id))
    throw error
  }
  return ok(open.report())
}
