import { EyeOff, Inbox, UsersRound } from 'lucide-react'
import { Suspense, useState, type ReactNode } from 'react'
import { contributionPlaceOf } from '../../shared/contribution/contributionPlace.ts'
import { askRefusal, isOpenContribution, isWriterOf } from '../../shared/contribution/contributionRights.ts'
import type { ProblemCode } from '../../shared/problem.ts'
import { refusalOf, sectionTarget } from '../../shared/report/target.ts'
import { itemsOfSlot } from '../../shared/section/item.ts'
import type { ProseSlot, SectionLayout } from '../../shared/section/layout.ts'
import { useCommands } from '../report/useCommands.ts'
import { useReportPart } from '../report/useReport.ts'
import { headingOf } from '../section/slotHeading.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { Menu } from '../ui/Menu.tsx'
import type { MenuEntry } from '../ui/menuEntry.ts'
import { onDemand } from '../ui/onDemand.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { useWords } from '../ui/words.ts'
import { countContributions } from './groupContributions.ts'
import { itemOfText } from './itemOfText.ts'
import { useContributionAddress } from './useContributionAddress.ts'
import { useContributions } from './useContributions.ts'
import style from './tools.module.css'

const AskDialog = onDemand(async () => ({ default: (await import('./AskDialog.tsx')).AskDialog }))

interface ContributionEntries {
  /** For a menu at the text: write alone, ask for contributions. Empty for who may do neither. */
  readonly entries: readonly MenuEntry[]
  /** The dialog that an entry has opened; to be drawn outside the menu. */
  readonly dialog: ReactNode
}

/** What one may do about contributions at a text, for whichever menu stands there. */
export function useContributionEntries(section: SectionLayout, slot: ProseSlot): ContributionEntries {
  const words = useWords()
  const done = useDone()
  const problemText = useProblemText()
  const commands = useCommands()
  const address = useContributionAddress()
  const [isAsking, ask] = useState(false)
  const me = useReportPart((state) => state.me)
  const all = useContributions(section.id, slot.id)
  const item = itemOfText(slot)
  const hasPlace = useReportPart(({ layout }) => contributionPlaceOf(layout, item)?.slot.id === slot.id)
  // Only why not, so that the heading is drawn again when that changes and not at every word of the report.
  const write = useReportPart(
    ({ report }) =>
      refusalOf(me, 'write', sectionTarget(report, section.id, [item, ...itemsOfSlot(section, slot)]))?.code,
  )
  const asking = useReportPart(({ report }) => askRefusal(report, me, section.id)?.code)
  const own = all.find((one) => isOpenContribution(one) && isWriterOf(me, one))

  const start = async (): Promise<void> => {
    const answer = await commands.startContribution(item)
    if (answer.ok) address.open(answer.value.id)
    else if (answer.problem.code === 'contribution-state' && answer.problem.culprit !== undefined)
      address.open(answer.problem.culprit)
    else done({ sentence: words('contribution.failed', { why: problemText(answer.problem) }) })
  }
  const isRoleRefusal = (refusal: ProblemCode | undefined): boolean => refusal === 'not-permitted'
  const because = (refusal: ProblemCode | undefined) =>
    refusal === undefined ? {} : { disabledBecause: words('contribution.lockedNow') }

  const entries: MenuEntry[] = [
    ...(own !== undefined
      ? [
          {
            id: 'goOn',
            word: words(own.asked === undefined ? 'contribution.goOn' : 'contribution.mine'),
            icon: <EyeOff size={18} aria-hidden="true" />,
            onAction: () => address.open(own.id),
          },
        ]
      : hasPlace && !isRoleRefusal(write)
        ? [
            {
              id: 'alone',
              word: words('contribution.writeAlone'),
              icon: <EyeOff size={18} aria-hidden="true" />,
              ...because(write),
              onAction: () => void start(),
            },
          ]
        : []),
    ...(hasPlace && !isRoleRefusal(asking)
      ? [
          {
            id: 'ask',
            word: words(
              all.some((one) => one.asked !== undefined) ? 'contribution.askMore' : 'contribution.ask',
            ),
            icon: <UsersRound size={18} aria-hidden="true" />,
            ...because(asking),
            onAction: () => ask(true),
          },
        ]
      : []),
  ]
  const dialog = isAsking ? (
    <Suspense fallback={null}>
      <AskDialog section={section} slot={slot} onClose={() => ask(false)} />
    </Suspense>
  ) : null
  return { entries, dialog }
}

interface ContributionToolsProps {
  readonly section: SectionLayout
  readonly slot: ProseSlot
}

/** At the heading of a text: how many contributions have come, and the menu to write alone or to ask for them. */
export function ContributionTools({ section, slot }: ContributionToolsProps) {
  const words = useWords()
  const address = useContributionAddress()
  const me = useReportPart((state) => state.me)
  const all = useContributions(section.id, slot.id)
  const { entries, dialog } = useContributionEntries(section, slot)
  const counts = countContributions(all)
  const own = all.find((one) => isOpenContribution(one) && isWriterOf(me, one))
  if (entries.length === 0 && all.length === 0) return null
  const item = headingOf(section, slot.id)
  return (
    <span className={style['tools']}>
      {own === undefined ? null : (
        <Button small variant="text" onPress={() => address.open(own.id)}>
          <EyeOff size={16} aria-hidden="true" />
          {words('contribution.mine')}
        </Button>
      )}
      {counts.all === 0 || (counts.all === 1 && own !== undefined) ? null : (
        <Button small variant="text" onPress={() => address.showPanel(all[0]?.id)}>
          {words('contribution.count', { done: counts.done, all: counts.all })}
        </Button>
      )}
      {entries.length === 0 ? null : (
        <Menu
          name={words('contribution.tools', { item })}
          trigger={
            <IconButton small name={words('contribution.tools', { item })}>
              <Inbox size={18} aria-hidden="true" />
            </IconButton>
          }
          groups={[{ id: 'contribution', entries }]}
        />
      )}
      {dialog}
    </span>
  )
}
