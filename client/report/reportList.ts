import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Role } from '../../shared/people/role.ts'
import type { Report } from '../../shared/report/report.ts'
import { fetchOrThrow } from '../api.ts'
import type { ShownSectionState } from '../ui/symbol/sectionSymbol.tsx'

/** One report as the lists show it; only those where I have a role. */
export interface ReportSummary {
  readonly id: string
  readonly title: string
  readonly organisation: string
  readonly administration: string
  readonly year: number
  readonly period: Report['period']
  readonly state: Report['state'] | 'klar'
  readonly roles: readonly Role[]
  readonly counts: {
    readonly sections: number
    readonly byState: Readonly<Partial<Record<ShownSectionState, number>>>
  }
  readonly nextDeadline?: { readonly label: string; readonly date: string }
  /** How many synpunkter stand open; told to those who may read them. */
  readonly openThreads?: number
  readonly strip: readonly ShownSectionState[]
}

export const reportsQuery = queryOptions({
  queryKey: ['reports'],
  queryFn: ({ signal }) => fetchOrThrow<ReportSummary[]>('/api/reports', signal),
})

export const useReports = () => useQuery(reportsQuery)
