import type * as Y from 'yjs'
import {
  decideSuggestion,
  decideSuggestionUndone,
  suggestionFor,
  type Suggested,
} from '../../shared/review/decideSuggestion.ts'
import { longestQuote } from '../../shared/review/thread.ts'
import type { Person } from '../../shared/people/role.ts'
import { ok, refuse, type Result } from '../../shared/problem.ts'
import { docIdOf } from '../../shared/section/sectionRecord.ts'
import type { ReportEvent } from '../../shared/report/event.ts'
import type { Report } from '../../shared/report/report.ts'
import { decideAs } from '../reports/changeReport.ts'
import type { OpenReport } from '../reports/reports.ts'
import type { Rooms } from '../sync/rooms.ts'
import { anchorOf } from './anchors.ts'
import { fitsLines, replaceWords, takeBack, type ReplacedLine } from './replaceWords.ts'
import { atomsIn, slotText, wordsIn } from './slotText.ts'

interface Deps {
  readonly rooms: Pick<Rooms, 'edit'>
  readonly now: () => Date
}

/** Whose suggestion of which section of which report is answered, and by whom. */
export interface Answering {
  readonly open: OpenReport
  readonly person: Person
  readonly section: string
  readonly thread: string
}

/** Answers of suggestions that change the text. A rejection changes only the records. */
export interface SuggestionAnswers {
  /**
   * Puts the suggested words into the text, under the name of who accepts.
   *
   * @param anyway  although other words stand there now
   * @returns `text-changed` with the words that stand there, `now`, those quoted, and kinds of atoms among them, `holds`;
   *   `quote-not-found` where nothing is marked any more
   */
  accept(at: Answering, anyway: boolean): Promise<Result<Report>>
  /** Takes an answer back, and with an acceptance its words, if they stand as they were put in; else `text-changed`. */
  undo(at: Answering): Promise<Result<Report>>
}

/** Acceptances that are taken back with every mark of the words; others by their anchor, with the words alone. */
const mostRemembered = 500

export function suggestionAnswers({ rooms, now }: Deps): SuggestionAnswers {
  const replaced = new Map<string, readonly ReplacedLine[]>()
  const keyOf = ({ open, thread }: Answering) => `${open.id} ${thread}`

  const suggested = (at: Answering): Result<Suggested> => {
    const { open, person, section, thread } = at
    let found: Result<Suggested> = refuse('not-found', thread)
    const allowed = decideAs(open, open.report(), person, now(), ({ report, layout, actor }) => {
      found = suggestionFor(report, layout, actor, section, thread)
      return found.ok ? ok([]) : found
    })
    return allowed.ok ? found : allowed
  }

  /**
   * Changes the text and writes the event in one step; where one of them does not get to the disk, the other is taken back.
   *
   * @param change  answers the event; or why not, and then it has changed nothing
   * @param revert  makes the text say again what it said
   */
  const inText = async (
    at: Answering,
    change: (doc: Y.Doc, suggested: Suggested) => Result<ReportEvent[]>,
    revert: (doc: Y.Doc, suggested: Suggested) => void,
  ): Promise<Result<Report>> => {
    const { open, person, section, thread } = at
    const first = suggested(at)
    if (!first.ok) return first
    const doc = docIdOf(open.report(), section)
    const writing: { appended?: Promise<unknown> } = {}
    const append = (events: readonly ReportEvent[]) =>
      decideAs(open, open.report(), person, now(), ({ report, layout, actor }) => {
        const found = suggestionFor(report, layout, actor, section, thread)
        return found.ok ? ok(events) : found
      })
    let changed: Result<unknown> | null
    try {
      changed = await rooms.edit(
        doc,
        (held): Result<unknown> => {
          const found = suggested(at)
          if (!found.ok) return found
          const isThere = found.value.stands && docIdOf(open.report(), section) === doc
          // Only an acceptance is about the text: to take a rejection back, nothing has to stand there.
          if (!isThere && found.value.accepted !== false) return refuse('quote-not-found', found.value.slot)
          const events = change(held, found.value)
          if (!events.ok) return events
          const decided = append(events.value)
          if (!decided.ok) return decided
          writing.appended = open.register.append(
            decided.value.events,
            decided.value.actor,
            now().toISOString(),
          )
          // Awaited below, once the text is on disk.
          writing.appended.catch(() => undefined)
          return ok(undefined)
        },
        person.user,
      )
    } catch (error) {
      // The text is as it was; so is the answer then.
      if (writing.appended !== undefined)
        await open.register.append(
          [{ type: 'suggestionDecided', thread, accepted: null }],
          { user: person.user },
          now().toISOString(),
        )
      throw error
    }
    if (changed === null) return refuse('not-found', section)
    if (!changed.ok) return changed
    try {
      await writing.appended
    } catch (error) {
      await rooms.edit(doc, (held) => revert(held, first.value), person.user)
      throw error
    }
    return ok(open.report())
  }

  const putBack = (at: Answering) => (doc: Y.Doc) => void takeBack(doc, replaced.get(keyOf(at)) ?? [])

  return {
    accept: (at, anyway) =>
      inText(
        at,
        (doc, found) => {
          const { slot, quote, replacement, thread } = found
          const first = decideSuggestion(found, { accepted: true })
          if (!first.ok) return first
          const text = slotText(doc.getXmlFragment(slot))
          const range = anchorOf(text, thread.id)
          if (range === null) return refuse('quote-not-found', slot)
          const words = wordsIn(text, range)
          const holds = atomsIn(text, range)
          if (words.length > longestQuote) return refuse('quote-not-found', slot)
          // Somebody has written it by hand already.
          if (words === replacement && holds.length === 0) {
            remember(replaced, keyOf(at), [])
            return first
          }
          const isAsQuoted = words === quote && holds.length === 0
          if (!isAsQuoted && !anyway)
            return refuse('text-changed', slot, { now: words, quote, ...(holds.length > 0 ? { holds } : {}) })
          remember(replaced, keyOf(at), replaceWords(doc, slot, range, replacement, thread.id))
          return decideSuggestion(found, { accepted: true, ...(words === quote ? {} : { quote: words }) })
        },
        putBack(at),
      ),
    undo: (at) =>
      inText(
        at,
        (doc, found) => {
          const undone = decideSuggestionUndone(found)
          if (!undone.ok || found.accepted !== true) return undone
          const key = keyOf(at)
          const { slot, quote, replacement, thread } = found
          const lines = replaced.get(key)
          if (lines !== undefined && takeBack(doc, lines)) {
            replaced.delete(key)
            return undone
          }
          const text = slotText(doc.getXmlFragment(slot))
          const range = anchorOf(text, thread.id)
          const words = range === null ? '' : wordsIn(text, range)
          if (words === quote) return undone
          if (range === null || words !== replacement || !fitsLines(replacement, quote))
            return refuse('text-changed', slot, { now: words, quote: replacement })
          replaceWords(doc, slot, range, quote, thread.id)
          return undone
        },
        putAgain,
      ),
  }
}

/** The words of an acceptance that stays one after all. */
function putAgain(doc: Y.Doc, { slot, replacement, thread, accepted }: Suggested): void {
  const range = accepted === true ? anchorOf(slotText(doc.getXmlFragment(slot)), thread.id) : null
  if (range !== null) replaceWords(doc, slot, range, replacement, thread.id)
}

function remember(
  replaced: Map<string, readonly ReplacedLine[]>,
  key: string,
  lines: readonly ReplacedLine[],
): void {
  replaced.set(key, lines)
  const [oldest] = replaced.keys()
  if (replaced.size > mostRemembered && oldest !== undefined) replaced.delete(oldest)
}
