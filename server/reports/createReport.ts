import { peopleEvents } from '../../shared/people/decideMembers.ts'
import { can } from '../../shared/people/can.ts'
import type { Grant, Person } from '../../shared/people/role.ts'
import { carryPlan } from '../../shared/plan/carryPlan.ts'
import { ok, refuse, type Result } from '../../shared/problem.ts'
import { carryCells, carryRows } from '../../shared/report/carryCells.ts'
import type { ReportEvent } from '../../shared/report/event.ts'
import { newReport } from '../../shared/report/newReport.ts'
import type { Deadline, Report } from '../../shared/report/report.ts'
import { reportTarget } from '../../shared/report/target.ts'
import { layoutReport } from '../../shared/section/layoutReport.ts'
import { itemIdsOf } from '../../shared/section/itemIds.ts'
import type { Deps } from '../deps.ts'
import { actorAt } from './changeReport.ts'
import type { OpenReport } from './reports.ts'

export interface CreateInput {
  readonly template: string
  readonly organisation: string
  readonly administration?: string | undefined
  readonly title?: string | undefined
  readonly year: number
  readonly period?: Report['period'] | undefined
  readonly asOf?: string | undefined
  readonly deadlines?: Deadline[] | undefined
  readonly previous?: string | undefined
  readonly copyPeople?: boolean | undefined
  /** Who is to coordinate it, if not whoever creates it. */
  readonly samordnare?: string | undefined
  readonly members?: readonly { readonly user: string; readonly grants: Grant[] }[] | undefined
}

/**
 * A new report. With `previous` it begins with that report's plan, its own rows and last year's figures in their columns, and
 * if asked with its people. Whoever creates it is its samordnare, unless they name another; they then have no role in it.
 */
export async function createReport(
  deps: Deps,
  person: Person,
  input: CreateInput,
): Promise<Result<OpenReport>> {
  if (!(await mayCreateReports(deps, person))) return refuse('not-permitted', 'reports', { because: 'role' })
  const template = deps.templates.find(input.template)
  if (template === undefined) return refuse('template-unknown', input.template)
  if (input.period !== undefined && input.period !== template.period) {
    return refuse('report-invalid', 'period', { template: template.period })
  }
  const previous = input.previous === undefined ? null : await readable(deps, person, input.previous)
  if (input.previous !== undefined && previous === null) return refuse('not-found', input.previous)
  const before = previous?.report()
  const isKnown = (user: string) => deps.accounts.person(user) !== undefined
  const samordnare = input.samordnare ?? person.user
  if (!isKnown(samordnare)) return refuse('person-unknown', samordnare)

  const report = newReport(
    template,
    {
      ...input,
      id: deps.newId(),
      administration: input.administration ?? before?.administration,
      plan: before === undefined ? { items: [] } : carryPlan(before, deps.newId),
      rows: before === undefined ? {} : carryRows(before),
    },
    { by: person.user, at: deps.now().toISOString(), samordnare },
  )
  const layout = layoutReport(template, report)
  const places = itemIdsOf(layout)
  const events: ReportEvent[] = []
  if (previous !== null && before !== undefined) {
    const cells = carryCells(
      { report: before, layout: previous.layout(before) },
      { layout, period: report.period },
    )
    if (cells.length > 0) events.push({ type: 'cellsSet', cells })
    if (input.copyPeople === true)
      events.push(...peopleEvents(report.members, places, isKnown, before, samePlace(report)))
  }
  for (const { user, grants } of input.members ?? []) {
    if (!isKnown(user)) return refuse('person-unknown', user)
    const unknown = grants
      .flatMap(({ sections = [], items = [] }) => [...sections, ...items])
      .find((place) => !places.has(place))
    if (unknown !== undefined) return refuse('report-invalid', unknown, { reason: 'noSuchPlace' })
    const own: Grant[] = user === samordnare ? [{ role: 'samordnare' }] : []
    events.push({
      type: 'memberSet',
      user,
      grants: [...own, ...grants.filter(({ role }) => own.length === 0 || role !== 'samordnare')],
    })
  }
  const created = await deps.reports.create(report, events, { user: person.user }, report.created.at)
  if (created === null) throw new Error(`the new id ${report.id} is taken`)
  return ok(created)
}

/** Where something of last year's report stands in this one: plan items have new ids that remember the old. */
export function samePlace(report: Pick<Report, 'plan'>): (item: string) => string {
  const now = new Map(
    report.plan.items.flatMap(({ id, previous }) =>
      previous === undefined ? [] : [[previous, id] as const],
    ),
  )
  return (item) => now.get(item) ?? item
}

/** Who coordinates a report already, or looks after the installation; the first report of all, anybody. */
export async function mayCreateReports(deps: Pick<Deps, 'reports'>, person: Person): Promise<boolean> {
  if (person.system.length > 0) return true
  const all = await deps.reports.all()
  return (
    all.length === 0 ||
    all.some(
      (open) => open.report().members[person.user]?.grants.some(({ role }) => role === 'samordnare') === true,
    )
  )
}

/** The report, if the person may read its drafts. */
export async function readable(
  deps: Pick<Deps, 'reports' | 'now'>,
  person: Person,
  id: string,
): Promise<OpenReport | null> {
  const open = await deps.reports.open(id)
  if (open === null) return null
  const report = open.report()
  return can(actorAt(report, person, deps.now()), 'readDraft', reportTarget(report)) ? open : null
}
