import type { Person } from '../../shared/people/role.ts'
import { ok, refuse, type Result } from '../../shared/problem.ts'
import type { Register } from '../store/register.ts'
import type { SignInAttempts } from './attempts.ts'
import { hashPassword, passwordMatches } from './password.ts'
import type { People, PeopleEvent } from './peopleRegister.ts'

interface Deps {
  readonly register: () => Register<People, PeopleEvent>
  readonly now: () => Date
}

/** The people of the installation. */
export interface Accounts {
  person(user: string): Person | undefined
  /** Everybody who can sign in, by name. */
  list(): Person[]
  /** Makes a person, or changes what is known of one; a password only if one is given. `by` is who did it. */
  set(by: string, person: Person, password?: string): Promise<void>
  setActive(by: string, user: string, active: boolean): Promise<Result<void>>
  /** The person, if name and password belong together. An unknown name takes as long as a wrong password. */
  check(user: string, password: string, from: string, attempts: SignInAttempts): Promise<Result<Person>>
}

export function createAccounts({ register, now }: Deps): Accounts {
  const active = (user: string) => {
    const account = register().state().accounts[user]
    return account?.active === true ? account : undefined
  }
  const append = (by: string, events: readonly PeopleEvent[]) =>
    register().append(events, { user: by }, now().toISOString())
  return {
    person: (user) => active(user)?.person,
    list: () =>
      Object.values(register().state().accounts)
        .flatMap((account) => (account.active ? [account.person] : []))
        .toSorted((a, b) => a.name.localeCompare(b.name, 'sv')),
    async set(by, person, password) {
      const hashed = password === undefined ? undefined : await hashPassword(password)
      await append(by, [
        { type: 'personSet', person },
        ...(hashed === undefined
          ? []
          : [{ type: 'passwordSet', user: person.user, password: hashed } satisfies PeopleEvent]),
      ])
    },
    async setActive(by, user, isActive) {
      if (register().state().accounts[user] === undefined) return refuse('person-unknown', user)
      await append(by, [{ type: 'personActive', user, active: isActive }])
      return ok(undefined)
    },
    async check(user, password, from, attempts) {
      const wait = Math.max(attempts.byUser.waitSeconds(user), attempts.byAddress.waitSeconds(from))
      if (wait > 0) return refuse('too-many-requests', 'password', { waitSeconds: wait })
      attempts.byUser.begun(user)
      attempts.byAddress.begun(from)
      const account = active(user)
      const matches = await passwordMatches(account?.password, password)
      if (!matches || account === undefined) {
        return refuse('wrong-credentials')
      }
      attempts.byUser.succeeded(user, true)
      attempts.byAddress.succeeded(from, false)
      return ok(account.person)
    },
  }
}
