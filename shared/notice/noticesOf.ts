import { can } from '../people/can.ts'
import { changedQuotes } from '../people/changedQuotes.ts'
import { actorIn } from '../report/actor.ts'
import { itemRecordOf } from '../section/itemRecord.ts'
import type { ReportEntry } from '../report/event.ts'
import type { Report } from '../report/report.ts'
import { reportTarget, sectionTarget } from '../report/target.ts'
import type { ThreadPlace } from '../review/thread.ts'
import { figuresOf } from '../section/content.ts'
import { itemsOfRow, itemsOfSlot } from '../section/item.ts'
import { blocksOf, findSection, proseSlotsOf, type ReportLayout } from '../section/layout.ts'
import type { Addressed, Notice } from './notice.ts'
import { sectionsOfItems } from './sectionsOfItems.ts'

/** What else decides who is told. */
export interface NoticeSurroundings {
  /** The report's layout; asked only by entries that need it. */
  readonly layout: () => ReportLayout
  /** ISO date, by which deputies count. */
  readonly today: string
}

/** What is told, and whom, before anybody is left out. */
interface Told {
  readonly to: Iterable<string | undefined>
  readonly what: Omit<Notice, 'id' | 'report' | 'by' | 'at'>
}

/**
 * Which people one entry of the journal gives which notices. Never who did it, and only those who may read drafts. Pure, and
 * the same each time: replaying an entry gives notices with the same ids.
 *
 * @param before  the report as the entry found it; null at its creation
 */
export function noticesOf(
  entry: ReportEntry,
  before: Report | null,
  after: Report,
  at: NoticeSurroundings,
): Addressed[] {
  const { user: actor } = entry.actor
  const addressed = toldBy(entry, before, after, at).flatMap(({ to, what }) => {
    const { kind, section, item, thread, contribution, deputy } = what
    const subject = [kind, contribution ?? thread ?? item ?? section ?? deputy?.user ?? '', deputy?.for ?? '']
    const notice: Notice = {
      ...what,
      id: [after.id, entry.seq, ...subject].join(' ').trim(),
      report: after.id,
      by: actor,
      at: entry.at,
    }
    return [...new Set(to)].flatMap((user) =>
      user === undefined || user === actor || !mayBeTold(after, user, notice, at.today)
        ? []
        : [{ to: user, notice }],
    )
  })
  // Two reasons for the same notice are one: assigned the thread that also names them.
  return addressed.filter(
    ({ to, notice: { id } }, i) =>
      addressed.findIndex((other) => other.to === to && other.notice.id === id) === i,
  )
}

/**
 * Whether somebody may know of this: who has no part in the report knows nothing of it. Whoever is to stand in for somebody
 * is told as soon as it is decided, by what they may read on their first day.
 */
export function mayBeTold(
  report: Report,
  user: string,
  { deputy }: Pick<Notice, 'deputy'>,
  today: string,
): boolean {
  const day = deputy !== undefined && deputy.from > today ? deputy.from : today
  return can(actorIn(report, { user, system: [] }, day), 'readDraft', reportTarget(report))
}

