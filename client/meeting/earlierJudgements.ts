import { useQueries } from '@tanstack/react-query'
import type { PlanItem } from '../../shared/plan/plan.ts'
import type { Report } from '../../shared/report/report.ts'
import { fetchOrThrow } from '../api.ts'
import type { PreviousReport, ReportAnswer } from '../report/record.ts'
import { useReportPart } from '../report/useReport.ts'

/** What an earlier report said of the same thing. */
export interface EarlierJudgement {
  readonly report: PreviousReport
  readonly status?: string | undefined
  readonly trend?: string | undefined
}

/** Of the earlier reports that a meeting compares with: the latest delår and the latest full year before this one. */
export function comparedWith(
  previous: readonly PreviousReport[],
  now: Pick<Report, 'id' | 'year' | 'period'>,
): PreviousReport[] {
  const latest = (period: Report['period'], newest: number): PreviousReport | undefined =>
    previous
      .filter((report) => report.id !== now.id && report.period === period && report.year <= newest)
      .toSorted((a, b) => b.year - a.year)[0]
  const found = [
    latest('delar', now.period === 'helar' ? now.year : now.year - 1),
    latest('helar', now.year - 1),
  ]
  return found.filter((report) => report !== undefined)
}

/** The judgement of the plan item that this one carries on; of the same one where both reports share the plan. */
export function earlierJudgement(
  earlier: Pick<Report, 'statuses'>,
  item: Pick<PlanItem, 'id' | 'previous'>,
): { status?: string | undefined; trend?: string | undefined } | undefined {
  const status = [item.previous, item.id]
    .flatMap((id) => (id === undefined ? [] : [earlier.statuses[id]]))
    .find((found) => found !== undefined)
  return status?.settled ?? status?.proposed
}

/** Fetched once for the meeting; a report I may not read is left out. */
export function useEarlierJudgements(item: Pick<PlanItem, 'id' | 'previous'>): EarlierJudgement[] {
  const previous = useReportPart((state) => state.previousReports)
  const now = useReportPart(({ report }) => report)
  const reports = comparedWith(previous, now)
  const answers = useQueries({
    queries: reports.map(({ id }) => ({
      queryKey: ['record', id],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        fetchOrThrow<ReportAnswer>(`/api/reports/${encodeURIComponent(id)}/record`, signal),
      staleTime: 600_000,
    })),
  })
  return reports.flatMap((report, at) => {
    const earlier = answers[at]?.data
    const found = earlier === undefined ? undefined : earlierJudgement(earlier.report, item)
    return found === undefined ? [] : [{ report, status: found.status, trend: found.trend }]
  })
}
