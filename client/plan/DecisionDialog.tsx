import { useState } from 'react'
import type { Decision } from '../../shared/plan/plan.ts'
import type { ApiProblem } from '../api.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { Strip } from '../ui/Strip.tsx'
import { useWords } from '../ui/words.ts'
import { DecisionFields } from './DecisionFields.tsx'
import { decisionOf, type DecisionDraft } from './itemDraft.ts'
import style from './plan.module.css'

interface DecisionDialogProps {
  readonly title: string
  readonly lead: readonly string[]
  readonly legend: string
  readonly submit: string
  readonly danger?: boolean
  readonly decision: DecisionDraft
  readonly onDecision: (draft: DecisionDraft) => void
  readonly onClose: () => void
  readonly run: (decision: Decision) => Promise<ApiProblem | null>
}

/** A question that needs the decision it rests on. */
export function DecisionDialog({
  title,
  lead,
  legend,
  submit,
  danger = false,
  decision,
  onDecision,
  onClose,
  run,
}: DecisionDialogProps) {
  const words = useWords()
  const problemText = useProblemText()
  const [isTried, setTried] = useState(false)
  const [isSending, setSending] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)

  const send = async (): Promise<void> => {
    setTried(true)
    const made = decisionOf(decision)
    if (made === null) return
    setSending(true)
    try {
      const refused = await run(made)
      setProblem(refused)
      if (refused === null) onClose()
    } finally {
      setSending(false)
    }
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      hasInput={decision.reference !== ''}
      foot={
        <>
          <Button onPress={onClose}>{words('common.cancel')}</Button>
          <Button variant={danger ? 'danger' : 'filled'} isDisabled={isSending} onPress={() => void send()}>
            {submit}
          </Button>
        </>
      }
    >
      {lead.map((sentence) => (
        <p key={sentence} className={style['dialogLead']}>
          {sentence}
        </p>
      ))}
      <DecisionFields
        draft={decision}
        onChange={onDecision}
        legend={legend}
        isMissing={isTried && decisionOf(decision) === null}
      />
      {problem === null ? null : <Strip tone="bad">{problemText(problem)}</Strip>}
    </Dialog>
  )
}
