import { useQuery } from '@tanstack/react-query'
import type { Contribution } from '../../shared/contribution/contribution.ts'
import { fetchOrThrow } from '../api.ts'
import type { ReadContribution } from '../report/commands.ts'
import { useReportPart } from '../report/useReport.ts'

/** Text and judgement of a contribution, as far as I may read them; asked again when it has moved. */
export function useContributionText(contribution: Contribution, isWanted = true) {
  const report = useReportPart((state) => state.report.id)
  const { id, state, handedIn, unseen } = contribution
  return useQuery({
    queryKey: ['contribution', report, id, state, handedIn?.at ?? '', unseen ?? ''],
    queryFn: ({ signal }) =>
      fetchOrThrow<ReadContribution>(
        `/api/reports/${encodeURIComponent(report)}/contributions/${encodeURIComponent(id)}`,
        signal,
      ),
    enabled: isWanted,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  })
}
