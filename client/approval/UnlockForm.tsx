import { useId, useState } from 'react'
import type { SectionState } from '../../shared/section/workflow.ts'
import { useOnline } from '../report/useReport.ts'
import { useMove } from '../section/useMove.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import { useWords } from '../ui/words.ts'
import style from './ApprovedBand.module.css'

interface UnlockFormProps {
  readonly state: SectionState
  readonly onClose: () => void
}

/** Asks for the reason, in the band itself; what follows from unlocking stands beside it. */
export default function UnlockForm({ state, onClose }: UnlockFormProps) {
  const words = useWords()
  const move = useMove()
  const isOnline = useOnline()
  const heading = useId()
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string>()
  const [isSending, setSending] = useState(false)
  const unlock = async (): Promise<void> => {
    if (reason.trim() === '') {
      setError(words('section.reasonMissing'))
      return
    }
    setSending(true)
    const problem = await move('reopen', reason.trim())
    setSending(false)
    if (problem === null) onClose()
    else setError(problem)
  }
  return (
    <form
      className={style['card']}
      aria-labelledby={heading}
      onSubmit={(event) => {
        event.preventDefault()
        void unlock()
      }}
    >
      <div className={style['unlock']}>
        <div>
          <h2 id={heading}>{words('approval.unlockTitle')}</h2>
          <p>{words(state === 'godkand' ? 'approval.unlockApproved' : 'approval.unlockReady')}</p>
        </div>
        <div className={style['field']}>
          <TextField
            label={words('approval.unlockReason')}
            hint={words('approval.unlockReasonHint')}
            value={reason}
            onChange={(typed) => {
              setReason(typed)
              setError(undefined)
            }}
            lines={2}
            maxLength={2000}
            autoFocus
            error={error}
            onKeyDown={({ key }) => {
              if (key === 'Escape' && reason.trim() === '') onClose()
            }}
          />
          <div className={style['buttons']}>
            <Button onPress={onClose}>{words('common.cancel')}</Button>
            <Button type="submit" variant="filled" isDisabled={isSending || !isOnline}>
              {words('section.reopenYes')}
            </Button>
          </div>
        </div>
      </div>
    </form>
  )
}
