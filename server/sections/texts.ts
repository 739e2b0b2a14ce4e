import { docIdOf } from '../../shared/section/sectionRecord.ts'
import type { Report } from '../../shared/report/report.ts'
import { findSection, proseSlotsOf } from '../../shared/section/layout.ts'
import { isEmptyProse, wordCount } from '../../shared/section/canonical.ts'
import type { OpenReport, Reports, ReportStore } from '../reports/reports.ts'
import type { After } from '../store/after.ts'
import { parseDocId } from '../store/docId.ts'
import { serverUser } from '../sync/lease.ts'
import type { Rooms } from '../sync/rooms.ts'
import type { DurableChange, Prose } from '../sync/room.ts'

/**
 * What the records say of a section's text: how many words stand in each slot and who last wrote there. It is written when
 * the text has rested, so it lags a little behind, and never says which letters are whose.
 */
export interface SectionTexts {
  /** The text of every slot as ProseMirror JSON, as it is on disk. */
  read(report: Report, section: string): Promise<Prose>
  /** To be told of every change that is on disk. */
  changed(doc: string, change: DurableChange): void
  /** Writes what has been held back for a document. */
  flush(doc: string): Promise<void>
  flushAll(): Promise<void>
  /** Writes at once what is held back for documents of the report that nobody has open any more. */
  presenceChanged(report: string, open: ReadonlySet<string>): void
  /** Mends the records of a report that a crash left behind its texts. */
  catchUp(open: OpenReport): Promise<void>
}

interface Deps {
  readonly reports: Pick<Reports, 'peek'>
  readonly rooms: () => Pick<Rooms, 'read'>
  readonly store: Pick<ReportStore, 'sectionDocs' | 'readSection'>
  readonly now: () => Date
  readonly after: After
  readonly log: { warn: (details: object, message: string) => void }
}

const restMs = 2000
const longestMs = 15_000

interface Held {
  readonly by: Map<string, string>
  lastBy: string
  readonly since: number
  callOff: () => void
}

export function sectionTexts({ reports, rooms, store, now, after, log }: Deps): SectionTexts {
  const held = new Map<string, Held>()

  const read = async (report: Report, section: string): Promise<Prose> =>
    (await rooms().read(docIdOf(report, section))) ?? {}

  /** Appends the counts that differ from those in the records; `by` says who wrote in a slot, if anybody is known to have. */
  const record = async (
    open: OpenReport,
    section: string,
    lastBy: string,
    by: ReadonlyMap<string, string>,
  ): Promise<void> => {
    const prose = await read(open.report(), section)
    // Read again: the report may have changed while the text was read.
    const report = open.report()
    const layout = findSection(open.layout(report), section)
    if (layout === undefined) return
    const known = report.texts[section] ?? {}
    const slots = proseSlotsOf(layout).flatMap(({ id }) => {
      const words = wordsIn(prose[id])
      const writer = by.get(id)
      const changed = writer !== undefined || words !== (known[id]?.words ?? 0)
      return changed ? [{ slot: id, words, by: writer ?? known[id]?.by ?? lastBy }] : []
    })
    if (slots.length === 0) return
    await open.register.append(
      [{ type: 'textChanged', section, slots }],
      { user: lastBy },
      now().toISOString(),
    )
  }

  const flush = async (doc: string): Promise<void> => {
    const waiting = held.get(doc)
    if (waiting === undefined) return
    held.delete(doc)
    waiting.callOff()
    const name = parseDocId(doc)
    const open = name === null ? null : reports.peek(name.reportId)
    // A document of an earlier epoch is nobody's text any more.
    if (name === null || open === null || docIdOf(open.report(), name.sectionId) !== doc) return
    await record(open, name.sectionId, waiting.lastBy, waiting.by)
  }

  const flushSoon = (doc: string) => {
    flush(doc).catch((error: unknown) =>
      log.warn({ error, doc }, 'could not record who wrote where; the text itself is safe'),
    )
  }

  const flushLater = (doc: string) => {
    const waiting = held.get(doc)
    if (waiting === undefined) return
    waiting.callOff()
    const left = waiting.since + longestMs - now().getTime()
    waiting.callOff = after(Math.max(0, Math.min(restMs, left)), () => flushSoon(doc))
  }

  return {
    read,
    changed(doc, { slots, user }) {
      const waiting = held.get(doc) ?? {
        by: new Map<string, string>(),
        lastBy: user,
        since: now().getTime(),
        callOff: () => undefined,
      }
      for (const slot of slots) waiting.by.set(slot, user)
      waiting.lastBy = user
      held.set(doc, waiting)
      flushLater(doc)
    },
    flush,
    presenceChanged(report, open) {
      for (const doc of held.keys())
        if (parseDocId(doc)?.reportId === report && !open.has(doc)) flushSoon(doc)
    },
    flushAll: async () => void (await Promise.all([...held.keys()].map(flush))),
    async catchUp(open) {
      for (const doc of await store.sectionDocs(open.id)) {
        const name = parseDocId(doc)
        if (name === null || held.has(doc) || docIdOf(open.report(), name.sectionId) !== doc) continue
        // Closing a text puts its updates together; single ones are left only where nothing was closed.
        // Anchors of threads are nobody's writing.
        const last = (await store.readSection(doc))?.updates.findLast(({ user }) => user !== serverUser)
        if (last !== undefined) await record(open, name.sectionId, last.user, new Map())
      }
    },
  }
}

/** A text that is only a picture is not empty, so it counts as a word. */
export const wordsIn = (json: unknown): number => (isEmptyProse(json) ? 0 : Math.max(1, wordCount(json)))
