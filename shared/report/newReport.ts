import type { Plan } from '../plan/plan.ts'
import type { Template } from '../template/template.ts'
import type { Deadline, Report } from './report.ts'

/** What somebody says of a report they create; the rest comes from the template. */
export interface NewReport {
  readonly id: string
  readonly organisation: string
  readonly administration?: string | undefined
  readonly title?: string | undefined
  readonly year: number
  readonly asOf?: string | undefined
  readonly deadlines?: Deadline[] | undefined
  readonly previous?: string | undefined
  readonly plan: Plan
  readonly rows: Report['rows']
}

interface Created {
  readonly by: string
  readonly at: string
  readonly samordnare: string
}

/** An empty report by this template, with its samordnare. */
export function newReport(template: Template, input: NewReport, { by, at, samordnare }: Created): Report {
  const { id, organisation, year, plan, rows } = input
  const period = template.period
  return {
    id,
    organisation,
    administration: input.administration ?? organisation,
    title: input.title ?? `${template.documentType} ${year}`,
    year,
    period,
    asOf: input.asOf ?? `${year}-${period === 'helar' ? '12-31' : '07-31'}`,
    template: { id: template.id, version: template.version },
    ...(input.previous === undefined ? {} : { previous: input.previous }),
    state: 'oppen',
    readersFrom: 'arbete',
    created: { by, at },
    deadlines:
      input.deadlines ??
      template.deadlines.map(({ id, label, monthDay }) => ({ id, label, date: `${year + 1}-${monthDay}` })),
    plan,
    members: { [samordnare]: { user: samordnare, grants: [{ role: 'samordnare' }], arrival: 0 } },
    deputies: [],
    sections: {},
    addedSections: [],
    items: {},
    cells: {},
    statuses: {},
    rows,
    final: {},
    explanations: {},
    texts: {},
    threads: {},
    contributions: {},
    versions: {},
    seen: {},
  }
}
