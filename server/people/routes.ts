import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { MiddlewareHandler } from 'hono'
import { z } from 'zod'
import { person as personSchema, type Person } from '../../shared/people/role.ts'
import { refuse, type Result } from '../../shared/problem.ts'
import type { Deps } from '../deps.ts'
import { problemResponse } from '../problem.ts'
import { signedIn } from '../reports/member.ts'
import { addRoute, type App, type Env } from '../route.ts'
import { publicPerson } from './publicPerson.ts'

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
/** NIST SP 800-63B: length is what counts. */
const newPassword = z.string().min(10).max(1000)
const credentials = z.strictObject({ user: z.string().min(1).max(64), password: password.optional() })
const newPerson = personSchema.extend({ password: newPassword.optional() })
const changedPerson = personSchema.omit({ user: true }).partial().extend({
  system: personSchema.shape.system.unwrap().optional(),
  password: newPassword.optional(),
  active: z.boolean().optional(),
})

/** Signing in and out, and the people of the installation. */
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

  addRoute(app, { method: 'GET', path: '/api/me', summary: 'Who is signed in' }, (c) => {
    const person = signedIn(c)
    if (!person.ok) return problemResponse(c, person.problem)
    return c.json({ ...person.value, auth: deps.auth, sessionExpires: c.get('sessionExpires') })
  })

  addRoute(
    app,
    { method: 'GET', path: '/api/people', summary: 'People of the installation, to choose from' },
    (c) => {
      const person = signedIn(c)
      if (!person.ok) return problemResponse(c, person.problem)
      const words = (c.req.query('q') ?? '').toLocaleLowerCase('sv').split(/\s+/).filter(Boolean)
      const isAdministrator = person.value.system.includes('administrator')
      const fits = ({ user, name, title, unit = '' }: Person) => {
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

  addRoute(
    app,
    { method: 'POST', path: '/api/people', summary: 'Add a person', body: newPerson },
    async (c, { password, ...added }) => {
      const by = administrator(c)
      if (!by.ok) return problemResponse(c, by.problem)
      if (deps.accounts.person(added.user) !== undefined)
        return problemResponse(c, { code: 'bad-request', culprit: 'user', details: { reason: 'taken' } })
      await deps.accounts.set(by.value.user, added, password)
      return c.json(added, 201)
    },
  )

  addRoute(
    app,
    { method: 'PATCH', path: '/api/people/:user', summary: 'Change a person', body: changedPerson },
    async (c, input) => {
      const by = administrator(c)
      if (!by.ok) return problemResponse(c, by.problem)
      const user = c.req.param('user') ?? ''
      const { password: changedPassword, active, ...changes } = input
      const known = deps.accounts.person(user)
      if (known === undefined && active !== true)
        return problemResponse(c, { code: 'person-unknown', culprit: user })
      if (active !== undefined) {
        const done = await deps.accounts.setActive(by.value.user, user, active)
        if (!done.ok) return problemResponse(c, done.problem)
      }
      const person = known ?? deps.accounts.person(user)
      if (person !== undefined)
        await deps.accounts.set(by.value.user, personSchema.parse({ ...person, ...changes }), changedPassword)
      // Whoever knew the old password, or is shut out, is out everywhere.
      if (active === false || changedPassword !== undefined) await deps.sessions.endAll(user)
      return c.json(deps.accounts.person(user) ?? {})
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
      : deps.accounts.check(user, password, addressOf(c), deps.signInAttempts)
  }
  const demo = deps.demoPeople.some((person) => person.user === user) ? deps.accounts.person(user) : undefined
  return demo === undefined ? refuse('wrong-credentials', user) : { ok: true, value: demo }
}

function administrator(c: Context<Env>): Result<Person> {
  const person = signedIn(c)
  if (!person.ok) return person
  return person.value.system.includes('administrator')
    ? person
    : refuse('not-permitted', person.value.user, { because: 'role' })
}

/** Where a request comes from, as far as the connection says; a proxy's word is not taken. */
function addressOf(c: Context<Env>): string {
  try {
    return getConnInfo(c).remote.address ?? 'unknown'
  } catch {
    // Not over a socket, as in a test that asks the app itself.
    return 'unknown'
  }
}
