import { EllipsisVertical } from 'lucide-react'
import { Suspense, useState } from 'react'
import type { Contribution } from '../../shared/contribution/contribution.ts'
import { proseSlotsOf, type SectionLayout } from '../../shared/section/layout.ts'
import { useCommands } from '../report/useCommands.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { Menu } from '../ui/Menu.tsx'
import type { MenuEntry } from '../ui/menuEntry.ts'
import { onDemand } from '../ui/onDemand.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { useWords } from '../ui/words.ts'
import { useContributionNames, useMayMove } from './useContributions.ts'

const ChangeDialog = onDemand(async () => ({ default: (await import('./ChangeDialog.tsx')).ChangeDialog }))

interface ContributionMenuProps {
  readonly contribution: Contribution
  readonly section: SectionLayout
  readonly who: string
}

/** What is seldom done: other writers, another date, or taking it away. */
export function ContributionMenu({ contribution, section, who }: ContributionMenuProps) {
  const words = useWords()
  const done = useDone()
  const problemText = useProblemText()
  const commands = useCommands()
  const refusal = useMayMove(contribution)
  const { writers } = useContributionNames(contribution)
  const [open, setOpen] = useState<'change' | 'withdraw' | null>(null)
  const hasPlace = proseSlotsOf(section).some(({ id }) => id === contribution.slot)
  const entries: MenuEntry[] = [
    ...(refusal('change') === null && hasPlace
      ? [{ id: 'change', word: words('contribution.change'), onAction: () => setOpen('change') }]
      : []),
    ...(refusal('withdraw') === null
      ? [
          {
            id: 'withdraw',
            word: words('contribution.withdraw'),
            danger: true,
            onAction: () => setOpen('withdraw'),
          },
        ]
      : []),
  ]
  const withdraw = async (): Promise<void> => {
    setOpen(null)
    const answer = await commands.withdrawContribution(contribution.id)
    done({
      sentence: answer.ok
        ? words('contribution.withdrawDone')
        : words('contribution.failed', { why: problemText(answer.problem) }),
    })
  }
  if (entries.length === 0) return null
  return (
    <>
      <Menu
        name={words('contribution.more', { who })}
        trigger={
          <IconButton small name={words('contribution.more', { who })}>
            <EllipsisVertical size={18} aria-hidden="true" />
          </IconButton>
        }
        groups={[{ id: 'contribution', entries }]}
      />
      {open === 'change' && hasPlace ? (
        <Suspense fallback={null}>
          <ChangeDialog contribution={contribution} onClose={() => setOpen(null)} />
        </Suspense>
      ) : null}
      <Dialog
        isOpen={open === 'withdraw'}
        onClose={() => setOpen(null)}
        title={words('contribution.withdrawTitle', { who })}
        foot={
          <>
            <Button variant="filled" onPress={() => setOpen(null)}>
              {words('contribution.withdrawNo')}
            </Button>
            <Button variant="danger" onPress={() => void withdraw()}>
              {words('contribution.withdraw')}
            </Button>
          </>
        }
      >
        <p>{words('contribution.withdrawText', { names: writers })}</p>
      </Dialog>
    </>
  )
}
