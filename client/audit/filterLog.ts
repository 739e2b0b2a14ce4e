import { dayOf } from '../ui/dates.ts'
import type { Described } from './describeEvent.ts'
import { logKinds, type LogEntry, type LogKind } from './logEntry.ts'
import { sectionsOfEvent, type EventPlaces } from './sectionsOfEvent.ts'

/** What of the log is shown; it stands in the address. */
export interface LogFilter {
  readonly person?: string
  readonly kind?: LogKind
  readonly section?: string
  /** ISO dates, both included. */
  readonly from?: string
  readonly to?: string
  readonly text?: string
  /** Who has read what is shown only when it is asked for. */
  readonly withReading: boolean
}

/** The names in the address are Swedish, since people read and mail them. */
export interface LogSearch {
  readonly person?: string | undefined
  readonly slag?: string | undefined
  readonly avsnitt?: string | undefined
  readonly fran?: string | undefined
  readonly till?: string | undefined
  readonly sok?: string | undefined
  readonly lasning?: string | undefined
}

/** What the address asks for; a kind that is none of ours is left out, and asking for readings shows them. */
export function filterOf({ person, slag, avsnitt, fran, till, sok, lasning }: LogSearch): LogFilter {
  const kind = logKinds.find((known) => known === slag)
  return {
    ...(person === undefined ? {} : { person }),
    ...(kind === undefined ? {} : { kind }),
    ...(avsnitt === undefined ? {} : { section: avsnitt }),
    ...(fran === undefined ? {} : { from: fran }),
    ...(till === undefined ? {} : { to: till }),
    ...(sok === undefined || sok.trim() === '' ? {} : { text: sok.trim() }),
    withReading: lasning === '1' || kind === 'reading',
  }
}

/**
 * The entries that pass, the latest first.
 *
 * @param told  the entry in words; asked only where words are looked for
 */
export function filterLog(
  entries: readonly LogEntry[],
  filter: LogFilter,
  places: EventPlaces,
  told: (entry: LogEntry) => Pick<Described, 'sentence' | 'before' | 'after'>,
): LogEntry[] {
  const { person, kind, section, from, to, withReading } = filter
  const text = filter.text?.toLocaleLowerCase('sv')
  return entries
    .filter((entry) => {
      const { stored, event } = entry
      if (entry.kind === 'reading' && !withReading) return false
      if (kind !== undefined && entry.kind !== kind) return false
      if (person !== undefined && stored.actor.user !== person && stored.actor.forUser !== person)
        return false
      if (from !== undefined || to !== undefined) {
        const day = dayOf(stored.at)
        if ((from !== undefined && day < from) || (to !== undefined && day > to)) return false
      }
      if (section !== undefined) {
        const sections = event === null ? [] : sectionsOfEvent(event, entry.before, places)
        if (!sections.includes(section)) return false
      }
      if (text === undefined) return true
      const { sentence, before, after } = told(entry)
      return [sentence, ...before, ...after].some((line) => line.toLocaleLowerCase('sv').includes(text))
    })
    .toReversed()
}
