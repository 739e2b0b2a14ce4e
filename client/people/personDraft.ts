import { shortestPassword } from '../../shared/people/password.ts'
import type { Person } from '../../shared/people/role.ts'
import type { ApiProblem } from '../api.ts'
import type { MessageId } from '../sv.ts'
import type { Account, AccountChange } from './accounts.ts'

/** A person as typed. */
export interface PersonDraft {
  readonly user: string
  readonly name: string
  readonly title: string
  readonly unit: string
  readonly email: string
  readonly system: Person['system']
}

export const emptyPerson: PersonDraft = { user: '', name: '', title: '', unit: '', email: '', system: [] }

export const draftOf = ({ user, name, title, unit = '', email = '', system }: Account): PersonDraft => ({
  user,
  name,
  title,
  unit,
  email,
  system,
})

const faultFields = ['name', 'user', 'title', 'unit', 'email', 'password'] as const
type FaultField = (typeof faultFields)[number]

/** What is wrong, at the field where it is. */
export type PersonFaults = Readonly<Partial<Record<FaultField, MessageId>>>

/** What can be said without asking the server, which judges the rest. */
export const faultsOf = (draft: PersonDraft, password?: string): PersonFaults => ({
  ...(draft.name.trim() === '' ? { name: 'common.required' } : {}),
  ...(draft.user.trim() === '' ? { user: 'common.required' } : {}),
  ...(password !== undefined && password.length < shortestPassword ? { password: 'password.short' } : {}),
})

/** The server's faults, each at its field; empty if the refusal is about something else. */
export function faultsOfProblem({ code, culprit, details }: ApiProblem): PersonFaults {
  if (code !== 'bad-request') return {}
  if (culprit === 'user' && details?.['reason'] === 'taken') return { user: 'people.userTaken' }
  const listed = Array.isArray(details?.['faults']) ? details['faults'] : [{ path: culprit }]
  const paths = new Set(listed.map((fault: { path?: unknown }) => fault.path))
  const sentences: Readonly<Record<FaultField, MessageId>> = {
    name: 'people.nameFault',
    user: 'people.userFault',
    title: 'people.tooLong',
    unit: 'people.tooLong',
    email: 'people.emailFault',
    password: 'password.short',
  }
  return Object.fromEntries(
    faultFields.filter((field) => paths.has(field)).map((field) => [field, sentences[field]]),
  )
}

/** The draft as a new person is sent. */
export function personOf({ user, name, title, unit, email, system }: PersonDraft): Person {
  return {
    user: user.trim().toLowerCase(),
    name: name.trim(),
    title: title.trim(),
    ...(unit.trim() === '' ? {} : { unit: unit.trim() }),
    ...(email.trim() === '' ? {} : { email: email.trim() }),
    system,
  }
}

/** The draft as a change is sent: what is empty is taken away. */
export const changeOf = ({ name, title, unit, email, system }: PersonDraft): AccountChange => ({
  name: name.trim(),
  title: title.trim(),
  unit: unit.trim() === '' ? null : unit.trim(),
  email: email.trim() === '' ? null : email.trim(),
  system,
})
