import type { Block } from '../block/block.ts'
import type { BlockKind } from '../block/kindName.ts'
import type { Actor } from '../people/can.ts'
import { can } from '../people/can.ts'
import { ok, refuse, type Problem, type Result } from '../problem.ts'
import type { ReportEvent } from '../report/event.ts'
import type { Report } from '../report/report.ts'
import { refusalOf, reportTarget, sectionTarget } from '../report/target.ts'
import {
  blocksOf,
  findSection,
  proseSlotsOf,
  type ReportLayout,
  type SectionLayout,
} from '../section/layout.ts'
import type { Thread, ThreadPlace, threadKinds } from './thread.ts'

export interface NewRemark {
  readonly id: string
  readonly text: string
  readonly mentions: readonly string[]
}

export interface NewThread {
  readonly id: string
  readonly kind: (typeof threadKinds)[number]
  readonly at: ThreadPlace
  readonly remark: NewRemark
  readonly assignee?: string | undefined
  /** Other words for those quoted. */
  readonly replacement?: string | undefined
}

/** Blocks of words that nobody writes in the report: template and plan give them, so only the samordnare can have them mended. */
const lockedWords: ReadonlySet<BlockKind> = new Set<BlockKind>(['lockedText', 'legend', 'strategyBlock'])

/** Whether an error in the block's words is told as one in a locked text. */
export const hasLockedWords = (block: Pick<Block, 'kind'>): boolean => lockedWords.has(block.kind)

/**
 * A synpunkt, and with it a suggestion if it brings other words. Whether the quoted words stand in the text is the server's to find.
 *
 * @returns `bad-request` where the place is none, `person-unknown` for who is named and does not read the report, or why not
 */
export function decideThreadOpened(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  sectionId: string,
  { id, kind, at, remark, assignee, replacement }: NewThread,
): Result<ReportEvent[]> {
  const place = discussed(report, layout, actor, sectionId)
  if (!place.ok) return place
  const section = place.value
  if (section.hidden) return refuse('section-hidden', sectionId)
  if (Object.hasOwn(report.threads, id)) return refuse('bad-request', id, { reason: 'taken' })
  const fault = placeFault(section, at) ?? kindFault(section, at, kind, replacement)
  if (fault !== null) return { ok: false, problem: fault }
  const named = unreading(report, [...remark.mentions, ...(assignee === undefined ? [] : [assignee])])
  if (named !== undefined) return refuse('person-unknown', named)
  const told = assignee ?? (kind === 'lockedTextFault' ? coordinatorOf(report, sectionId) : undefined)
  return ok([
    {
      type: 'threadOpened',
      thread: {
        id,
        section: sectionId,
        kind,
        at,
        remark: remarkOf(remark),
        ...(told === undefined ? {} : { assignee: told }),
        ...(replacement === undefined ? {} : { replacement }),
      },
    },
  ])
}

/**
 * Answers in a thread, also in a resolved one.
 *
 * @returns `person-unknown` where somebody is named who may not read the report
 */
export function decideReply(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  sectionId: string,
  threadId: string,
  remark: NewRemark,
): Result<ReportEvent[]> {
  const found = discussedThread(report, layout, actor, sectionId, threadId)
  if (!found.ok) return found
  const named = unreading(report, remark.mentions)
  if (named !== undefined) return refuse('person-unknown', named)
  return ok([{ type: 'threadReplied', thread: threadId, remark: remarkOf(remark) }])
}

/** Resolves, reopens, hands to somebody. `assignee: null` takes it from them; what is the case already is left out. */
export function decideThreadChanged(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  sectionId: string,
  threadId: string,
  input: { readonly resolved?: boolean | undefined; readonly assignee?: string | null | undefined },
): Result<ReportEvent[]> {
  const found = discussedThread(report, layout, actor, sectionId, threadId)
  if (!found.ok) return found
  const { resolved: before, assignee: had } = found.value
  const resolved = input.resolved === (before !== undefined) ? undefined : input.resolved
  const assignee = input.assignee === (had ?? null) ? undefined : input.assignee
  if (resolved === undefined && assignee === undefined) return refuse('nothing-to-change', threadId)
  if (typeof assignee === 'string') {
    const named = unreading(report, [assignee])
    if (named !== undefined) return refuse('person-unknown', named)
  }
  return ok([
    {
      type: 'threadChanged',
      thread: threadId,
      ...(resolved === undefined ? {} : { resolved }),
      ...(assignee === undefined ? {} : { assignee }),
    },
  ])
}

