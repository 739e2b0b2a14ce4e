import type { Person } from '../../shared/people/role.ts'
import { ok, refuse, type Result } from '../../shared/problem.ts'
import type { Register } from '../store/register.ts'
import type { SignInAttempts } from './attempts.ts'
import { hashPassword, passwordMatches } from './password.ts'
import type { Account, People, PeopleEvent } from './peopleRegister.ts'

interface Deps {
  readonly register: () => Register<People, PeopleEvent>
  readonly now: () => Date
}

/** A person as the administrators see them. */
export interface KnownPerson extends Person {
  /** False: the account is closed, and stays so that what they did keeps their name. */
  readonly active: boolean
  readonly hasPassword: boolean
}

/** What is to be otherwise; null takes away. */
export interface AccountChange {
  readonly name?: string | undefined
  readonly title?: string | undefined
  readonly unit?: string | null | undefined
  readonly email?: string | null | undefined
  readonly system?: Person['system'] | undefined
  readonly password?: string | undefined
  readonly active?: boolean | undefined
}

/** The people of the installation. */
export interface Accounts {
  person(user: string): Person | undefined
  /** Everybody who can sign in, by name. */
  list(): Person[]
  /** Everybody there has ever been, by name, closed accounts too. */
  everybody(): KnownPerson[]
  /** A new person; a name that somebody has or has had is refused. */
  add(by: string, person: Person, password?: string): Promise<Result<KnownPerson>>
  /** Changes somebody; refused if nobody who can sign in would be administrator any longer. */
  change(by: string, user: string, change: AccountChange): Promise<Result<KnownPerson>>
  /** Makes a person, or changes what is known of one; a password only if one is given. `by` is who did it. */
  set(by: string, person: Person, password?: string): Promise<void>
  setActive(by: string, user: string, active: boolean): Promise<Result<void>>
  /** The person, if name and password belong together. An unknown name takes as long as a wrong password. */
  check(user: string, password: string, from: string, attempts: SignInAttempts): Promise<Result<Person>>
}

export function createAccounts({ register, now }: Deps): Accounts {
  /** Names come from outside: one such as `constructor` is something every object has, and nobody. */
  const accountOf = (user: string): Account | undefined => {
    const { accounts } = register().state()
    return Object.hasOwn(accounts, user) ? accounts[user] : undefined
  }
  const active = (user: string) => {
    const account = accountOf(user)
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
    everybody: () =>
      Object.values(register().state().accounts)
        .map(known)
        .toSorted((a, b) => a.name.localeCompare(b.name, 'sv')),
    async add(by, person, password) {
      const hashed = await hashIf(password)
      // Nothing is awaited from here until the register has it: of two who take a name at once, one gets it.
      if (accountOf(person.user) !== undefined) {
        return refuse('bad-request', 'user', { reason: 'taken' })
      }
      await append(by, [{ type: 'personSet', person }, ...passwordSet(person.user, hashed)])
      return ok({ ...person, active: true, hasPassword: hashed !== undefined })
    },
    async change(by, user, change) {
      const hashed = await hashIf(change.password)
      // As above: two administrators who close each other at once are not both let.
      const { accounts } = register().state()
      const account = accountOf(user)
      if (account === undefined) return refuse('person-unknown', user)
      const person = changedPerson(account.person, change)
      const after: Account = {
        ...account,
        person,
        active: change.active ?? account.active,
        ...(hashed === undefined ? {} : { password: hashed }),
      }
      if (hasAdministrator(accounts) && !hasAdministrator({ ...accounts, [user]: after })) {
        return refuse('last-administrator', user)
      }
      await append(by, [
        { type: 'personSet', person },
        ...passwordSet(user, hashed),
        ...(change.active === undefined
          ? []
          : [{ type: 'personActive', user, active: change.active } satisfies PeopleEvent]),
      ])
      return ok(known(after))
    },
    async set(by, person, password) {
      const hashed = await hashIf(password)
      await append(by, [{ type: 'personSet', person }, ...passwordSet(person.user, hashed)])
    },
    async setActive(by, user, isActive) {
      if (accountOf(user) === undefined) return refuse('person-unknown', user)
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

const known = ({ person, password, active }: Account): KnownPerson => ({
  ...person,
  active,
  hasPassword: password !== undefined,
})

const hashIf = async (password: string | undefined): Promise<string | undefined> =>
  password === undefined ? undefined : hashPassword(password)

const passwordSet = (user: string, hashed: string | undefined): PeopleEvent[] =>
  hashed === undefined ? [] : [{ type: 'passwordSet', user, password: hashed }]

/** Whether anybody can sign in and look after people. */
const hasAdministrator = (accounts: People['accounts']): boolean =>
  Object.values(accounts).some(
    ({ person, password, active }) =>
      active && password !== undefined && person.system.includes('administrator'),
  )

function changedPerson(person: Person, change: AccountChange): Person {
  const { unit = person.unit, email = person.email } = change
  return {
    user: person.user,
    name: change.name ?? person.name,
    title: change.title ?? person.title,
    ...(unit === null || unit === undefined ? {} : { unit }),
    ...(email === null || email === undefined ? {} : { email }),
    system: change.system ?? person.system,
  }
}
