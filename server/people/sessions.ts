import { createHash, randomBytes } from 'node:crypto'
import type { Person } from '../../shared/people/role.ts'
import type { Register } from '../store/register.ts'
import type { People, PeopleEvent, Session } from './peopleRegister.ts'

/** A sign-in that holds now. */
export interface SignedIn {
  readonly session: string
  readonly person: Person
  /** When it ends if nothing more is done: ISO 8601. */
  readonly expires: string
}

/** Sign-ins, kept on the server and on disk: a restart ends none, signing out ends them at once. */
export interface Sessions {
  /** Answers the secret of the cookie, once the sign-in is on disk. */
  open(user: string): Promise<string>
  /** Whose secret it is, if the sign-in still holds; counts as use. */
  use(secret: string): SignedIn | null
  /** The same by the session's key, for a socket; `touch` counts what arrives on it as use. */
  holds(session: string): SignedIn | null
  touch(session: string): void
  end(session: string): Promise<void>
  /** Ends every sign-in of a person, but for the one that is kept. */
  endAll(user: string, kept?: string): Promise<void>
  /** Called when sign-ins are ended, before the promise of `end` resolves. The answer takes the listener off. */
  onEnded(listener: (sessions: readonly string[]) => void): () => void
}

interface Deps {
  readonly register: () => Register<People, PeopleEvent>
  readonly now: () => Date
  readonly idleMs: number
  readonly maxMs: number
}

/** How stale the stored time of last use may be; a restart ends no session that was used within the idle time less this. */
const writeSeenEveryMs = 5 * 60_000

export const sessionKey = (secret: string): string => createHash('sha256').update(secret).digest('hex')

export function createSessions({ register, now, idleMs, maxMs }: Deps): Sessions {
  const lastUse = new Map<string, number>()
  const listeners = new Set<(sessions: readonly string[]) => void>()
  const actor = (user: string) => ({ user })

  const expiry = (key: string, session: Session): number =>
    Math.min(
      Math.max(lastUse.get(key) ?? 0, Date.parse(session.seen)) + idleMs,
      Date.parse(session.opened) + maxMs,
    )

  const holds = (key: string): SignedIn | null => {
    const { sessions, accounts } = register().state()
    const session = sessions[key]
    const account = session === undefined ? undefined : accounts[session.user]
    if (session === undefined || account === undefined || !account.active) return null
    const expires = expiry(key, session)
    if (expires <= now().getTime()) return null
    return { session: key, person: account.person, expires: new Date(expires).toISOString() }
  }

  const touch = (key: string): void => {
    const session = register().state().sessions[key]
    if (session === undefined) return
    const time = now().getTime()
    lastUse.set(key, time)
    if (time - Date.parse(session.seen) < writeSeenEveryMs) return
    // Not waited for: should it fail, the register closes and every later request says so.
    register()
      .append([{ type: 'sessionSeen', session: key }], actor(session.user), now().toISOString())
      .catch(() => undefined)
  }

  const end = async (keys: readonly string[], user: string): Promise<void> => {
    if (keys.length === 0) return
    const ended = register().append(
      [{ type: 'sessionsEnded', sessions: [...keys] }],
      actor(user),
      now().toISOString(),
    )
    for (const key of keys) lastUse.delete(key)
    for (const listener of listeners) listener(keys)
    await ended
  }

  /** Those that nobody can use again, so that the register does not grow by them. */
  const expired = (): string[] =>
    Object.entries(register().state().sessions).flatMap(([key, session]) =>
      expiry(key, session) <= now().getTime() ? [key] : [],
    )

  return {
    async open(user) {
      const secret = randomBytes(32).toString('base64url')
      const gone = expired()
      for (const key of gone) lastUse.delete(key)
      await register().append(
        [
          ...(gone.length === 0 ? [] : [{ type: 'sessionsEnded', sessions: gone } satisfies PeopleEvent]),
          { type: 'sessionOpened', session: sessionKey(secret), user },
        ],
        actor(user),
        now().toISOString(),
      )
      return secret
    },
    use(secret) {
      const key = sessionKey(secret)
      const signedIn = holds(key)
      if (signedIn === null) return null
      touch(key)
      return holds(key)
    },
    holds,
    touch,
    end: async (key) => {
      const session = register().state().sessions[key]
      if (session !== undefined) await end([key], session.user)
    },
    endAll: (user, kept) =>
      end(
        Object.entries(register().state().sessions).flatMap(([key, session]) =>
          session.user === user && key !== kept ? [key] : [],
        ),
        user,
      ),
    onEnded(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