/** The thread of a section, for somebody who may take part in it now. */
export function discussedThread(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  sectionId: string,
  threadId: string,
): Result<Thread> {
  const place = discussed(report, layout, actor, sectionId)
  if (!place.ok) return place
  const thread = threadIn(report, sectionId, threadId)
  return thread === undefined ? refuse('not-found', threadId) : ok(thread)
}

/** A thread by its id, which may be anything somebody sent. */
export function threadIn(
  report: Pick<Report, 'threads'>,
  section: string,
  threadId: string,
): Thread | undefined {
  const thread = Object.hasOwn(report.threads, threadId) ? report.threads[threadId] : undefined
  return thread?.section === section ? thread : undefined
}

function discussed(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  sectionId: string,
): Result<SectionLayout> {
  const section = findSection(layout, sectionId)
  if (section === undefined) return refuse('not-found', sectionId)
  const refusal = refusalOf(actor, 'thread', sectionTarget(report, sectionId))
  return refusal === null ? ok(section) : { ok: false, problem: refusal }
}

/** Whether a place of a section is there (still): its slot, or its block, row and column. */
export const placeStands = (section: SectionLayout, at: ThreadPlace): boolean =>
  placeFault(section, at) === null

function placeFault(section: SectionLayout, at: ThreadPlace): Problem | null {
  const unknown = (culprit: string, value: string): Problem => ({
    code: 'bad-request',
    culprit,
    details: { unknown: value },
  })
  if ('slot' in at)
    return proseSlotsOf(section).some(({ id }) => id === at.slot) ? null : unknown('at.slot', at.slot)
  const block = blocksOf(section).find(({ id }) => id === at.block)
  if (block === undefined) return unknown('at.block', at.block)
  if (at.row === undefined) return at.column === undefined ? null : unknown('at.row', '')
  if (!block.rows.some(({ id }) => id === at.row)) return unknown('at.row', at.row)
  if (at.column !== undefined && !block.columns.some(({ id }) => id === at.column))
    return unknown('at.column', at.column)
  return null
}

function kindFault(
  section: SectionLayout,
  at: ThreadPlace,
  kind: NewThread['kind'],
  replacement: string | undefined,
): Problem | null {
  if (replacement !== undefined && !('slot' in at))
    return { code: 'bad-request', culprit: 'suggestion', details: { reason: 'onlyOnText' } }
  if (kind !== 'lockedTextFault') return null
  const block = 'slot' in at ? undefined : blocksOf(section).find(({ id }) => id === at.block)
  return block !== undefined && hasLockedWords(block)
    ? null
    : { code: 'bad-request', culprit: 'kind', details: { reason: 'notLockedText' } }
}

/** The first of these people who could not read what they are named in. */
const unreading = (report: Report, users: readonly string[]): string | undefined =>
  users.find((user) => {
    const grants = Object.hasOwn(report.members, user) ? (report.members[user]?.grants ?? []) : []
    return !can(
      { user, system: [], grants, responsibleFor: new Set<string>() },
      'readDraft',
      reportTarget(report),
    )
  })

/** Who can have a text of the template mended: a samordnare of the whole report before one of the section, in order of arrival. */
function coordinatorOf(report: Report, sectionId: string): string | undefined {
  const coordinators = Object.entries(report.members)
    .flatMap(([user, { grants, arrival }]) =>
      grants
        .filter(({ role }) => role === 'samordnare')
        .filter(({ sections, items }) =>
          sections === undefined ? items === undefined : sections.includes(sectionId),
        )
        .map(({ sections }) => ({ user, arrival, isLimited: sections !== undefined })),
    )
    .toSorted((a, b) => Number(a.isLimited) - Number(b.isLimited) || a.arrival - b.arrival)
  return coordinators[0]?.user
}

const remarkOf = ({ id, text, mentions }: NewRemark) => ({ id, text, mentions: [...new Set(mentions)] })
