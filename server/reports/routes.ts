import type { Context } from 'hono'
import { z } from 'zod'
import { changedSections } from '../approval/changedSections.ts'
import { can } from '../../shared/people/can.ts'
import { grant } from '../../shared/people/role.ts'
import { isMember } from '../../shared/report/actor.ts'
import { reportStateNow } from '../../shared/report/progress.ts'
import { sectionRecordOf } from '../../shared/section/sectionRecord.ts'
import { shownStateOf } from '../../shared/report/completeness.ts'
import { decideReportChanged } from '../../shared/report/decideReport.ts'
import { deadline, report as reportSchema, type Report } from '../../shared/report/report.ts'
import { reportTarget } from '../../shared/report/target.ts'
import {
  decideSectionAdded,
  decideSectionChanged,
  decideSectionRemoved,
} from '../../shared/section/decideSections.ts'
import { sectionsOf } from '../../shared/section/layout.ts'
import { sectionStates } from '../../shared/section/workflow.ts'
import { id } from '../../shared/template/id.ts'
import type { Deps } from '../deps.ts'
import { findingsOf } from '../figures/findings.ts'
import { publicPerson, type PublicPerson } from '../people/publicPerson.ts'
import { problemResponse } from '../problem.ts'
import { addReportRoute } from './reportRoute.ts'
import { addRoute, answer, type App, type Env } from '../route.ts'
import { actorAt, isoDay } from './changeReport.ts'
import { reportCommand } from './command.ts'
import { createReport } from './createReport.ts'
import { signedIn } from './member.ts'
import { reportView, visibleSections } from './reportView.ts'
import { searchReport } from './search.ts'
import type { OpenReport } from './reports.ts'

const shape = reportSchema.shape
const newReport = z.strictObject({
  template: id,
  organisation: shape.organisation,
  administration: shape.administration.optional(),
  title: shape.title.optional(),
  year: shape.year,
  period: shape.period.optional(),
  asOf: shape.asOf.optional(),
  deadlines: z.array(deadline).max(20).optional(),
  previous: id.optional(),
  copyPeople: z.boolean().optional(),
  samordnare: z.string().max(64).optional(),
  members: z
    .array(z.strictObject({ user: z.string().max(64), grants: z.array(grant).min(1) }))
    .max(500)
    .optional(),
})
const changedReport = z.strictObject({
  title: shape.title.optional(),
  deadlines: z.array(deadline).max(20).optional(),
  readersFrom: z.enum(sectionStates).optional(),
  asOf: shape.asOf.optional(),
})
const sectionTitle = z.string().trim().min(1).max(200)
const newSection = z.strictObject({ chapter: id, after: id.nullable().default(null), title: sectionTitle })
const changedSection = z.strictObject({ hidden: z.boolean().optional(), title: sectionTitle.optional() })

