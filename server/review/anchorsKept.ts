import { docIdOf, sectionRecordOf } from '../../shared/section/sectionRecord.ts'
import { findSection, proseSlotsOf } from '../../shared/section/layout.ts'
import { isLocked } from '../../shared/section/workflow.ts'
import type { Reports } from '../reports/reports.ts'
import type { After } from '../store/after.ts'
import { parseDocId } from '../store/docId.ts'
import type { DurableChange } from '../sync/room.ts'
import type { Rooms } from '../sync/rooms.ts'
import { anchorAnew, anchoredIn } from './anchors.ts'

interface Deps {
  readonly reports: Pick<Reports, 'peek'>
  readonly rooms: () => Pick<Rooms, 'anchor' | 'within'>
  readonly after: After
  readonly log: { warn: (details: object, message: string) => void }
}

/** Gives open threads their anchors back, where words that were gone stand in the text again. */
export interface AnchorsKept {
  /** To be told of every change of a text that is on disk. */
  changed(doc: string, change: Pick<DurableChange, 'slots'>): void
}

const restMs = 2000

interface Orphan {
  readonly id: string
  readonly slot: string
  readonly quote: string
}

export function anchorsKept({ reports, rooms, after, log }: Deps): AnchorsKept {
  /** Slots that have changed, of each document that is looked at soon. */
  const waiting = new Map<string, Set<string>>()

  /** Open threads about a text in these slots. */
  const openOn = (doc: string, slots: ReadonlySet<string>): Orphan[] => {
    const name = parseDocId(doc)
    const open = name === null ? null : reports.peek(name.reportId)
    if (name === null || open === null) return []
    const report = open.report()
    const section = findSection(open.layout(report), name.sectionId)
    if (section === undefined || docIdOf(report, section.id) !== doc) return []
    if (isLocked(sectionRecordOf(report, section.id).state)) return []
    const present = new Set(proseSlotsOf(section).map(({ id }) => id))
    return Object.values(report.threads).flatMap(({ id, section: of, at, resolved }) =>
      of === section.id &&
      resolved === undefined &&
      'slot' in at &&
      slots.has(at.slot) &&
      present.has(at.slot)
        ? [{ id, slot: at.slot, quote: at.quote }]
        : [],
    )
  }

  const look = async (doc: string, slots: ReadonlySet<string>): Promise<void> => {
    const lost = await rooms().within(doc, (room) => {
      const threads = openOn(doc, slots)
      const anchored = room.look((held) => anchoredIn(held, new Set(threads.map(({ slot }) => slot))))
      return threads.filter(({ id }) => !anchored.has(id))
    })
    if (lost === null || lost.length === 0) return
    await rooms().anchor(doc, (held) => {
      // Read again: somebody may have resolved one, or locked the section.
      const still = new Set(openOn(doc, slots).map(({ id }) => id))
      const anchored = anchoredIn(held, new Set(lost.map(({ slot }) => slot)))
      anchorAnew(
        held,
        lost.filter(({ id }) => still.has(id) && !anchored.has(id)),
      )
    })
  }

  return {
    changed(doc, { slots }) {
      const before = waiting.get(doc)
      if (before === undefined && openOn(doc, new Set(slots)).length === 0) return
      // Looked at once in a while, however long somebody types.
      const held = before ?? new Set<string>()
      for (const slot of slots) held.add(slot)
      if (before !== undefined) return
      waiting.set(doc, held)
      after(restMs, () => {
        waiting.delete(doc)
        look(doc, held).catch((error: unknown) =>
          log.warn({ error, doc }, 'could not mark again what threads are about; they are listed as orphans'),
        )
      })
    },
  }
}
