import { can, type Actor } from '../people/can.ts'
import type { IsKnown } from '../people/decideMembers.ts'
import { ok, refuse, type Problem, type Result } from '../problem.ts'
import type { ReportEvent } from '../report/event.ts'
import type { Report } from '../report/report.ts'
import { judgedIn } from '../report/decideStatus.ts'
import { refusalOf, reportTarget, sectionTarget } from '../report/target.ts'
import { itemsOfSlot } from '../section/item.ts'
import type { ReportLayout } from '../section/layout.ts'
import type { Contribution, ProposedJudgement } from './contribution.ts'
import { contributionPlaceOf } from './contributionPlace.ts'
import { askRefusal, findForMove, isOpenContribution, isWriterOf } from './contributionRights.ts'

/**
 * Begins to write an item unseen (Skriv enskilt), by whoever may write in its text.
 *
 * @param id  of the new contribution
 * @returns `not-found` for an item without a text; `contribution-state`, naming it, where one of the person's own is open already
 */
export function decideContributionStarted(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  id: string,
  item: string,
): Result<ReportEvent[]> {
  const place = contributionPlaceOf(layout, item)
  if (place === undefined) return refuse('not-found', item)
  const { section, slot } = place
  const refusal = refusalOf(
    actor,
    'write',
    sectionTarget(report, section.id, [item, ...itemsOfSlot(section, slot)]),
  )
  if (refusal !== null) return { ok: false, problem: refusal }
  const own = Object.values(report.contributions).find(
    (known) =>
      known.slot === slot.id &&
      known.section === section.id &&
      known.asked === undefined &&
      known.started.by === actor.user &&
      isOpenContribution(known),
  )
  if (own !== undefined) return refuse('contribution-state', own.id, { state: own.state })
  return ok([
    {
      type: 'contributionStarted',
      contribution: {
        id,
        section: section.id,
        item,
        slot: slot.id,
        writers: [actor.user],
        isAsked: false,
      },
    },
  ])
}

export interface AskedArea {
  /** Of the new contribution. */
  readonly id: string
  readonly unit?: string | undefined
  readonly writers: readonly string[]
}

/**
 * Asks for contributions to one text, one for each område. Whoever is named and cannot write in the report becomes a skribent of
 * nothing but what they are asked for; that takes the samordnare, for it opens the report to them.
 *
 * @returns `not-found` for an item without a text, `person-unknown`, or the refusal of the right to ask
 */
export function decideContributionsAsked(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  isKnown: IsKnown,
  {
    item,
    areas,
    due,
    words = '',
  }: {
    readonly item: string
    readonly areas: readonly AskedArea[]
    readonly due?: string | undefined
    readonly words?: string | undefined
  },
): Result<ReportEvent[]> {
  const place = contributionPlaceOf(layout, item)
  if (place === undefined) return refuse('not-found', item)
  const { section, slot } = place
  const refusal = askRefusal(report, actor, section.id)
  if (refusal !== null) return { ok: false, problem: refusal }
  if (areas.length === 0) return refuse('nothing-to-change', item)
  const newcomers = newWriters(
    report,
    actor,
    isKnown,
    areas.flatMap(({ writers }) => writers),
  )
  if (!newcomers.ok) return newcomers
  const said = words.trim()
  return ok([
    ...newcomers.value,
    ...areas.map(({ id, unit, writers }): ReportEvent => ({
      type: 'contributionStarted',
      contribution: {
        id,
        section: section.id,
        item,
        slot: slot.id,
        ...(unit === undefined ? {} : { unit }),
        writers: [...new Set(writers)],
        ...(due === undefined ? {} : { due }),
        isAsked: true,
        ...(said === '' ? {} : { words: said }),
      },
    })),
  ])
}

