import { Inbox } from 'lucide-react'
import type { Contribution } from '../../shared/contribution/contribution.ts'
import type { RailItem } from '../report/Rail.tsx'
import type { Words } from '../ui/words.ts'
import { countContributions } from './groupContributions.ts'

/** The way to the contributions beside a section, with how many wait to be inserted; none where there are none. */
export const contributionRail = (words: Words, contributions: readonly Contribution[]): RailItem[] =>
  contributions.length === 0
    ? []
    : [
        {
          id: 'bidrag',
          word: words('contribution.title'),
          icon: <Inbox size={20} />,
          count: countContributions(contributions).toInsert,
        },
      ]
