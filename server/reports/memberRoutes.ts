import type { Context } from 'hono'
import { z } from 'zod'
import {
  decideDeputies,
  decideItems,
  decideMemberRemoved,
  decideMemberSet,
  decidePeopleCopied,
} from '../../shared/people/decideMembers.ts'
import { grant } from '../../shared/people/role.ts'
import { deputy } from '../../shared/report/report.ts'
import { itemIdsOf } from '../../shared/section/itemIds.ts'
import { id } from '../../shared/template/id.ts'
import type { Deps } from '../deps.ts'
import { problemResponse } from '../problem.ts'
import { addRoute, type App, type Env } from '../route.ts'
import { reportCommand } from './command.ts'
import { readable, samePlace } from './createReport.ts'
import { signedIn } from './member.ts'

const grants = z.strictObject({ grants: z.array(grant).min(1).max(20) })
const item = z.strictObject({
  people: z.array(z.string().max(64)).max(100).optional(),
  unit: z.string().trim().max(200).nullable().optional(),
  due: z.iso.date().nullable().optional(),
})
const items = z
  .array(item.extend({ id: z.string().max(200) }))
  .min(1)
  .max(2000)

/** The people of a report: their roles, who stands in for whom, and who is responsible for what. */
export function memberRoutes(app: App, deps: Deps): void {
  const command = reportCommand(deps)
  const isKnown = (user: string) => deps.accounts.person(user) !== undefined
  const userOf = (c: Context<Env>) => c.req.param('user') ?? ''
  addRoute(
    app,
    { method: 'PUT', path: '/api/reports/:r/members/:user', summary: "Set a person's roles", body: grants },
    (c, input) =>
      command(
        c,
        ({ report, layout, actor }) =>
          decideMemberSet(report, actor, itemIdsOf(layout), isKnown, userOf(c), input.grants),
        (report) => report.members[userOf(c)],
      ),
  )
  addRoute(
    app,
    { method: 'DELETE', path: '/api/reports/:r/members/:user', summary: 'Take a person out of the report' },
    (c) => command(c, ({ report, actor }) => decideMemberRemoved(report, actor, userOf(c))),
  )
  addRoute(
    app,
    {
      method: 'PUT',
      path: '/api/reports/:r/deputies',
      summary: 'Who stands in for whom',
      body: z.strictObject({ deputies: z.array(deputy).max(100) }).or(z.array(deputy).max(100)),
    },
    (c, input) => {
      const deputies = Array.isArray(input) ? input : input.deputies
      return command(
        c,
        ({ report, actor }) => decideDeputies(report, actor, isKnown, deputies),
        (report) => report.deputies,
      )
    },
  )
  addRoute(
    app,
    {
      method: 'PUT',
      path: '/api/reports/:r/items',
      summary: 'Who is responsible for what, several at once',
      body: items,
    },
    (c, inputs) =>
      command(
        c,
        ({ report, layout, actor }) => decideItems(report, actor, itemIdsOf(layout), isKnown, inputs),
        (report) => Object.fromEntries(inputs.map((input) => [input.id, report.items[input.id]])),
      ),
  )
  addRoute(
    app,
    {
      method: 'PUT',
      path: '/api/reports/:r/items/:i',
      summary: 'Who is responsible for an item, and until when',
      body: item,
    },
    (c, input) => {
      const itemId = c.req.param('i') ?? ''
      return command(
        c,
        ({ report, layout, actor }) =>
          decideItems(report, actor, itemIdsOf(layout), isKnown, [{ id: itemId, ...input }]),
        (report) => report.items[itemId],
      )
    },
  )
  addRoute(
    app,
    {
      method: 'POST',
      path: '/api/reports/:r/people/copy',
      summary: "Take over another report's people and responsibilities",
      body: z.strictObject({ from: id }),
    },
    async (c, { from }) => {
      const person = signedIn(c)
      if (!person.ok) return problemResponse(c, person.problem)
      const other = await readable(deps, person.value, from)
      if (other === null) return problemResponse(c, { code: 'not-found', culprit: from })
      return command(c, ({ report, layout, actor }) =>
        decidePeopleCopied(report, actor, itemIdsOf(layout), isKnown, other.report(), samePlace(report)),
      )
    },
  )
}