/** Names other writers, another område or another date. What is left out stays as it is. */
export function decideContributionChanged(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  isKnown: IsKnown,
  id: string,
  {
    writers,
    unit,
    due,
  }: {
    readonly writers?: readonly string[] | undefined
    readonly unit?: string | null | undefined
    readonly due?: string | null | undefined
  },
): Result<ReportEvent[]> {
  const found = findForMove(report, layout, actor, id, 'change')
  if (!found.ok) return found
  if (writers === undefined && unit === undefined && due === undefined) return refuse('nothing-to-change', id)
  const unseen = unseenRefusal(actor, found.value, writers ?? [])
  if (unseen !== null) return { ok: false, problem: unseen }
  const newcomers = newWriters(report, actor, isKnown, writers ?? [])
  if (!newcomers.ok) return newcomers
  return ok([
    ...newcomers.value,
    {
      type: 'contributionChanged',
      contribution: id,
      ...(writers === undefined ? {} : { writers: [...new Set(writers)] }),
      ...(unit === undefined ? {} : { unit }),
      ...(due === undefined ? {} : { due }),
    },
  ])
}

/**
 * Naming a writer shows what is written. So nobody else names anybody for a text that somebody writes on their own, nor themselves
 * for one that has been begun.
 */
function unseenRefusal(actor: Actor, contribution: Contribution, writers: readonly string[]): Problem | null {
  if (isWriterOf(actor, contribution) || contribution.state === 'ej_paborjad') return null
  const added = writers.filter((user) => !contribution.writers.includes(user))
  const forbidden = contribution.asked === undefined ? added[0] : added.find((user) => user === actor.user)
  return forbidden === undefined
    ? null
    : { code: 'not-permitted', culprit: forbidden, details: { action: 'change', because: 'role' } }
}

/** `null` takes a value away, `undefined` leaves it as it is. */
export interface ProposalInput {
  readonly status?: string | null | undefined
  readonly trend?: string | null | undefined
}

/**
 * What a proposal comes to, judged by the item's scale.
 *
 * @param before  what its writers have proposed so far
 * @returns `not-found` for an item that is not judged, `status-unknown` for a value outside its scale
 */
export function readProposal(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  id: string,
  input: ProposalInput,
  before: ProposedJudgement,
): Result<ProposedJudgement> {
  const found = findForMove(report, layout, actor, id, 'write')
  if (!found.ok) return found
  const { item } = found.value
  const judged = judgedIn(layout).find((candidate) => candidate.item === item)
  if (judged === undefined) return refuse('not-found', item)
  const status = input.status === undefined ? before.status : (input.status ?? undefined)
  const trend = input.trend === undefined ? before.trend : (input.trend ?? undefined)
  if (status !== undefined && !judged.statuses.includes(status))
    return refuse('status-unknown', status, { item, choices: judged.statuses })
  if (trend !== undefined && !judged.trends.includes(trend))
    return refuse('status-unknown', trend, { item, choices: judged.trends })
  return ok({ ...(status === undefined ? {} : { status }), ...(trend === undefined ? {} : { trend }) })
}

/** Notes where the proposal lies; what it is, nobody else reads before the hand-in. */
export function decideProposalKept(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  id: string,
  unseen: string,
): Result<ReportEvent[]> {
  const found = findForMove(report, layout, actor, id, 'write')
  return found.ok ? ok([{ type: 'contributionChanged', contribution: id, unseen }]) : found
}

function newWriters(
  report: Report,
  actor: Actor,
  isKnown: IsKnown,
  named: readonly string[],
): Result<ReportEvent[]> {
  const stranger = named.find((user) => !isKnown(user))
  if (stranger !== undefined) return refuse('person-unknown', stranger)
  const grantsOf = (user: string) =>
    Object.hasOwn(report.members, user) ? (report.members[user]?.grants ?? []) : []
  const newcomers = [...new Set(named)].filter(
    (user) => !grantsOf(user).some(({ role }) => role === 'skribent' || role === 'samordnare'),
  )
  const [first] = newcomers
  if (first !== undefined && !can(actor, 'editPeople', reportTarget(report)))
    return refuse('not-permitted', first, { action: 'editPeople', because: 'role' })
  return ok(
    newcomers.map((user): ReportEvent => ({
      type: 'memberSet',
      user,
      grants: [...grantsOf(user), { role: 'skribent', items: [] }],
    })),
  )
}
