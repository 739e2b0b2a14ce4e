import { useState } from 'react'
import { proseSlotsOf } from '../../shared/section/layout.ts'
import { nameOf } from '../report/reportStore.ts'
import { useReportPart, useUnexplained } from '../report/useReport.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/Field.tsx'
import { useSnapshot } from '../sync/useSectionDoc.ts'
import { useWords } from '../ui/words.ts'
import type { MessageId } from '../sv.ts'
import { useEditing } from './editing.ts'
import { reviewersOf } from './reviewers.ts'
import { SendBackItems } from './SendBackItems.tsx'
import { headingOf } from './slotHeading.ts'
import { useMove, type Step } from './useMove.ts'

export type AskedStep = Exclude<Step, 'reopen' | 'withdraw'>

interface SectionStepDialogProps {
  /** Unlocking is asked for in the band over the text, taking back is not asked for. */
  readonly step: AskedStep
  readonly onClose: () => void
  readonly showChecks: () => void
}

/** Asks before the section moves, and for the words that go with it. */
export default function SectionStepDialog({ step, onClose, showChecks }: SectionStepDialogProps) {
  const words = useWords()
  const { section } = useEditing()
  const move = useMove()
  const [text, setText] = useState('')
  const [items, setItems] = useState<readonly string[]>()
  const [error, setError] = useState<string>()
  const [isSending, setSending] = useState(false)
  const named = { section: `${section.number} ${section.title}` }
  const needsWords = step === 'sendBack'

  const send = async (): Promise<void> => {
    if (needsWords && text.trim() === '') {
      setError(words('section.reasonMissing'))
      return
    }
    setSending(true)
    const problem = await move(step, text.trim(), items)
    setSending(false)
    if (problem === null) onClose()
    else setError(problem)
  }
  const look = lookOf(step)
  return (
    <Dialog
      isOpen
      onClose={onClose}
      wide={step === 'submit'}
      hasInput={text.trim() !== ''}
      title={words(look.title, named)}
      foot={
        <>
          <Button onPress={onClose}>{words('common.cancel')}</Button>
          <Button variant="filled" isDisabled={isSending} onPress={() => void send()}>
            {words(look.yes)}
          </Button>
        </>
      }
    >
      {step === 'submit' ? <BeforeSubmit onClose={onClose} showChecks={showChecks} /> : null}
      {step === 'ready' ? <p>{words('section.readyText')}</p> : null}
      {look.field === undefined ? null : (
        <TextField
          label={words(look.field)}
          value={text}
          onChange={setText}
          lines={3}
          maxLength={2000}
          autoFocus
          optional={!needsWords}
          error={error}
          {...(step === 'sendBack' ? { hint: words('section.sendBackHint') } : {})}
        />
      )}
      {step === 'sendBack' ? <SendBackItems section={section} onChange={setItems} /> : null}
      {look.field === undefined && error !== undefined ? (
        <p className="dialog-error" role="alert">
          {error}
        </p>
      ) : null}
    </Dialog>
  )
}

function lookOf(step: AskedStep): { title: MessageId; yes: MessageId; field?: MessageId } {
  switch (step) {
    case 'submit':
      return { title: 'section.submitTitle', yes: 'section.submitYes', field: 'section.submitMessage' }
    case 'sendBack':
      return { title: 'section.sendBackTitle', yes: 'section.sendBackYes', field: 'section.sendBackComment' }
    case 'ready':
      return { title: 'section.readyTitle', yes: 'section.readyYes' }
  }
}

/** What remains, if there is time: it never stops anybody. */
function BeforeSubmit({ onClose, showChecks }: Pick<SectionStepDialogProps, 'onClose' | 'showChecks'>) {
  const words = useWords()
  const { section, doc, snapshot, desk } = useEditing()
  const { waiting } = useSnapshot(doc)
  const reviewers = useReportPart(({ report, people }) =>
    reviewersOf(report, section.id)
      .map((user) => nameOf(people, user))
      .join(', '),
  )
  const findings = useUnexplained(section.id)
  const empty = proseSlotsOf(section).filter(
    ({ id, required }) =>
      required && snapshot.text !== null && snapshot.text.doc.getXmlFragment(id).length === 0,
  )
  const [firstEmpty] = empty
  return (
    <>
      <p>
        {reviewers === '' ? '' : `${words('section.submitReviewer', { names: reviewers })} `}
        {words('section.submitText')}
      </p>
      {empty.length + findings.length + waiting === 0 ? null : (
        <div className="left-to-do">
          <h3>{words('section.submitLeft')}</h3>
          <ul>
            {firstEmpty === undefined ? null : (
              <li>
                <span>
                  <strong>{words('section.submitEmpty', { count: empty.length })}</strong>
                  <small>{empty.map(({ id }) => headingOf(section, id)).join(', ')}</small>
                </span>
                <Button
                  small
                  onPress={() => {
                    onClose()
                    desk.focus(firstEmpty.id)
                  }}
                >
                  {words('section.goThere')}
                </Button>
              </li>
            )}
            {findings.length === 0 ? null : (
              <li>
                <strong>{words('section.submitFindings', { count: findings.length })}</strong>
                <Button
                  small
                  onPress={() => {
                    onClose()
                    showChecks()
                  }}
                >
                  {words('section.show')}
                </Button>
              </li>
            )}
            {waiting === 0 ? null : (
              <li>
                <strong>{words('section.submitWaiting', { count: waiting })}</strong>
              </li>
            )}
          </ul>
        </div>
      )}
    </>
  )
}
