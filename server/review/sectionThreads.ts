import { placeStands } from '../../shared/review/decideThreads.ts'
import type { Thread } from '../../shared/review/thread.ts'
import { docIdOf } from '../../shared/section/sectionRecord.ts'
import type { Report } from '../../shared/report/report.ts'
import { proseSlotsOf, type SectionLayout } from '../../shared/section/layout.ts'
import type { Rooms } from '../sync/rooms.ts'
import { anchoredIn } from './anchors.ts'

/** A thread as it is answered. `orphan`: what it was about is no longer there. */
export type ShownThread = Thread & { readonly orphan: boolean }

/** The threads of a section, oldest first. Only the section's own text is looked at. */
export async function sectionThreads(
  rooms: Pick<Rooms, 'within'>,
  report: Report,
  section: SectionLayout,
): Promise<ShownThread[]> {
  const threads = Object.values(report.threads).filter((thread) => thread.section === section.id)
  const anchored = threads.some(({ at }) => 'slot' in at)
    ? await anchoredThreads(rooms, report, section)
    : new Set<string>()
  return threads.map((thread) => ({
    ...thread,
    orphan:
      !placeStands(section, thread.at) ||
      ('slot' in thread.at && !anchored.has(thread.id) && !isStruckOut(thread)),
  }))
}

/** Ids of the threads that are marked in the section's text, as it is on disk. */
const anchoredThreads = async (
  rooms: Pick<Rooms, 'within'>,
  report: Report,
  section: SectionLayout,
): Promise<ReadonlySet<string>> => {
  const slots = proseSlotsOf(section).map(({ id }) => id)
  const found = await rooms.within(docIdOf(report, section.id), async (room) => {
    const anchored = room.look((doc) => anchoredIn(doc, slots))
    await room.committed()
    return anchored
  })
  return found ?? new Set<string>()
}

/** An accepted suggestion to leave the words out: where they stood, nothing can be marked. */
const isStruckOut = ({ suggestion }: Thread): boolean =>
  suggestion?.outcome?.accepted === true && suggestion.replacement === ''
