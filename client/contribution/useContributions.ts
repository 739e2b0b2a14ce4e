import { useCallback, useMemo } from 'react'
import type { Contribution } from '../../shared/contribution/contribution.ts'
import {
  isOpenContribution,
  isWriterOf,
  moveRefusal,
  type ContributionMove,
} from '../../shared/contribution/contributionRights.ts'
import type { Problem } from '../../shared/problem.ts'
import { nameOf } from '../report/reportStore.ts'
import { useReportPart } from '../report/useReport.ts'

const isSameList = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((value, at) => value === b[at])

/** The contributions to a section's texts, or to one of them; withdrawn ones are left out. */
export const useContributions = (section: string, slot?: string): readonly Contribution[] =>
  useReportPart(
    ({ report, me }) =>
      Object.values(report.contributions).filter(
        (one) =>
          one.section === section &&
          one.state !== 'borttagen' &&
          (slot === undefined || one.slot === slot) &&
          // What somebody writes alone is no matter of the others' before it is handed in.
          (one.asked !== undefined || isWriterOf(me, one) || !isOpenContribution(one)),
      ),
    isSameList,
  )

/** Why I may not do this to it now; null if I may. */
export function useMayMove(contribution: Contribution): (move: ContributionMove) => Problem | null {
  const report = useReportPart((state) => state.report)
  const layout = useReportPart((state) => state.layout)
  const me = useReportPart((state) => state.me)
  return useCallback(
    (move) => moveRefusal(report, layout, me, contribution, move),
    [report, layout, me, contribution],
  )
}

/** What a contribution is called: its område, else its writers; and the writers by name. */
export function useContributionNames(contribution: Contribution): {
  readonly who: string
  readonly writers: string
  readonly name: (user: string) => string
} {
  const people = useReportPart((state) => state.people)
  return useMemo(() => {
    const name = (user: string): string => nameOf(people, user)
    const writers = contribution.writers.map(name).join(', ')
    return { who: contribution.unit ?? writers, writers, name }
  }, [people, contribution])
}
