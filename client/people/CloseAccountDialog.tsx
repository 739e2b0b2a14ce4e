import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { Strip } from '../ui/Strip.tsx'
import { useWords } from '../ui/words.ts'
import { changePerson, refetchPeople, type Account } from './accounts.ts'

/** Asks before somebody is put out. */
export function CloseAccountDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const words = useWords()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const { assertive } = useAnnounce()
  const done = useDone()
  const [error, setError] = useState<string>()
  const [isSending, setSending] = useState(false)
  const { name, user } = account

  const send = async (): Promise<void> => {
    setSending(true)
    try {
      const answer = await changePerson(user, { active: false })
      if (!answer.ok) {
        setError(problemText(answer.problem))
        assertive(problemText(answer.problem))
        return
      }
      await refetchPeople(queries)
      done({ sentence: words('people.closed', { name }) })
      onClose()
    } finally {
      setSending(false)
    }
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words('people.closeTitle', { name })}
      foot={
        <>
          <Button onPress={onClose} autoFocus>
            {words('common.cancel')}
          </Button>
          <Button variant="danger" onPress={() => void send()} isDisabled={isSending}>
            {words('people.closeSubmit')}
          </Button>
        </>
      }
    >
      <p>{words('people.closeLead')}</p>
      {error === undefined ? null : <Strip tone="bad">{error}</Strip>}
    </Dialog>
  )
}
