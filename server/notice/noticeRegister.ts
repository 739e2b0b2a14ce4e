import { z } from 'zod'
import { notice, noticeKinds } from '../../shared/notice/notice.ts'
import type { RegisterSpec } from '../store/register.ts'

const instant = z.iso.datetime()
const day = z.iso.date()

/** A notice in somebody's inbox. `mailed`: it has gone out by mail as well. */
export const keptNotice = notice.extend({ read: instant.optional(), mailed: instant.optional() })
export type KeptNotice = z.infer<typeof keptNotice>

const personal = z.strictObject({
  /** Oldest first. */
  notices: z.array(keptNotice),
  /** Kinds that are not mailed. */
  off: z.array(z.enum(noticeKinds)),
  /** Day of the last collected mail. */
  collected: day.optional(),
  /** When a samordnare last reminded of what is not handed in, by report. */
  reminded: z.record(z.string(), z.strictObject({ day, by: z.string() })),
})
export type Personal = z.infer<typeof personal>

export const told = z.strictObject({
  people: z.record(z.string(), personal),
  /** The last entry of each report's journal whose notices are here. */
  processed: z.record(z.string(), z.int().min(0)),
})
export type Told = z.infer<typeof told>

const addressed = z.array(z.strictObject({ to: z.string(), notice }))

/** What happens to notices. */
export const noticeEvent = z.discriminatedUnion('type', [
  /** The notices of a report's entries up to `seq`, together with that number: after a crash none is lost and none told twice. */
  z.strictObject({
    type: z.literal('entriesTold'),
    report: z.string(),
    seq: z.int().min(0),
    notices: addressed,
  }),
  /** What the day told, or a samordnare who reminds. */
  z.strictObject({ type: z.literal('told'), notices: addressed }),
  z.strictObject({ type: z.literal('read'), user: z.string(), notices: z.array(z.string()) }),
  /** `collected`: the mail was the person's collected one of that day. */
  z.strictObject({
    type: z.literal('mailed'),
    user: z.string(),
    notices: z.array(z.string()),
    collected: day.optional(),
  }),
  z.strictObject({ type: z.literal('settingsSet'), user: z.string(), off: z.array(z.enum(noticeKinds)) }),
  z.strictObject({
    type: z.literal('reminded'),
    report: z.string(),
    by: z.string(),
    users: z.array(z.string()),
    day,
  }),
])
export type NoticeEvent = z.infer<typeof noticeEvent>

export const noticeRegister: RegisterSpec<Told, NoticeEvent> = {
  version: 1,
  initial: { people: {}, processed: {} },
  state: told,
  event: noticeEvent,
  reduce: (state, { event, at }) => afterEvent(state, event, at),
}

const nothing: Personal = { notices: [], off: [], reminded: {} }

/** What is kept of a person, also of one nobody has told anything. Names come from outside, `constructor` among them. */
export const personalOf = ({ people }: Pick<Told, 'people'>, user: string): Personal =>
  Object.hasOwn(people, user) ? (people[user] ?? nothing) : nothing

function afterEvent(state: Told, event: NoticeEvent, at: string): Told {
  switch (event.type) {
    case 'entriesTold':
      return {
        ...withNotices(state, event.notices, at),
        processed: { ...state.processed, [event.report]: event.seq },
      }
    case 'told':
      return withNotices(state, event.notices, at)
    case 'read':
      return withPerson(state, event.user, (person) => ({
        ...person,
        notices: kept(stamped(person.notices, event.notices, { read: at }), at),
      }))
    case 'mailed':
      return withPerson(state, event.user, (person) => ({
        ...person,
        notices: stamped(person.notices, event.notices, { mailed: at }),
        ...(event.collected === undefined ? {} : { collected: event.collected }),
      }))
    case 'settingsSet':
      return withPerson(state, event.user, (person) => ({ ...person, off: event.off }))
    case 'reminded':
      return event.users.reduce(
        (reached, user) =>
          withPerson(reached, user, (person) => ({
            ...person,
            reminded: { ...person.reminded, [event.report]: { day: event.day, by: event.by } },
          })),
        state,
      )
    default:
      return event satisfies never
  }
}

function withNotices(state: Told, notices: z.infer<typeof addressed>, at: string): Told {
  const people = new Set(notices.map(({ to }) => to))
  return [...people].reduce(
    (reached, user) =>
      withPerson(reached, user, (person) => {
        const known = new Set(person.notices.map(({ id }) => id))
        const added = notices.flatMap(({ to, notice }) =>
          to === user && !known.has(notice.id) ? [notice] : [],
        )
        return { ...person, notices: kept([...person.notices, ...added], at) }
      }),
    state,
  )
}

const withPerson = (state: Told, user: string, change: (person: Personal) => Personal): Told => ({
  ...state,
  people: { ...state.people, [user]: change(personalOf(state, user)) },
})

const stamped = (
  notices: readonly KeptNotice[],
  ids: readonly string[],
  stamp: Pick<KeptNotice, 'read' | 'mailed'>,
): KeptNotice[] => {
  const meant = new Set(ids)
  // The first time counts.
  return notices.map((notice) => (meant.has(notice.id) ? { ...stamp, ...notice } : notice))
}

const keptDays = 180
/** For people who never look: the newest are what they need. */
const mostKept = 500

const kept = (notices: readonly KeptNotice[], now: string): KeptNotice[] => {
  const oldest = new Date(Date.parse(now) - keptDays * 86_400_000).toISOString()
  return notices.filter(({ read, at }) => read === undefined || at >= oldest).slice(-mostKept)
}
