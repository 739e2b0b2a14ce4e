import { queryOptions, type QueryClient } from '@tanstack/react-query'
import type { Person } from '../../shared/people/role.ts'
import { fetchOrThrow, request, type Answer } from '../api.ts'

/** A person as administrators see them. */
export interface Account extends Person {
  /** False: closed. Nobody is deleted, since their name stands with what they did. */
  readonly active: boolean
  readonly hasPassword: boolean
}

/** What is to be otherwise; null takes away. */
export interface AccountChange {
  readonly name?: string
  readonly title?: string
  readonly unit?: string | null
  readonly email?: string | null
  readonly system?: Person['system']
  readonly password?: string
  readonly active?: boolean
}

/** Everybody, closed accounts too; for administrators only. */
export const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: ({ signal }) => fetchOrThrow<Account[]>('/api/accounts', signal),
})

export const addPerson = (person: Person & { readonly password: string }): Promise<Answer<Account>> =>
  request('POST', '/api/people', { body: person })

export const changePerson = (user: string, change: AccountChange): Promise<Answer<Account>> =>
  request('PATCH', `/api/people/${encodeURIComponent(user)}`, { body: change })

export const changeOwnPassword = (old: string, password: string): Promise<Answer<unknown>> =>
  request('PUT', '/api/me/password', { body: { old, new: password } })

/** After a change: the list, the pickers, and me, whose roles it may have been. */
export const refetchPeople = (queries: QueryClient): Promise<unknown> =>
  Promise.all([['accounts'], ['people'], ['me']].map((queryKey) => queries.invalidateQueries({ queryKey })))
