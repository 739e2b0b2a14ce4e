import { Inbox } from 'lucide-react'
import { useState } from 'react'
import { proseSlotsOf, type SectionLayout } from '../../shared/section/layout.ts'
import { headingOf } from '../section/slotHeading.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { useWords } from '../ui/words.ts'
import { ContributionCard } from './ContributionCard.tsx'
import { countContributions, groupContributions, type ContributionGroup } from './groupContributions.ts'
import { useContributionAddress } from './useContributionAddress.ts'
import { useContributions } from './useContributions.ts'
import style from './panel.module.css'

/** The contributions to a section's texts, beside them: a card for each område, empty ones first, inserted ones folded. */
export function ContributionsPanel({ section }: { readonly section: SectionLayout }) {
  const words = useWords()
  const all = useContributions(section.id)
  const groups = groupContributions(
    all,
    proseSlotsOf(section).map(({ id }) => id),
  )
  if (groups.length === 0)
    return (
      <EmptyState icon={<Inbox size={28} aria-hidden="true" />}>{words('contribution.panelNone')}</EmptyState>
    )
  // The one filled button of the panel stands on what has waited longest.
  const next = groups.flatMap(({ come }) => come).find(({ state }) => state === 'inlamnad')
  return (
    <div className={style['panel']}>
      {groups.map((group) => (
        <Group key={group.slot} section={section} group={group} next={next?.id} />
      ))}
    </div>
  )
}

interface GroupProps {
  readonly section: SectionLayout
  readonly group: ContributionGroup
  readonly next: string | undefined
}

function Group({ section, group: { slot, missing, come, inserted }, next }: GroupProps) {
  const words = useWords()
  const { named } = useContributionAddress()
  // Open for who comes by a link to one of them; what is inserted while one weaves folds away.
  const [isFolded, fold] = useState(() => inserted.every(({ id }) => id !== named))
  const counts = countContributions([...missing, ...come, ...inserted])
  return (
    <section className={style['group']} aria-label={headingOf(section, slot)}>
      <h3 className={style['groupHead']}>{headingOf(section, slot)}</h3>
      <p className={style['summary']}>
        {words('contribution.summary', { ...counts })}{' '}
        {counts.toInsert > 0 ? (
          <strong>{words('contribution.left', { count: counts.toInsert })}</strong>
        ) : counts.inserted > 0 && missing.length === 0 ? (
          words('contribution.allWoven')
        ) : null}
      </p>
      <ul className={style['cards']}>
        {[...missing, ...come].map((contribution) => (
          <li key={contribution.id}>
            <ContributionCard
              contribution={contribution}
              section={section}
              isNext={contribution.id === next}
              isNamed={contribution.id === named}
            />
          </li>
        ))}
      </ul>
      {inserted.length === 0 ? null : (
        <details
          className={style['inserted']}
          open={!isFolded}
          onToggle={({ currentTarget }) => fold(!currentTarget.open)}
        >
          <summary>{words('contribution.insertedFold', { count: inserted.length })}</summary>
          <ul className={style['cards']}>
            {inserted.map((contribution) => (
              <li key={contribution.id}>
                <ContributionCard
                  contribution={contribution}
                  section={section}
                  isNext={false}
                  isNamed={contribution.id === named}
                />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
