import { z } from 'zod'
import { person } from '../../shared/people/role.ts'
import type { RegisterSpec } from '../store/register.ts'

/** Somebody who can sign in. `password` is an argon2id hash in PHC form; people of the demo have none. */
export const account = z.strictObject({
  person,
  password: z.string().optional(),
  active: z.boolean(),
})
export type Account = z.infer<typeof account>

const instant = z.iso.datetime()

/** A sign-in. Found by the SHA-256 of the cookie, so that whoever reads the file cannot sign in with it. */
export const session = z.strictObject({ user: z.string(), opened: instant, seen: instant })
export type Session = z.infer<typeof session>

const hash = z.string().regex(/^[0-9a-f]{64}$/)

export const people = z.strictObject({
  accounts: z.record(z.string(), account),
  sessions: z.record(hash, session),
})
export type People = z.infer<typeof people>

/** What happens to people and their sign-ins. Passwords travel as hashes only. */
export const peopleEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('personSet'), person }),
  z.strictObject({ type: z.literal('passwordSet'), user: z.string(), password: z.string() }),
  z.strictObject({ type: z.literal('personActive'), user: z.string(), active: z.boolean() }),
  z.strictObject({ type: z.literal('sessionOpened'), session: hash, user: z.string() }),
  /** Written every few minutes while a session is used, so that a restart does not end it. */
  z.strictObject({ type: z.literal('sessionSeen'), session: hash }),
  z.strictObject({ type: z.literal('sessionsEnded'), sessions: z.array(hash) }),
])
export type PeopleEvent = z.infer<typeof peopleEvent>

export const peopleRegister: RegisterSpec<People, PeopleEvent> = {
  version: 1,
  initial: { accounts: {}, sessions: {} },
  state: people,
  event: peopleEvent,
  reduce: (state, entry) => afterEvent(state, entry.event, entry.at),
}

function afterEvent(state: People, event: PeopleEvent, at: string): People {
  switch (event.type) {
    case 'personSet': {
      const known = state.accounts[event.person.user]
      return withAccount(state, { ...known, active: known?.active ?? true, person: event.person })
    }
    case 'passwordSet': {
      const known = state.accounts[event.user]
      return known === undefined ? state : withAccount(state, { ...known, password: event.password })
    }
    case 'personActive': {
      const known = state.accounts[event.user]
      return known === undefined ? state : withAccount(state, { ...known, active: event.active })
    }
    case 'sessionOpened':
      return withSession(state, event.session, { user: event.user, opened: at, seen: at })
    case 'sessionSeen': {
      const known = state.sessions[event.session]
      return known === undefined ? state : withSession(state, event.session, { ...known, seen: at })
    }
    case 'sessionsEnded': {
      const ended = new Set(event.sessions)
      return {
        ...state,
        sessions: Object.fromEntries(Object.entries(state.sessions).filter(([key]) => !ended.has(key))),
      }
    }
    default:
      return event satisfies never
  }
}

const withAccount = (state: People, changed: Account): People => ({
  ...state,
  accounts: { ...state.accounts, [changed.person.user]: changed },
})

const withSession = (state: People, key: string, changed: Session): People => ({
  ...state,
  sessions: { ...state.sessions, [key]: changed },
})
