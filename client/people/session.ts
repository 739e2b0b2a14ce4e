import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query'
import type { Person, Role } from '../../shared/people/role.ts'
import { fetchOrThrow, request, type Answer } from '../api.ts'

export interface Me extends Person {
  readonly auth: 'demo' | 'local' | 'oidc'
  readonly sessionExpires?: string
  /** Looks after the installation, coordinates a report, or there is none yet. */
  readonly mayCreateReports: boolean
}

export interface DemoPerson {
  readonly user: string
  readonly name: string
  readonly title: string
  readonly roles: readonly Role[]
  readonly about?: string
}

/** Which sign-in is on; with the demonstration also who can be chosen. */
export interface SessionOffer {
  readonly auth: 'demo' | 'local' | 'oidc'
  readonly people?: readonly DemoPerson[]
}

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => fetchOrThrow<Me>('/api/me', signal),
  staleTime: Infinity,
})

export const offerQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => fetchOrThrow<SessionOffer>('/api/session', signal),
})

/** Who is signed in; undefined only before the first answer, which every signed-in route waits for. */
export const useMe = (): Me | undefined => useQuery(meQuery).data

export const signIn = (who: { user: string; password?: string }): Promise<Answer<unknown>> =>
  request('POST', '/api/session', { body: who })

export const signOut = (everywhere: boolean): Promise<Answer<unknown>> =>
  request('DELETE', everywhere ? '/api/session/all' : '/api/session')

/** @returns whether somebody was signed in: a refusal on the sign-in page itself leads nowhere */
export function forgetMe(queries: QueryClient): boolean {
  const wasSignedIn = queries.getQueryData(meQuery.queryKey) !== undefined
  // Removing cancels what is under way: the very question who I am, when nobody is signed in yet; and what the sign-in
  // page is asking for, which belongs to nobody and would never be answered.
  if (wasSignedIn)
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== offerQuery.queryKey[0] })
  return wasSignedIn
}
