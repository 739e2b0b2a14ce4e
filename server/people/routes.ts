import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { MiddlewareHandler } from 'hono'
import { z } from 'zod'
import type { Person } from '../../shared/people/role.ts'
import { refuse, type Result } from '../../shared/problem.ts'
import type { Deps } from '../deps.ts'
import { problemResponse } from '../problem.ts'
import { mayCreateReports } from '../reports/createReport.ts'
import { signedIn } from '../reports/member.ts'
import { addRoute, type App, type Env } from '../route.ts'
import { publicPerson } from './publicPerson.ts'
import { requestAddress } from './requestAddress.ts'

const cookieName = 'samskrift'

/** Finds out who is asking, and counts it as use of their sign-in. */
export function sessionOfRequest({ sessions }: Pick<Deps, 'sessions'>): MiddlewareHandler<Env> {
  return async (c, next) => {
    const secret = getCookie(c, cookieName)
    const found = secret === undefined ? null : sessions.use(secret)
    if (found !== null) {
      c.set('person', found.person)
      c.set('session', found.session)
      c.set('sessionExpires', found.expires)
    }
    await next()
  }
}

const password = z.string().min(1).max(1000)
const credentials = z.strictObject({ user: z.string().min(1).max(64), password: password.optional() })

/** Signing in and out, and the people to choose from. */
export function peopleRoutes(app: App, deps: Deps): void {
  addRoute(app, { method: 'GET', path: '/api/session', summary: 'Which sign-in is on' }, (c) =>
    c.json({
      auth: deps.auth,
      ...(deps.auth === 'demo'
        ? {
            people: deps.demoPeople.map(({ user, name, title, roles, about }) => ({
              user,
              name,
              title,
              roles,
              about,
            })),
            banner: {
              sv: 'Demo. Vem som helst på den här datorn kan logga in som vem som helst. Skriv inget som är hemligt.',
              en: 'Demo. Anybody at this computer can sign in as anybody. Write nothing that is secret.',
            },
          }
        : {}),
    }),
  )

  addRoute(
    app,
    { method: 'POST', path: '/api/session', summary: 'Sign in', body: credentials },
    async (c, input) => {
      const found = await checked(deps, c, input)
      if (!found.ok) return problemResponse(c, found.problem)
      // Whoever sat here before is signed out: their cookie is about to be gone.
      const before = c.get('session')
      if (before !== undefined) await deps.sessions.end(before)
      setCookie(c, cookieName, await deps.sessions.open(found.value.user), {
        httpOnly: true,
        sameSite: 'Lax',
        path: '/',
        secure: [...deps.origins()].every((origin) => origin.startsWith('https:')),
      })
      deps.log.info({ user: found.value.user }, 'signed in')
      return c.json({ ...found.value, auth: deps.auth })
    },
  )

  addRoute(app, { method: 'DELETE', path: '/api/session', summary: 'Sign out' }, async (c) => {
    const session = c.get('session')
    if (session !== undefined) await deps.sessions.end(session)
    deleteCookie(c, cookieName, { path: '/' })
    return c.json({})
  })

  addRoute(app, { method: 'DELETE', path: '/api/session/all', summary: 'Sign out everywhere' }, async (c) => {
    const person = signedIn(c)
    if (!person.ok) return problemResponse(c, person.problem)
    await deps.sessions.endAll(person.value.user)
    deleteCookie(c, cookieName, { path: '/' })
    return c.json({})
  })

  addRoute(app, { method: 'GET', path: '/api/me', summary: 'Who is signed in' }, async (c) => {
    const person = signedIn(c)
    if (!person.ok) return problemResponse(c, person.problem)
    return c.json({
      ...person.value,
      auth: deps.auth,
      sessionExpires: c.get('sessionExpires'),
      mayCreateReports: await mayCreateReports(deps, person.value),
    })
  })

  addRoute(
    app,
    { method: 'GET', path: '/api/people', summary: 'People of the installation, to choose from' },
    (c) => {
      const person = signedIn(c)
      if (!person.ok) return problemResponse(c, person.problem)
      const words = (c.req.query('q') ?? '').toLocaleLowerCase('sv').split(/\s+/).filter(Boolean)
      const isAdministrator = person.value.system.includes('administrator')
      const fits = ({ user, name, title, unit = '', email }: Person) => {
        // Whole or not at all: nobody reads addresses by guessing at them.
        if (words.length === 1 && words[0] === email?.toLocaleLowerCase('sv')) return true
        const text = `${user} ${name} ${title} ${unit}`.toLocaleLowerCase('sv')
        return words.every((word) => text.includes(word))
      }
      return c.json(
        deps.accounts
          .list()
          .filter(fits)
          .map((found) => (isAdministrator ? found : publicPerson(found))),
      )
    },
  )
}

async function checked(
  deps: Deps,
  c: Context<Env>,
  { user, password }: z.output<typeof credentials>,
): Promise<Result<Person>> {
  if (deps.auth === 'local') {
    return password === undefined
      ? refuse('bad-request', 'password')
      : deps.accounts.check(user, password, requestAddress(c), deps.signInAttempts)
  }
  const demo = deps.demoPeople.some((person) => person.user === user) ? deps.accounts.person(user) : undefined
  return demo === undefined ? refuse('wrong-credentials', user) : { ok: true, value: demo }
}
