import { useState } from 'react'
import type { Contribution } from '../../shared/contribution/contribution.ts'
import { useCommands } from '../report/useCommands.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { TextField } from '../ui/Field.tsx'
import { useWords } from '../ui/words.ts'
import { useContributionNames } from './useContributions.ts'
import { useWritersRefusal } from './useWritersRefusal.ts'
import { Writers, type Area } from './Writers.tsx'
import style from './ask.module.css'

/** Other writers or another date for one that is asked for already. */
export function ChangeDialog({
  contribution,
  onClose,
}: {
  readonly contribution: Contribution
  readonly onClose: () => void
}) {
  const words = useWords()
  const done = useDone()
  const commands = useCommands()
  const refusalText = useWritersRefusal()
  const { who, name } = useContributionNames(contribution)
  const [writers, setWriters] = useState<Area['writers']>(
    contribution.writers.map((user) => ({ user, name: name(user) })),
  )
  const [due, setDue] = useState(contribution.due ?? '')
  const [isTried, tryIt] = useState(false)
  const [message, say] = useState<string>()
  const save = async (): Promise<void> => {
    tryIt(true)
    if (writers.length === 0) return
    const answer = await commands.changeContribution(contribution.id, {
      writers: writers.map(({ user }) => user),
      due: due === '' ? null : due,
    })
    if (!answer.ok) {
      say(refusalText(answer.problem, [{ unit: who, writers }]))
      return
    }
    done({ sentence: words('contribution.changed') })
    onClose()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words('contribution.changeTitle', { who })}
      foot={
        <>
          <Button onPress={onClose}>{words('contribution.cancel')}</Button>
          <Button variant="filled" onPress={() => void save()}>
            {words('contribution.save')}
          </Button>
        </>
      }
    >
      <Writers
        label={words('contribution.writers')}
        writers={writers}
        isTried={isTried}
        onChange={setWriters}
        remove={null}
      />
      <TextField
        label={words('contribution.dueField')}
        type="date"
        value={due}
        onChange={setDue}
        optional
        narrow
      />
      {message === undefined ? null : (
        <p role="alert" className={style['error']}>
          {message}
        </p>
      )}
    </Dialog>
  )
}
