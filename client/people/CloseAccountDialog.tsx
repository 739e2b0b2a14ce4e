import { useQueryClient } from '@tanstack/react-query'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { Strip } from '../ui/Strip.tsx'
import { useSending } from '../ui/useSending.ts'
import { useWords } from '../ui/words.ts'
import { changePerson, refetchPeople, type Account } from './accounts.ts'

/** Asks before somebody is put out. */
export function CloseAccountDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const words = useWords()
  const queries = useQueryClient()
  const done = useDone()
  const { isSending, error, send } = useSending()
  const { name, user } = account

  const close = async (): Promise<void> => {
    const answer = await send(() => changePerson(user, { active: false }))
    if (!answer.ok) return
    await refetchPeople(queries)
    done({ sentence: words('people.closed', { name }) })
    onClose()
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
          <Button variant="danger" onPress={() => void close()} isDisabled={isSending}>
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
