import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { compareContents, type ContentComparison } from '../../shared/history/compareContents.ts'
import type { SectionContent } from '../../shared/section/content.ts'
import { fetchOrThrow, RefusedError, request } from '../api.ts'
import { useReportPart } from '../report/useReport.ts'

/** What `GET sections/:s/history/:v` answers. */
interface VersionAnswer {
  readonly digest: string
  readonly at: string
  readonly content: SectionContent
}

/** What a section says, beside what it said when I last knew it. */
export interface ReadyContent {
  readonly digest: string
  readonly content: SectionContent
  /** `shown`: this page showed it, and it has changed since. None: I have never read it. */
  readonly base:
    | { readonly kind: 'seen' | 'approved' | 'shown'; readonly at: string; readonly content: SectionContent }
    | undefined
  readonly comparison: ContentComparison | undefined
}

export interface ReadyContents {
  readonly of: (section: string) => ReadyContent | undefined
  /** The section could not be fetched. */
  readonly isFailed: (section: string) => boolean
  /** Fetches what the sections say now, and keeps what the page showed of them to compare with. */
  readonly renew: (sections: readonly string[]) => Promise<void>
}

/**
 * Fetches what awaiting sections say, and what I last knew of each. Both stand still while the page is open: reading a section to its
 * end must not take away what was new in it.
 */
export function useReadyContents(sections: readonly string[]): ReadyContents {
  const queries = useQueryClient()
  const report = useReportPart((state) => state.report.id)
  const user = useReportPart((state) => state.me.user)
  const seen = useReportPart((state) => state.report.seen[user])
  const seals = useReportPart((state) => state.report.sections)
  const [seenAtFirst] = useState(() => seen ?? {})
  const [compared] = useState(comparer)
  const [shownBefore, setShownBefore] = useState<ReadonlyMap<string, VersionAnswer>>(new Map())
  const address = useCallback(
    (section: string, version: string): string =>
      `/api/reports/${encodeURIComponent(report)}/sections/${encodeURIComponent(section)}/history/${version}`,
    [report],
  )
  const nowKey = useCallback((section: string) => ['readyNow', report, section], [report])

  const now = useQueries({
    queries: sections.map((section) => ({
      queryKey: nowKey(section),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        fetchOrThrow<VersionAnswer>(address(section, 'now'), signal),
      staleTime: Infinity,
      // Who comes back later reads anew.
      gcTime: 0,
      refetchOnWindowFocus: false,
    })),
  })
  const bases = useQueries({
    queries: sections.map((section) => {
      const known = seenAtFirst[section] !== undefined
      const version = known ? 'seen' : 'approved'
      return {
        queryKey: ['readyBase', report, section, version],
        queryFn: async ({ signal }: { signal: AbortSignal }) => {
          const answer = await request<VersionAnswer>('GET', address(section, version), { signal })
          if (answer.ok) return answer.value
          // Never read, or approved before versions were kept: there is nothing to compare with.
          if (answer.problem.status === 404) return null
          throw new RefusedError(answer.problem)
        },
        enabled: known || (seals[section]?.seals.length ?? 0) > 0,
        staleTime: Infinity,
        gcTime: 0,
        refetchOnWindowFocus: false,
      }
    }),
  })

  const contents = new Map<string, ReadyContent>()
  for (const [at, section] of sections.entries()) {
    const shown = now[at]?.data
    const hasBase = seenAtFirst[section] !== undefined || (seals[section]?.seals.length ?? 0) > 0
    const fetched = bases[at]
    if (shown === undefined || (hasBase && fetched?.isPending === true)) continue
    const before = shownBefore.get(section)
    const base =
      before !== undefined
        ? { kind: 'shown' as const, at: before.at, content: before.content }
        : fetched?.data == null
          ? undefined
          : {
              kind: seenAtFirst[section] === undefined ? ('approved' as const) : ('seen' as const),
              at: seenAtFirst[section]?.at ?? fetched.data.at,
              content: fetched.data.content,
            }
    contents.set(section, {
      digest: shown.digest,
      content: shown.content,
      base,
      comparison: base === undefined ? undefined : compared(base.content, shown.content),
    })
  }

  const failed = new Set(sections.filter((_, at) => now[at]?.isError === true))
  const renew = useCallback(
    async (changed: readonly string[]) => {
      const before = changed.flatMap((section) => {
        const shown = queries.getQueryData<VersionAnswer>(nowKey(section))
        return shown === undefined ? [] : [[section, shown] as const]
      })
      setShownBefore((known) => new Map([...known, ...before]))
      await Promise.all(changed.map((section) => queries.refetchQueries({ queryKey: nowKey(section) })))
    },
    [queries, nowKey],
  )
  return { of: (section) => contents.get(section), isFailed: (section) => failed.has(section), renew }
}

/** Two contents are compared once, however often the page is drawn. */
function comparer(): (before: SectionContent, after: SectionContent) => ContentComparison {
  const known = new WeakMap<SectionContent, { before: SectionContent; comparison: ContentComparison }>()
  return (before, after) => {
    const last = known.get(after)
    if (last?.before === before) return last.comparison
    const comparison = compareContents(before, after)
    known.set(after, { before, comparison })
    return comparison
  }
}