/** Reports as a whole: making, listing and reading them, their sections, and what has happened to them. */
export function reportRoutes(app: App, deps: Deps): void {
  const known = (user: string): PublicPerson => {
    const person = deps.accounts.person(user)
    return person === undefined ? { user, name: user, title: '' } : publicPerson(person)
  }

  const command = reportCommand(deps)

  addRoute(app, { method: 'GET', path: '/api/templates', summary: 'Templates, newest versions' }, (c) => {
    const person = signedIn(c)
    if (!person.ok) return problemResponse(c, person.problem)
    const ids = [...new Set(deps.templates.all.map((template) => template.id))]
    return c.json(
      ids.flatMap((templateId) => {
        const template = deps.templates.find(templateId)
        if (template === undefined) return []
        const { id, version, name, reportType, period, description } = template
        return [{ id, version, name, reportType, period, description }]
      }),
    )
  })
  addRoute(app, { method: 'GET', path: '/api/templates/:id', summary: 'A whole template' }, (c) => {
    const person = signedIn(c)
    if (!person.ok) return problemResponse(c, person.problem)
    const template = deps.templates.find(c.req.param('id') ?? '', c.req.query('version'))
    return template === undefined
      ? problemResponse(c, { code: 'not-found', culprit: c.req.param('id') ?? '' })
      : c.json(template)
  })

  addRoute(
    app,
    { method: 'GET', path: '/api/reports', summary: 'Reports in which the person has a role' },
    async (c) => {
      const person = signedIn(c)
      if (!person.ok) return problemResponse(c, person.problem)
      const now = deps.now()
      const all = await deps.reports.all()
      const rows = await Promise.all(
        all.map(async (open) => {
          const report = await open.durable()
          const actor = actorAt(report, person.value, now)
          return isMember(actor) ? [listed(report, open, actor, isoDay(now))] : []
        }),
      )
      return c.json(rows.flat().toSorted((a, b) => b.year - a.year || a.title.localeCompare(b.title, 'sv')))
    },
  )

  addRoute(
    app,
    { method: 'POST', path: '/api/reports', summary: 'Create a report', body: newReport },
    async (c, input) => {
      const person = signedIn(c)
      if (!person.ok) return problemResponse(c, person.problem)
      const created = await createReport(deps, person.value, input)
      return answer(c, created.ok ? { ok: true, value: { id: created.value.id } } : created, 201)
    },
  )

  addReportRoute(
    app,
    deps,
    {
      method: 'GET',
      path: '/api/reports/:r',
      summary: 'A report and how far its sections have come',
      action: 'readView',
    },
    async (c, { open, actor }) => {
      const seq = open.register.seq()
      const report = await open.durable()
      const layout = open.layout(report)
      const sections = visibleSections(report, layout, actor)
      if (!can(actor, 'readDraft', reportTarget(report)))
        return c.json(reportView(report, seq, layout, sections, [], new Map()))
      const changed = await changedSections(deps.sealed, report, layout)
      return c.json(reportView(report, seq, layout, sections, findingsOf(report, layout), changed))
    },
  )

  addReportRoute(
    app,
    deps,
    {
      method: 'GET',
      path: '/api/reports/:r/record',
      summary: 'Everything a page needs of a report',
      action: 'readDraft',
    },
    async (c, { open, person }) => {
      const seq = open.register.seq()
      const report = await open.durable()
      const now = deps.now()
      const others = (await deps.reports.all()).map((other) => other.report())
      const previousReports = others
        .filter((other) => other.id !== report.id && other.organisation === report.organisation)
        .filter((other) => can(actorAt(other, person, now), 'readDraft', reportTarget(other)))
        .map(({ id, title, year, period }) => ({ id, title, year, period }))
      return c.json({
        // Versions are asked for section by section, and what others have read is theirs.
        report: { ...report, versions: {}, seen: ownSeen(report, person.user) },
        seq,
        template: open.template,
        people: Object.fromEntries([...usersOf(report), person.user].map((user) => [user, known(user)])),
        me: { user: person.user, system: person.system },
        today: isoDay(now),
        previousReports: previousReports.toSorted((a, b) => b.year - a.year),
      })
    },
  )

  addRoute(
    app,
    {
      method: 'PATCH',
      path: '/api/reports/:r',
      summary: 'Change title, deadlines or what readers see',
      body: changedReport,
    },
    (c, input) => command(c, ({ report, actor }) => decideReportChanged(report, actor, input)),
  )

  addRoute(
    app,
    {
      method: 'POST',
      path: '/api/reports/:r/sections',
      summary: 'Add a section of free text',
      body: newSection,
    },
    (c, input) => {
      const sectionId = deps.newId()
      return command(
        c,
        ({ report, layout, actor }) => decideSectionAdded(report, layout, actor, input, sectionId),
        () => ({ id: sectionId }),
        201,
      )
    },
  )
  const sectionOf = (c: Context<Env>) => c.req.param('s') ?? ''
  addRoute(
    app,
    {
      method: 'PATCH',
      path: '/api/reports/:r/sections/:s',
      summary: 'Hide, show or retitle a section',
      body: changedSection,
    },
    (c, input) =>
      command(c, ({ report, layout, actor }) =>
        decideSectionChanged(report, layout, actor, sectionOf(c), input),
      ),
  )
  addRoute(
    app,
    { method: 'DELETE', path: '/api/reports/:r/sections/:s', summary: 'Take an added section away' },
    (c) =>
      command(c, ({ report, layout, actor }) => decideSectionRemoved(report, layout, actor, sectionOf(c))),
  )

  addReportRoute(
    app,
    deps,
    {
      method: 'GET',
      path: '/api/reports/:r/search',
      summary: 'Search text, figures and plan',
      action: 'readDraft',
    },
    async (c, { open }) => {
      const report = await open.durable()
      const layout = open.layout(report)
      const query = (c.req.query('q') ?? '').slice(0, 200)
      const written = sectionsOf(layout).filter(({ id: section }) => report.texts[section] !== undefined)
      const texts = new Map(
        await Promise.all(
          written.map(async ({ id: section }) => [section, await deps.texts.read(report, section)] as const),
        ),
      )
      return c.json({ hits: searchReport(report, layout, texts, query) })
    },
  )

  addReportRoute(
    app,
    deps,
    {
      method: 'GET',
      path: '/api/reports/:r/audit',
      summary: 'The log of the report, with its chain',
      action: 'readAudit',
    },
    async (c, at) => {
      return c.json({ entries: await at.open.register.audit() })
    },
  )
}

