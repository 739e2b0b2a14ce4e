import type { Context } from 'hono'
import { z } from 'zod'
import { shortestPassword } from '../../shared/people/password.ts'
import { person as personSchema, type Person } from '../../shared/people/role.ts'
import { refuse, type Result } from '../../shared/problem.ts'
import type { Deps } from '../deps.ts'
import { problemResponse } from '../problem.ts'
import { signedIn } from '../reports/member.ts'
import { addRoute, answer, type App, type Env } from '../route.ts'
import { requestAddress } from './requestAddress.ts'

/** NIST SP 800-63B: length is what counts. */
const newPassword = z.string().min(shortestPassword).max(1000)
const newPerson = personSchema.extend({ password: newPassword.optional() })
const { name, title, unit, email, system } = personSchema.shape
const changedPerson = z.strictObject({
  name: name.optional(),
  title: title.optional(),
  unit: unit.unwrap().nullable().optional(),
  email: email.unwrap().nullable().optional(),
  system: system.unwrap().optional(),
  password: newPassword.optional(),
  active: z.boolean().optional(),
})
const ownPassword = z.strictObject({ old: z.string().min(1).max(1000), new: newPassword })

/** The people of the installation as administrators look after them, and everybody's own password. */
export function accountRoutes(app: App, deps: Deps): void {
  addRoute(
    app,
    { method: 'GET', path: '/api/accounts', summary: 'Everybody, closed accounts too; for administrators' },
    (c) => {
      const by = administrator(c)
      return by.ok ? c.json(deps.accounts.everybody()) : problemResponse(c, by.problem)
    },
  )

  addRoute(
    app,
    { method: 'POST', path: '/api/people', summary: 'Add a person', body: newPerson },
    async (c, { password, ...added }) => {
      const by = changer(c, deps)
      if (!by.ok) return problemResponse(c, by.problem)
      return answer(c, await deps.accounts.add(by.value.user, added, password), 201)
    },
  )

  addRoute(
    app,
    { method: 'PATCH', path: '/api/people/:user', summary: 'Change a person', body: changedPerson },
    async (c, input) => {
      const by = changer(c, deps)
      if (!by.ok) return problemResponse(c, by.problem)
      const user = c.req.param('user') ?? ''
      const changed = await deps.accounts.change(by.value.user, user, input)
      // Whoever knew the old password, or is shut out, is out everywhere.
      if (changed.ok && (input.active === false || input.password !== undefined))
        await deps.sessions.endAll(user)
      return answer(c, changed)
    },
  )

  addRoute(
    app,
    { method: 'PUT', path: '/api/me/password', summary: "Change one's own password", body: ownPassword },
    async (c, input) => {
      const me = signedIn(c)
      if (!me.ok) return problemResponse(c, me.problem)
      if (deps.auth === 'demo') return problemResponse(c, { code: 'people-fixed' })
      const { user } = me.value
      // Counted with the sign-ins: an unlocked computer is no place to guess from either.
      const checked = await deps.accounts.check(user, input.old, requestAddress(c), deps.signInAttempts)
      if (!checked.ok) {
        return problemResponse(
          c,
          checked.problem.code === 'wrong-credentials'
            ? { code: 'wrong-password', culprit: 'old' }
            : checked.problem,
        )
      }
      const changed = await deps.accounts.change(user, user, { password: input.new })
      if (changed.ok) await deps.sessions.endAll(user, c.get('session'))
      return changed.ok ? c.json({}) : problemResponse(c, changed.problem)
    },
  )
}

function administrator(c: Context<Env>): Result<Person> {
  const person = signedIn(c)
  if (!person.ok) return person
  return person.value.system.includes('administrator')
    ? person
    : refuse('not-permitted', person.value.user, { because: 'role' })
}

/** An administrator where people can be changed: those of the demo are the same at every start. */
function changer(c: Context<Env>, { auth }: Pick<Deps, 'auth'>): Result<Person> {
  const by = administrator(c)
  return by.ok && auth === 'demo' ? refuse('people-fixed') : by
}
