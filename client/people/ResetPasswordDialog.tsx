import { useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { shortestPassword } from '../../shared/people/password.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { Strip } from '../ui/Strip.tsx'
import { useWords } from '../ui/words.ts'
import { changePerson, refetchPeople, type Account } from './accounts.ts'
import { generatePassword } from './generatePassword.ts'
import { NewPasswordFields, type NewPassword } from './NewPasswordFields.tsx'
import style from './people.module.css'

interface ResetPasswordDialogProps {
  readonly account: Account
  readonly onClose: () => void
  readonly onGenerated: (person: { name: string; user: string; password: string }) => void
}

/** A new password for somebody who has lost theirs. */
export function ResetPasswordDialog({ account, onClose, onGenerated }: ResetPasswordDialogProps) {
  const words = useWords()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const { assertive } = useAnnounce()
  const done = useDone()
  const form = useId()
  const [password, setPassword] = useState<NewPassword>({ isGenerated: true, typed: '' })
  const [isTried, setTried] = useState(false)
  const [isSending, setSending] = useState(false)
  const [error, setError] = useState<string>()
  const { name, user } = account
  const isShort = !password.isGenerated && password.typed.length < shortestPassword

  const send = async (): Promise<void> => {
    setTried(true)
    if (isShort) {
      assertive(words('password.short'))
      return
    }
    const secret = password.isGenerated ? generatePassword() : password.typed
    setSending(true)
    try {
      const answer = await changePerson(user, { password: secret })
      if (!answer.ok) {
        setError(problemText(answer.problem))
        assertive(problemText(answer.problem))
        return
      }
      await refetchPeople(queries)
      if (password.isGenerated) onGenerated({ name, user, password: secret })
      else {
        done({ sentence: words('password.resetDone', { name }) })
        onClose()
      }
    } finally {
      setSending(false)
    }
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words('password.resetTitle', { name })}
      hasInput={password.typed !== ''}
      foot={
        <>
          <Button onPress={onClose}>{words('common.cancel')}</Button>
          <Button variant="filled" type="submit" form={form} isDisabled={isSending}>
            {words('password.resetSubmit')}
          </Button>
        </>
      }
    >
      <p>{words('password.resetLead', { name })}</p>
      <form
        id={form}
        className={style['form']}
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <NewPasswordFields
          password={password}
          onChange={setPassword}
          error={isTried && isShort ? words('password.short') : undefined}
        />
      </form>
      {error === undefined ? null : <Strip tone="bad">{error}</Strip>}
    </Dialog>
  )
}
