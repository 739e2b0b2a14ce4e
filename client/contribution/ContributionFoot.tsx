import { useState, type ReactNode } from 'react'
import { contributionRoot, type Contribution } from '../../shared/contribution/contribution.ts'
import { useReportPart } from '../report/useReport.ts'
import { useCommands } from '../report/useCommands.ts'
import { allSaved } from '../section/allSaved.ts'
import type { Editing } from '../section/editing.ts'
import { isBlank } from '../section/isBlank.ts'
import { useSaved } from '../section/useSaved.ts'
import { useSnapshot } from '../sync/useSectionDoc.ts'
import { Button } from '../ui/Button.tsx'
import { useDates } from '../ui/dates.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { SavedState } from '../ui/SavedState.tsx'
import { useWords } from '../ui/words.ts'
import { useContributionNames } from './useContributions.ts'
import style from './contribution.module.css'

interface ContributionFootProps {
  readonly contribution: Contribution
  readonly editing: Editing
  readonly onClose: () => void
}

/** Whether it is on disk, and the way out of one's hands. */
export function ContributionFoot({ contribution, editing, onClose }: ContributionFootProps) {
  const words = useWords()
  const done = useDone()
  const problemText = useProblemText()
  const commands = useCommands()
  const { doc, snapshot } = editing
  const whole = useSnapshot(doc)
  const saved = useSaved(whole, snapshot.text === null && snapshot.connection.state === 'closed')
  const [asksNothing, askNothing] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [message, say] = useState<string>()

  const takeBack = async (): Promise<void> => {
    const back = await commands.takeBackContribution(contribution.id)
    done({
      sentence: back.ok
        ? words('contribution.takenBack')
        : words('contribution.failed', { why: problemText(back.problem) }),
    })
  }
  const handIn = async (nothing: boolean): Promise<void> => {
    setBusy(true)
    say(undefined)
    try {
      // What is handed in is what is on the server's disk.
      if (!(await allSaved(doc, handInPatienceMs))) {
        say(words('contribution.notSavedYet'))
        return
      }
      const answer = await commands.handInContribution(contribution.id, nothing)
      if (!answer.ok) {
        say(problemText(answer.problem))
        return
      }
      done({
        sentence: words(
          nothing
            ? 'contribution.nothingDone'
            : contribution.asked === undefined
              ? 'contribution.handedInOwn'
              : 'contribution.handedInDone',
        ),
        undo: () => void takeBack(),
      })
      onClose()
    } finally {
      setBusy(false)
    }
  }
  const hasText = (): boolean => {
    const fragment = snapshot.text?.doc.getXmlFragment(contributionRoot)
    return fragment !== undefined && !isBlank(fragment)
  }
  const offline = snapshot.connection.state !== 'live'
  return (
    <footer className={style['sheetFoot']}>
      <SavedState saved={saved} />
      {message === undefined ? null : (
        <p role="alert" className={style['message']}>
          {message}
        </p>
      )}
      {snapshot.text === null ? (
        <Standing contribution={contribution} />
      ) : (
        <div className={style['footActions']}>
          <Button
            isDisabled={isBusy || offline}
            onPress={() => {
              if (hasText()) askNothing(true)
              else void handIn(true)
            }}
          >
            {words('contribution.nothing')}
          </Button>
          <Button variant="filled" isDisabled={isBusy || offline} onPress={() => void handIn(false)}>
            {words('contribution.handIn')}
          </Button>
        </div>
      )}
      <Dialog
        isOpen={asksNothing}
        onClose={() => askNothing(false)}
        title={words('contribution.nothingTitle')}
        foot={
          <>
            <Button onPress={() => askNothing(false)}>{words('contribution.cancel')}</Button>
            <Button
              variant="filled"
              onPress={() => {
                askNothing(false)
                void handIn(true)
              }}
            >
              {words('contribution.nothing')}
            </Button>
          </>
        }
      >
        <p>{words('contribution.nothingText')}</p>
      </Dialog>
    </footer>
  )
}

const handInPatienceMs = 5000

/** Why nobody writes here now. */
function Standing({ contribution }: { readonly contribution: Contribution }): ReactNode {
  const words = useWords()
  const dates = useDates(useReportPart((state) => state.today))
  const { name } = useContributionNames(contribution)
  const { state, handedIn, inserted } = contribution
  if (inserted !== undefined)
    return (
      <p>{words('contribution.insertedAt', { when: dates.moment(inserted.at), name: name(inserted.by) })}</p>
    )
  if (handedIn !== undefined)
    return (
      <p>{words('contribution.handedInAt', { when: dates.moment(handedIn.at), name: name(handedIn.by) })}</p>
    )
  return <p>{words(state === 'borttagen' ? 'contribution.withdrawnAt' : 'contribution.lockedSheet')}</p>
}
