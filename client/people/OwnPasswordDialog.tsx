import { useId, useState } from 'react'
import { shortestPassword } from '../../shared/people/password.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { TextField } from '../ui/Field.tsx'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { Strip } from '../ui/Strip.tsx'
import { useWords } from '../ui/words.ts'
import { changeOwnPassword } from './accounts.ts'
import style from './people.module.css'

/** Changes my password, with the one I have. */
export function OwnPasswordDialog({ onClose }: { onClose: () => void }) {
  const words = useWords()
  const problemText = useProblemText()
  const { assertive } = useAnnounce()
  const done = useDone()
  const form = useId()
  const [old, setOld] = useState('')
  const [wanted, setWanted] = useState('')
  const [oldFault, setOldFault] = useState<string>()
  const [newFault, setNewFault] = useState<string>()
  const [error, setError] = useState<string>()
  const [isSending, setSending] = useState(false)

  const send = async (): Promise<void> => {
    const missing = old === '' ? words('common.required') : undefined
    const short = wanted.length < shortestPassword ? words('password.short') : undefined
    setOldFault(missing)
    setNewFault(short)
    setError(undefined)
    const first = missing ?? short
    if (first !== undefined) {
      assertive(first)
      return
    }
    setSending(true)
    try {
      const answer = await changeOwnPassword(old, wanted)
      if (answer.ok) {
        done({ sentence: words('password.changed') })
        onClose()
        return
      }
      const sentence = problemText(answer.problem)
      assertive(sentence)
      if (answer.problem.code === 'wrong-password') setOldFault(sentence)
      else setError(sentence)
    } finally {
      setSending(false)
    }
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words('password.changeTitle')}
      hasInput={old !== '' || wanted !== ''}
      foot={
        <>
          <Button onPress={onClose}>{words('common.cancel')}</Button>
          <Button variant="filled" type="submit" form={form} isDisabled={isSending}>
            {words('password.changeSubmit')}
          </Button>
        </>
      }
    >
      <p>{words('password.changeLead')}</p>
      <form
        id={form}
        className={style['form']}
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <TextField
          label={words('password.old')}
          type="password"
          autoComplete="current-password"
          value={old}
          onChange={(typed) => {
            setOld(typed)
            setOldFault(undefined)
          }}
          error={oldFault}
          maxLength={1000}
          autoFocus
        />
        <TextField
          label={words('password.new')}
          hint={words('password.hint')}
          type="password"
          autoComplete="new-password"
          value={wanted}
          onChange={(typed) => {
            setWanted(typed)
            setNewFault(undefined)
          }}
          error={newFault}
          maxLength={1000}
        />
      </form>
      {error === undefined ? null : <Strip tone="bad">{error}</Strip>}
    </Dialog>
  )
}
