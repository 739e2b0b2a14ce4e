import type { z } from 'zod'
import { ok, refuse, type Result } from '../problem.ts'
import type { ReportEvent } from '../report/event.ts'
import type { deputy, Member, Report } from '../report/report.ts'
import { refusalOf, reportTarget } from '../report/target.ts'
import type { Actor } from './can.ts'
import type { Grant } from './role.ts'

/** Whether a sign-in name belongs to somebody. */
export type IsKnown = (user: string) => boolean

type Members = Readonly<Record<string, Pick<Member, 'grants'>>>

/** Names come from outside: one such as `constructor` is something every object has, and nobody. */
const isMemberNow = (members: Members, user: string): boolean =>
  Object.hasOwn(members, user) && (members[user]?.grants.length ?? 0) > 0

/** A report needs somebody who can do everything in it. */
const hasCoordinator = (members: Members): boolean =>
  Object.values(members).some(({ grants }) =>
    grants.some(
      ({ role, sections, items }) => role === 'samordnare' && sections === undefined && items === undefined,
    ),
  )

/** Gives a person these roles in the report, in place of those they had. */
export function decideMemberSet(
  report: Report,
  actor: Actor,
  places: ReadonlySet<string>,
  isKnown: IsKnown,
  user: string,
  grants: Grant[],
): Result<ReportEvent[]> {
  const refusal = refusalOf(actor, 'editPeople', reportTarget(report))
  if (refusal !== null) return { ok: false, problem: refusal }
  if (!isKnown(user)) return refuse('person-unknown', user)
  if (grants.length === 0) return refuse('report-invalid', user, { reason: 'noRole' })
  const unknown = grants
    .flatMap(({ sections = [], items = [] }) => [...sections, ...items])
    .find((place) => !places.has(place))
  if (unknown !== undefined) return refuse('report-invalid', unknown, { reason: 'noSuchPlace' })
  return hasCoordinator({ ...report.members, [user]: { grants } })
    ? ok([{ type: 'memberSet', user, grants }])
    : refuse('last-coordinator', user)
}

export function decideMemberRemoved(report: Report, actor: Actor, user: string): Result<ReportEvent[]> {
  const refusal = refusalOf(actor, 'editPeople', reportTarget(report))
  if (refusal !== null) return { ok: false, problem: refusal }
  if (!isMemberNow(report.members, user)) return refuse('person-unknown', user)
  return hasCoordinator({ ...report.members, [user]: { grants: [] } })
    ? ok([{ type: 'memberRemoved', user }])
    : refuse('last-coordinator', user)
}

/** Who stands in for whom, from and to which day. */
export function decideDeputies(
  report: Report,
  actor: Actor,
  isKnown: IsKnown,
  deputies: z.infer<typeof deputy>[],
): Result<ReportEvent[]> {
  const refusal = refusalOf(actor, 'editPeople', reportTarget(report))
  if (refusal !== null) return { ok: false, problem: refusal }
  // What stood before stays, also where somebody has left since.
  const added = deputies.filter((deputy) => !report.deputies.some((known) => isSameDeputy(known, deputy)))
  for (const deputy of added) {
    if (!isKnown(deputy.user)) return refuse('person-unknown', deputy.user)
    if (!isMemberNow(report.members, deputy.for)) return refuse('person-unknown', deputy.for)
    if (deputy.user === deputy.for) return refuse('report-invalid', deputy.user, { reason: 'ownDeputy' })
    if (deputy.from > deputy.to) return refuse('report-invalid', deputy.user, { reason: 'datesReversed' })
  }
  return ok([{ type: 'deputiesSet', deputies }])
}

const isSameDeputy = (a: z.infer<typeof deputy>, b: z.infer<typeof deputy>): boolean =>
  a.for === b.for && a.user === b.user && a.from === b.from && a.to === b.to && a.reason === b.reason

export interface ItemInput {
  readonly id: string
  readonly people?: string[] | undefined
  readonly unit?: string | null | undefined
  readonly due?: string | null | undefined
}

/**
 * Says who is responsible for items. Whoever is named and has no role in the report becomes a skribent of what they are
 * responsible for, and of nothing else.
 */
export function decideItems(
  report: Report,
  actor: Actor,
  places: ReadonlySet<string>,
  isKnown: IsKnown,
  inputs: readonly ItemInput[],
): Result<ReportEvent[]> {
  const refusal = refusalOf(actor, 'editPeople', reportTarget(report))
  if (refusal !== null) return { ok: false, problem: refusal }
  if (inputs.length === 0) return refuse('nothing-to-change', report.id)
  const unknownItem = inputs.find(({ id }) => !places.has(id))
  if (unknownItem !== undefined) return refuse('not-found', unknownItem.id)
  const named = [...new Set(inputs.flatMap(({ people = [] }) => people))]
  const stranger = named.find((user) => !isKnown(user))
  if (stranger !== undefined) return refuse('person-unknown', stranger)
  const newcomers = named.filter((user) => !isMemberNow(report.members, user))
  return ok([
    ...newcomers.map((user): ReportEvent => ({
      type: 'memberSet',
      user,
      grants: [{ role: 'skribent', items: [] }],
    })),
    { type: 'itemsSet', items: inputs.map((input) => ({ ...input })) },
  ])
}

/** The people and responsibilities of another report, as far as their places exist in this one. */
export function decidePeopleCopied(
  report: Report,
  actor: Actor,
  places: ReadonlySet<string>,
  isKnown: IsKnown,
  from: Pick<Report, 'members' | 'items'>,
  itemHere: (item: string) => string,
): Result<ReportEvent[]> {
  const refusal = refusalOf(actor, 'editPeople', reportTarget(report))
  if (refusal !== null) return { ok: false, problem: refusal }
  const events = peopleEvents(report.members, places, isKnown, from, itemHere)
  return events.length === 0 ? refuse('nothing-to-change', report.id) : ok(events)
}

/** What copying people comes to; those who are members already keep the roles they have. */
export function peopleEvents(
  members: Report['members'],
  places: ReadonlySet<string>,
  isKnown: IsKnown,
  from: Pick<Report, 'members' | 'items'>,
  itemHere: (item: string) => string,
): ReportEvent[] {
  const kept = (list: string[]): string[] => list.map(itemHere).filter((place) => places.has(place))
  const joined = Object.values(from.members)
    .toSorted((a, b) => a.arrival - b.arrival)
    .filter(({ user, grants }) => isKnown(user) && grants.length > 0 && !isMemberNow(members, user))
  const grantsHere = (grants: readonly Grant[]): Grant[] =>
    grants.map((grant) => ({
      role: grant.role,
      ...(grant.sections === undefined ? {} : { sections: kept(grant.sections) }),
      ...(grant.items === undefined ? {} : { items: kept(grant.items) }),
    }))
  const here = new Set([...Object.keys(members), ...joined.map(({ user }) => user)])
  const items = Object.entries(from.items).flatMap(([item, { people, unit }]) => {
    const id = itemHere(item)
    const stillHere = people.filter((user) => here.has(user))
    return places.has(id) && (stillHere.length > 0 || unit !== undefined)
      ? [{ id, people: stillHere, ...(unit === undefined ? {} : { unit }) }]
      : []
  })
  return [
    ...joined.map(({ user, grants }): ReportEvent => ({
      type: 'memberSet',
      user,
      grants: grantsHere(grants),
    })),
    ...(items.length === 0 ? [] : [{ type: 'itemsSet', items } satisfies ReportEvent]),
  ]
}