function toldBy(
  { event, actor }: ReportEntry,
  before: Report | null,
  after: Report,
  { layout, today }: NoticeSurroundings,
): Told[] {
  const sectionOf = (item: string): { section?: string } => {
    const section = sectionsOfItems(layout()).get(item)
    return section === undefined ? {} : { section: section.id }
  }
  switch (event.type) {
    case 'reportCreated':
      return Object.entries(after.items).map(([item, { people }]) => ({
        to: people,
        what: { kind: 'assigned', item, ...sectionOf(item) },
      }))
    case 'itemsSet':
      return event.items.flatMap(({ id: item, people }) => {
        const known = before === null ? [] : itemRecordOf(before, item).people
        const added = (people ?? []).filter((user) => !known.includes(user))
        return added.length === 0 ? [] : [{ to: added, what: { kind: 'assigned', item, ...sectionOf(item) } }]
      })
    case 'itemMoved': {
      if (event.event !== 'sendBack') return []
      const { people } = itemRecordOf(after, event.item)
      const handedIn = before === null ? undefined : itemRecordOf(before, event.item).handedIn
      return [
        {
          to: [...people, handedIn?.by, ...(handedIn?.writtenBy ?? [])],
          what: { kind: 'sentBack', item: event.item, ...sectionOf(event.item) },
        },
      ]
    }
    case 'sectionMoved': {
      const { section } = event
      if (event.event === 'sendBack') {
        const submitter = before?.sections[section]?.submitted?.by
        return [
          { to: [...itemRecordOf(after, section).people, submitter], what: { kind: 'sentBack', section } },
        ]
      }
      if (event.event !== 'ready') return []
      return [{ to: approversOf(after, section, today), what: { kind: 'readyForApproval', section } }]
    }
    case 'threadOpened': {
      const { id: thread, section, at, assignee, remark, kind } = event.thread
      return [
        {
          to: [
            assignee,
            ...remark.mentions,
            ...(kind === 'lockedTextFault'
              ? coordinatorsOf(after)
              : responsibleAt(after, layout(), section, at)),
          ],
          what: { kind: 'thread', thread, section },
        },
      ]
    }
    case 'threadReplied': {
      const thread = after.threads[event.thread]
      if (thread === undefined) return []
      const takingPart = thread.remarks.map(({ by }) => by)
      return [
        {
          to: [thread.assignee, ...takingPart, ...event.remark.mentions],
          what: { kind: 'thread', thread: thread.id, section: thread.section },
        },
      ]
    }
    case 'threadChanged': {
      const thread = after.threads[event.thread]
      if (thread === undefined || event.assignee == null) return []
      if (before?.threads[event.thread]?.assignee === event.assignee) return []
      return [{ to: [event.assignee], what: { kind: 'thread', thread: thread.id, section: thread.section } }]
    }
    case 'suggestionDecided': {
      const thread = after.threads[event.thread]
      if (thread === undefined || event.accepted === null) return []
      return [
        {
          to: [thread.remarks[0]?.by],
          what: { kind: 'thread', thread: thread.id, section: thread.section },
        },
      ]
    }
    case 'cellsSet':
    case 'statusSettled':
      return quotingItems(before, after, layout).map((item) => {
        const { people, handedIn } = itemRecordOf(after, item)
        return {
          to: [...people, handedIn?.by, ...(handedIn?.writtenBy ?? [])],
          what: { kind: 'figureChanged', item, ...sectionOf(item) },
        }
      })
    case 'contributionStarted': {
      const { id: contribution, item, section, writers, isAsked } = event.contribution
      return isAsked
        ? [{ to: writers, what: { kind: 'contributionAsked', contribution, item, section } }]
        : []
    }
    case 'contributionChanged': {
      const known = after.contributions[event.contribution]
      if (known?.asked === undefined || event.writers === undefined) return []
      const writers = before?.contributions[known.id]?.writers ?? []
      return [
        {
          to: event.writers.filter((user) => !writers.includes(user)),
          what: {
            kind: 'contributionAsked',
            contribution: known.id,
            item: known.item,
            section: known.section,
          },
        },
      ]
    }
    case 'contributionMoved': {
      const known = after.contributions[event.contribution]
      if (known === undefined || event.state !== 'tillbaka') return []
      return [
        {
          to: known.writers.filter((user) => user !== actor.user),
          what: { kind: 'sentBack', contribution: known.id, item: known.item, section: known.section },
        },
      ]
    }
    case 'deputiesSet': {
      const isKnown = ({ for: whom, user, from, to }: Report['deputies'][number]): boolean =>
        before?.deputies.some(
          (known) => known.for === whom && known.user === user && known.from === from && known.to === to,
        ) === true
      return event.deputies
        .filter((deputy) => !isKnown(deputy) && deputy.to >= today)
        .map(({ for: whom, user, from, to }) => ({
          to: [user, whom],
          what: { kind: 'deputy', deputy: { for: whom, user, from, to } },
        }))
    }
    default:
      return []
  }
}

/** Whoever may approve the section now, deputies whose dates hold among them. */
function approversOf(report: Report, section: string, today: string): string[] {
  const users = new Set([...Object.keys(report.members), ...report.deputies.map(({ user }) => user)])
  const target = sectionTarget(report, section)
  return [...users].filter((user) => can(actorIn(report, { user, system: [] }, today), 'approve', target))
}

const coordinatorsOf = ({ members }: Report): string[] =>
  Object.values(members).flatMap(({ user, grants }) =>
    grants.some(({ role }) => role === 'samordnare') ? [user] : [],
  )

/** Who is responsible for what a remark is about: the nearest item that somebody is named for. */
function responsibleAt(report: Report, layout: ReportLayout, sectionId: string, at: ThreadPlace): string[] {
  const section = findSection(layout, sectionId)
  if (section === undefined) return []
  const slot = 'slot' in at ? proseSlotsOf(section).find(({ id }) => id === at.slot) : undefined
  const block = 'block' in at ? blocksOf(section).find(({ id }) => id === at.block) : undefined
  const items =
    slot !== undefined
      ? itemsOfSlot(section, slot)
      : block !== undefined && 'block' in at
        ? itemsOfRow(section, block, at.row)
        : [section.id]
  for (const item of items) {
    const { people } = itemRecordOf(report, item)
    if (people.length > 0) return people
  }
  return []
}

/** Items whose text was handed in quoting a figure that reads otherwise by this entry, computed ones among them. */
function quotingItems(before: Report | null, after: Report, layout: () => ReportLayout): string[] {
  const handedIn = Object.entries(after.items).filter(
    ([, item]) => item.handedIn !== undefined && item.quoted.length > 0,
  )
  if (before === null || handedIn.length === 0) return []
  const figures = { before: figuresOf(before, layout()), after: figuresOf(after, layout()) }
  return handedIn.flatMap(([item, { quoted }]) => {
    const known = changedQuotes(figures.before, quoted)
    const isNew = ({ block, row, column, after: now }: (typeof known)[number]): boolean =>
      !known.some(
        (was) => was.block === block && was.row === row && was.column === column && was.after === now,
      )
    return changedQuotes(figures.after, quoted).some(isNew) ? [item] : []
  })
}
