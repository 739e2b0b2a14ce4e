import type { Person } from '../../shared/people/role.ts'
import type { Report } from '../../shared/report/report.ts'
import type { Template } from '../../shared/template/template.ts'

/** A person as everybody in the report sees them. */
export type PublicPerson = Pick<Person, 'user' | 'name' | 'title' | 'unit'>

/** Reports whose texts and figures can be read beside this one. */
export interface PreviousReport {
  readonly id: string
  readonly title: string
  readonly year: number
  readonly period: Report['period']
}

/** What `GET /api/reports/:r/record` answers: all the page needs, the rest is derived. */
export interface ReportAnswer {
  readonly report: Report
  /** Number of the journal entry that the report contains; live entries go on from there. */
  readonly seq: number
  readonly template: Template
  readonly people: Readonly<Record<string, PublicPerson>>
  readonly me: Pick<Person, 'user' | 'system'>
  /** The server's day, ISO date: the one that deputies and deadlines are judged by. */
  readonly today: string
  readonly previousReports: readonly PreviousReport[]
}

/** Somebody who has the report open, and where. */
export interface Presence {
  readonly user: string
  readonly section: string | null
  readonly slot?: string | null
  readonly cell?: { readonly block: string; readonly row: string; readonly column: string } | null
}
