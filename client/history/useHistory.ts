import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { compareContents, type ContentComparison } from '../../shared/history/compareContents.ts'
import type { Version } from '../../shared/history/version.ts'
import type { SectionContent } from '../../shared/section/content.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { fetchOrThrow } from '../api.ts'
import { useReportPart } from '../report/useReport.ts'
import { sectionPath } from '../section/storedSection.ts'
import { useSectionMoment } from './useSectionMoment.ts'

/** What `GET history` answers: versions newest first, and what has come since the last. */
export interface SectionHistory {
  readonly now: { readonly digest: string; readonly words: number; readonly people: readonly string[] }
  readonly versions: readonly Version[]
}

/** What `GET history/:v` answers. */
export interface VersionContent {
  readonly id: string
  readonly at: string
  readonly digest: string
  readonly content: SectionContent
}

export function useSectionHistory(section: SectionLayout) {
  const report = useReportPart((state) => state.report.id)
  const moment = useSectionMoment(section)
  return useQuery({
    queryKey: ['history', report, section.id, moment],
    queryFn: ({ signal }) =>
      fetchOrThrow<SectionHistory>(`${sectionPath(report, section.id)}/history`, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  })
}

/** What the section said in a version; `now` follows what is written. */
export function useVersion(section: SectionLayout, version: string) {
  const report = useReportPart((state) => state.report.id)
  const present = useSectionMoment(section)
  const isFixed = version !== 'now' && version !== 'approved'
  return useQuery({
    // What I saw when the page was opened stays what is compared with, also when I have read on.
    queryKey: ['version', report, section.id, version, isFixed ? '' : present],
    queryFn: ({ signal }) =>
      fetchOrThrow<VersionContent>(
        `${sectionPath(report, section.id)}/history/${encodeURIComponent(version)}`,
        signal,
      ),
    placeholderData: keepPreviousData,
    staleTime: version === 'seen' ? 60_000 : isFixed ? Infinity : 0,
    refetchOnWindowFocus: false,
    retry: false,
  })
}

export interface ComparedVersions {
  readonly from: VersionContent
  readonly to: VersionContent
  readonly comparison: ContentComparison
}

/** Two versions and what differs between them; undefined until both are there. */
export function useComparison(
  section: SectionLayout,
  from: string,
  to: string,
): { readonly compared: ComparedVersions | undefined; readonly error: Error | null } {
  const before = useVersion(section, from)
  const after = useVersion(section, to)
  const compared = useMemo(
    () =>
      before.data === undefined || after.data === undefined
        ? undefined
        : {
            from: before.data,
            to: after.data,
            comparison: compareContents(before.data.content, after.data.content),
          },
    [before.data, after.data],
  )
  return { compared, error: before.error ?? after.error }
}
