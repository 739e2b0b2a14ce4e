import type { Context } from 'hono'
import { z } from 'zod'
import { noticeKinds } from '../../shared/notice/notice.ts'
import type { Deps } from '../deps.ts'
import { problemResponse } from '../problem.ts'
import { signedIn } from '../reports/member.ts'
import { addRoute, type App, type Env } from '../route.ts'
import { personalOf, type NoticeEvent } from './noticeRegister.ts'
import { shownTo } from './shownNotice.ts'

const mostShown = 200

const which = z.union([
  z.strictObject({ all: z.literal(true) }),
  z.strictObject({ ids: z.array(z.string().max(400)).min(1).max(500) }),
])
const settings = z.strictObject({ off: z.array(z.enum(noticeKinds)).max(noticeKinds.length) })

/** My inbox, and which of it I want by mail. */
export function noticeRoutes(app: App, deps: Deps): void {
  const { notices, accounts } = deps
  const change = (user: string, event: NoticeEvent) =>
    notices.register().append([event], { user }, deps.now().toISOString())

  addRoute(
    app,
    { method: 'GET', path: '/api/me/notices', summary: 'What is new to the person' },
    async (c) => {
      const person = signedIn(c)
      if (!person.ok) return problemResponse(c, person.problem)
      const { user } = person.value
      const mine = personalOf(await notices.register().durableState(), user)
      const shown = shownTo(deps, user, mine.notices)
      return c.json({
        unread: shown.filter(({ from }) => from.read === undefined).length,
        notices: shown
          .slice(-mostShown)
          .toReversed()
          .map(({ from, ...notice }) => ({
            ...notice,
            ...(from.read === undefined ? {} : { read: from.read }),
          })),
      })
    },
  )

  addRoute(
    app,
    { method: 'POST', path: '/api/me/notices/read', summary: 'Mark notices as read', body: which },
    async (c, input) => {
      const person = signedIn(c)
      if (!person.ok) return problemResponse(c, person.problem)
      const { user } = person.value
      const mine = personalOf(notices.register().state(), user).notices
      const meant = 'all' in input ? null : new Set(input.ids)
      const unread = mine
        .filter(({ id, read }) => read === undefined && (meant === null || meant.has(id)))
        .map(({ id }) => id)
      if (unread.length > 0) await change(user, { type: 'read', user, notices: unread })
      return c.json({ read: unread.length })
    },
  )

  const answerSettings = async (c: Context<Env>, user: string): Promise<Response> => {
    const { off } = personalOf(await notices.register().durableState(), user)
    const address = accounts.person(user)?.email
    return c.json({
      kinds: noticeKinds,
      off,
      mail: notices.mailer !== null,
      ...(address === undefined ? {} : { address }),
    })
  }

  addRoute(
    app,
    { method: 'GET', path: '/api/me/notice-settings', summary: 'What the person wants by mail' },
    (c) => {
      const person = signedIn(c)
      return person.ok ? answerSettings(c, person.value.user) : problemResponse(c, person.problem)
    },
  )

  addRoute(
    app,
    {
      method: 'PUT',
      path: '/api/me/notice-settings',
      summary: 'Choose what comes by mail',
      body: settings,
    },
    async (c, { off }) => {
      const person = signedIn(c)
      if (!person.ok) return problemResponse(c, person.problem)
      const { user } = person.value
      await change(user, { type: 'settingsSet', user, off: [...new Set(off)] })
      return answerSettings(c, user)
    },
  )
}
