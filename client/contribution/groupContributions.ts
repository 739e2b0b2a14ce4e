import type { Contribution } from '../../shared/contribution/contribution.ts'
import { isOpenContribution } from '../../shared/contribution/contributionRights.ts'

/** The contributions to one text, as they are woven: what is missing first, then what has come, what is inserted folded. */
export interface ContributionGroup {
  readonly slot: string
  /** Those who have not handed in, by name of their område. */
  readonly missing: readonly Contribution[]
  /** Handed in and not inserted, by the time they came. */
  readonly come: readonly Contribution[]
  readonly inserted: readonly Contribution[]
}

/** @param slots  the texts of the section, in the order they stand */
export function groupContributions(
  contributions: readonly Contribution[],
  slots: readonly string[],
): ContributionGroup[] {
  const shown = contributions.filter(({ state }) => state !== 'borttagen')
  return slots.flatMap((slot) => {
    const here = shown.filter((contribution) => contribution.slot === slot)
    if (here.length === 0) return []
    return [
      {
        slot,
        missing: here.filter(isOpenContribution).toSorted(byUnit),
        come: here
          .filter(({ state }) => state === 'inlamnad' || state === 'inget_att_rapportera')
          .toSorted((a, b) => compare(a.handedIn?.at, b.handedIn?.at)),
        inserted: here
          .filter(({ state }) => state === 'infogad')
          .toSorted((a, b) => compare(a.inserted?.at, b.inserted?.at)),
      },
    ]
  })
}

/** How far a text's contributions have come. Who has nothing to report, and what is inserted, has been handed in too. */
export interface ContributionCounts {
  readonly all: number
  readonly done: number
  readonly nothing: number
  readonly inserted: number
  /** Handed in with a text that does not stand in the report yet. */
  readonly toInsert: number
}

export function countContributions(contributions: readonly Contribution[]): ContributionCounts {
  const shown = contributions.filter(({ state }) => state !== 'borttagen')
  const of = (state: Contribution['state']): number => shown.filter((one) => one.state === state).length
  const [toInsert, nothing, inserted] = [of('inlamnad'), of('inget_att_rapportera'), of('infogad')]
  return { all: shown.length, done: toInsert + nothing + inserted, nothing, inserted, toInsert }
}

const compare = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0)

const byUnit = (a: Contribution, b: Contribution): number =>
  (a.unit ?? '').localeCompare(b.unit ?? '', 'sv') || compare(a.started.at, b.started.at)
