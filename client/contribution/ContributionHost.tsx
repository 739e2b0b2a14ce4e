import { useSearch } from '@tanstack/react-router'
import { Suspense, useEffect, useRef, useState } from 'react'
import { isOpenContribution, isWriterOf } from '../../shared/contribution/contributionRights.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { nameOf } from '../report/reportStore.ts'
import { useReportPart } from '../report/useReport.ts'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { onDemand } from '../ui/onDemand.tsx'
import { useWords } from '../ui/words.ts'
import { useContributionAddress } from './useContributionAddress.ts'
import { useContributions } from './useContributions.ts'

const ContributionSheet = onDemand(async () => ({
  default: (await import('./ContributionSheet.tsx')).ContributionSheet,
}))

/** Opens the contribution that the address names for its writers, and says what has come in. */
export function ContributionHost({ section }: { readonly section: SectionLayout }) {
  const { named, close, showPanel } = useContributionAddress()
  const { panel }: { panel?: string } = useSearch({ strict: false })
  const me = useReportPart((state) => state.me)
  const contribution = useReportPart(({ report }) =>
    named === undefined || !Object.hasOwn(report.contributions, named)
      ? undefined
      : report.contributions[named],
  )
  const isMine =
    contribution !== undefined && contribution.section === section.id && isWriterOf(me, contribution)
  // Handed in by somebody else meanwhile it stays open: what could not be saved is shown there.
  const [opened, setOpened] = useState<string | null>(null)
  if (isMine && opened !== contribution.id && isOpenContribution(contribution)) setOpened(contribution.id)
  // A link in a mail names the contribution alone; who does not write it finds its card.
  const isOthers = contribution !== undefined && !(isMine && opened === contribution.id)
  const shown = useRef<string>(undefined)
  useEffect(() => {
    if (!isOthers || named === undefined || shown.current === named) return
    // Once: the panel can be closed again.
    shown.current = named
    if (panel === undefined) showPanel(named)
  }, [isOthers, panel, named, showPanel])
  useContributionNews(section.id)
  if (!isMine || opened !== contribution.id) return null
  return (
    <Suspense fallback={null}>
      <ContributionSheet
        key={contribution.id}
        contribution={contribution}
        section={section}
        onClose={() => {
          setOpened(null)
          close()
        }}
      />
    </Suspense>
  )
}

/** For a screen reader: what has been handed in by others, and what came back to me. */
function useContributionNews(section: string): void {
  const words = useWords()
  const { polite } = useAnnounce()
  const me = useReportPart((state) => state.me.user)
  const people = useReportPart((state) => state.people)
  const all = useContributions(section)
  const before = useRef(new Map(all.map(({ id, state }) => [id, state])))
  useEffect(() => {
    const known = before.current
    before.current = new Map(all.map(({ id, state }) => [id, state]))
    for (const one of all) {
      const was = known.get(one.id)
      if (was === one.state) continue
      const who = one.unit ?? one.writers.map((user) => nameOf(people, user)).join(', ')
      if (one.state === 'inlamnad' && one.handedIn?.by !== me)
        polite(words('contribution.handedInNews', { who }), `contribution.${one.id}`)
      if (one.state === 'inget_att_rapportera' && one.handedIn?.by !== me)
        polite(words('contribution.nothingNews', { who }), `contribution.${one.id}`)
      if (one.state === 'tillbaka' && one.writers.includes(me) && one.sentBack?.by !== me)
        polite(
          words('contribution.sentBackNews', { name: nameOf(people, one.sentBack?.by ?? '') }),
          `contribution.${one.id}`,
        )
    }
  }, [all, me, people, polite, words])
}