function listed(report: Report, open: OpenReport, actor: ReturnType<typeof actorAt>, today: string) {
  const { id: reportId, title, organisation, administration, year, period, deadlines } = report
  const visible = visibleSections(report, open.layout(report), actor)
  const states = visible.map((section) => sectionRecordOf(report, section.id).state)
  // The strip tells what is not begun from what is under way; the counts go by the stored states.
  const strip = visible.map((section) => shownStateOf(report, section))
  const nextDeadline = deadlines
    .filter(({ date }) => date >= today)
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))[0]
  return {
    id: reportId,
    title,
    organisation,
    administration,
    year,
    period,
    state: reportStateNow(report, open.layout(report)),
    roles: [...new Set(actor.grants.map(({ role }) => role))],
    counts: {
      sections: strip.length,
      byState: Object.fromEntries(
        sectionStates.map((name) => [name, states.filter((found) => found === name).length]),
      ),
    },
    ...(nextDeadline === undefined ? {} : { nextDeadline }),
    ...(can(actor, 'readDraft', reportTarget(report)) ? { openThreads: openThreads(report) } : {}),
    strip,
  }
}

const openThreads = ({ threads }: Report): number =>
  Object.values(threads).filter(({ resolved }) => resolved === undefined).length

const ownSeen = ({ seen }: Report, user: string): Report['seen'] => {
  const own = seen[user]
  return own === undefined ? {} : { [user]: own }
}

/** Everybody whose name the records can mention. */
function usersOf(report: Report): Set<string> {
  const users = new Set([report.created.by, ...Object.keys(report.members)])
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if ('by' in value && typeof value.by === 'string') users.add(value.by)
    for (const held of Object.values(value)) look(held)
  }
  for (const part of [
    report.cells,
    report.statuses,
    report.sections,
    report.texts,
    report.final,
    report.explanations,
    report.plan,
    report.threads,
    report.contributions,
    report.versions,
  ])
    look(part)
  for (const { assignee, remarks } of Object.values(report.threads))
    for (const user of [
      ...(assignee === undefined ? [] : [assignee]),
      ...remarks.flatMap(({ mentions }) => mentions),
    ])
      users.add(user)
  for (const { writers } of Object.values(report.contributions))
    for (const writer of writers) users.add(writer)
  for (const { people } of Object.values(report.versions).flat())
    for (const person of people) users.add(person)
  for (const { seals } of Object.values(report.sections))
    for (const { forUser } of seals) if (forUser !== undefined) users.add(forUser)
  for (const { for: deputyFor, user } of report.deputies) users.add(deputyFor).add(user)
  return users
}
