import { useState } from 'react'
import { completenessOf } from '../../shared/report/completeness.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { needsReason, type SectionEvent } from '../../shared/section/workflow.ts'
import { SendBackItems } from '../section/SendBackItems.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { TextField } from '../ui/Field.tsx'
import { Strip } from '../ui/Strip.tsx'
import { Symbol } from '../ui/Symbol.tsx'
import { useSending } from '../ui/useSending.ts'
import { useWords } from '../ui/words.ts'
import style from './StepDialog.module.css'
import { useCommands } from './useCommands.ts'
import { useFindings, useReportPart } from './useReport.ts'

interface StepDialogProps {
  readonly section: SectionLayout
  readonly step: SectionEvent
  readonly onClose: () => void
}

/** Asks before a section changes its state: what follows from it, what remains, and the words that go with it. */
export function StepDialog({ section, step, onClose }: StepDialogProps) {
  const words = useWords()
  const commands = useCommands()
  const done = useDone()
  const [message, setMessage] = useState('')
  const [items, setItems] = useState<readonly string[]>()
  const { isSending, error, refuse, send: ask } = useSending()
  const name = `${section.number} ${section.title}`
  const isReasonMissing = needsReason.has(step) && message.trim() === ''

  const send = async (): Promise<void> => {
    if (isReasonMissing) {
      refuse(words('step.wordsMissing'))
      return
    }
    const answer = await ask(() => commands.moveSection(section.id, step, message.trim(), items))
    if (!answer.ok) return
    done({ sentence: words(`step.done.${step}`, { section: name }) })
    onClose()
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      hasInput={message !== ''}
      title={words(`step.${step}Title`, { section: name })}
      foot={
        <>
          <Button onPress={onClose}>{words('common.cancel')}</Button>
          <Button variant="filled" isDisabled={isSending} onPress={() => void send()}>
            {words(`step.${step}`)}
          </Button>
        </>
      }
    >
      <p className={style['lead']}>{words(`step.${step}Lead`)}</p>
      {step === 'submit' || step === 'ready' ? <Remaining section={section} /> : null}
      {step === 'withdraw' ? null : (
        <TextField
          label={words(`step.${step}Words`)}
          optional={!needsReason.has(step)}
          value={message}
          onChange={setMessage}
          lines={3}
          maxLength={2000}
          autoFocus
        />
      )}
      {step === 'sendBack' ? <SendBackItems section={section} onChange={setItems} /> : null}
      {error === undefined ? null : <Strip tone="bad">{error}</Strip>}
    </Dialog>
  )
}

/** Never a stop: what could still be done, if there is time. */
function Remaining({ section }: { section: SectionLayout }) {
  const words = useWords()
  const report = useReportPart((state) => state.report)
  const findings = useFindings(section.id)
  const { filled, total } = completenessOf(report, section)
  const open = findings.filter(
    ({ id, severity }) => severity === 'warning' && report.explanations[id] === undefined,
  ).length
  if (total === filled && open === 0) return null
  return (
    <div>
      <h3>{words('step.leftTitle')}</h3>
      <ul className={style['left']}>
        {total === filled ? null : (
          <li>
            <Symbol family="section" value="ej_paborjat" />
            {words('step.leftFilled', { count: total - filled })}
          </li>
        )}
        {open === 0 ? null : (
          <li>
            <Symbol family="flag" value="error" />
            {words('step.leftFindings', { count: open })}
          </li>
        )}
      </ul>
    </div>
  )
}
