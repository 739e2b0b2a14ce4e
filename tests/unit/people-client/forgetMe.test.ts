import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { forgetMe, meQuery, offerQuery } from '../../../client/people/session.ts'

test('[PE25] whoever signs out leaves nothing behind, and the sign-in page still gets its answer', async () => {
  const queries = new QueryClient()
  const me = {
    user: 'kim',
    name: 'Kim',
    title: '',
    system: [],
    auth: 'local',
    mayCreateReports: false,
  } as const
  queries.setQueryData(meQuery.queryKey, { ...me, system: [] })
  queries.setQueryData(['reports'], [{ id: 'secret' }])
  let answer: (offer: { auth: 'local' }) => void = () => undefined
  const offer = new Promise<{ auth: 'local' }>((resolve) => (answer = resolve))
  const page = new QueryObserver(queries, { ...offerQuery, queryFn: () => offer })
  const answered = new Promise((resolve) => {
    page.subscribe(({ data }) => (data === undefined ? undefined : resolve(data)))
  })
  expect(forgetMe(queries)).toBe(true)
  expect(queries.getQueryData(['reports'])).toBeUndefined()
  answer({ auth: 'local' })
  expect(await answered).toEqual({ auth: 'local' })
  expect(forgetMe(queries)).toBe(false)
})
