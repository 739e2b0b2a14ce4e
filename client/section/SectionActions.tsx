import { Ellipsis } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { SectionEvent } from '../../shared/section/workflow.ts'
import { proseSlotsOf } from '../../shared/section/layout.ts'
import type { MessageId } from '../sv.ts'
import { useCommands } from '../report/useCommands.ts'
import { nameOf } from '../report/reportStore.ts'
import {
  useFindings,
  useOnline,
  usePermission,
  useReportPart,
  useSectionRecord,
} from '../report/useReport.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { TextField } from '../ui/Field.tsx'
import { Menu } from '../ui/Menu.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { useWords } from '../ui/words.ts'
import { useEditing } from './editing.ts'
import { reviewersOf } from './reviewers.ts'
import { headingOf } from './slotHeading.ts'

type Step = Exclude<SectionEvent, 'approve'>

const label: Readonly<Record<Step, MessageId>> = {
  ready: 'section.ready',
  submit: 'section.submit',
  reopen: 'section.reopen',
  sendBack: 'section.sendBack',
  withdraw: 'section.withdraw',
}

/** The most far-reaching first: the one that is filled where a person may do several. */
const inOrder: readonly Step[] = ['ready', 'submit', 'reopen', 'sendBack', 'withdraw']

interface SectionActionsProps {
  readonly showChecks: () => void
  /** Shown to somebody who may move the section nowhere. */
  readonly otherwise: ReactNode
}

/** What this person may do with the section now: one button, the rest in a menu. */
export function SectionActions({ showChecks, otherwise }: SectionActionsProps) {
  const words = useWords()
  const { section } = useEditing()
  const isOnline = useOnline()
  const [asked, ask] = useState<Step | null>(null)
  const move = useMove()
  const { state } = useSectionRecord(section.id)
  const permissions: Readonly<Record<Step, boolean>> = {
    ready: usePermission('ready', section.id).allowed,
    submit: usePermission('submit', section.id).allowed,
    reopen: usePermission('reopen', section.id).allowed,
    sendBack: usePermission('sendBack', section.id).allowed,
    withdraw: usePermission('withdraw', section.id).allowed,
  }
  const [first, ...rest] = inOrder.filter((step) => permissions[step])
  if (first === undefined) return otherwise
  const act = (step: Step): void => {
    if (step === 'withdraw') void move('withdraw')
    else ask(step)
  }
  return (
    <>
      {rest.length === 0 ? null : (
        <Menu
          name={words('section.moreActions')}
          trigger={
            <IconButton name={words('section.moreActions')}>
              <Ellipsis size={20} aria-hidden="true" />
            </IconButton>
          }
          groups={[
            {
              id: 'steps',
              entries: rest.map((step) => ({
                id: step,
                word: words(label[step]),
                onAction: () => act(step),
                ...(isOnline ? {} : { disabledBecause: words('section.offlineAction') }),
              })),
            },
          ]}
        />
      )}
      <Button
        // Unlocking undoes what somebody has done; it is never the expected next step.
        variant={
          first === 'reopen' || (first === 'withdraw' && state === 'granskning') ? 'outlined' : 'filled'
        }
        isDisabled={!isOnline}
        {...(isOnline ? {} : { 'aria-describedby': 'action-offline' })}
        onPress={() => act(first)}
      >
        {words(label[first])}
      </Button>
      {isOnline ? null : (
        <span id="action-offline" className="hidden-words">
          {words('section.offlineAction')}
        </span>
      )}
      {asked === null ? null : <StepDialog step={asked} onClose={() => ask(null)} showChecks={showChecks} />}
    </>
  )
}

/** Moves the section and says so, or says why not. */
function useMove(): (step: Step, text?: string) => Promise<string | null> {
  const words = useWords()
  const commands = useCommands()
  const done = useDone()
  const problemText = useProblemText()
  const { section } = useEditing()
  return async (step, text) => {
    const answer = await commands.moveSection(section.id, step, text)
    if (!answer.ok) {
      const sentence = problemText(answer.problem)
      if (step === 'withdraw') done({ sentence })
      return sentence
    }
    done({ sentence: words(`section.moved.${step}`, { section: `${section.number} ${section.title}` }) })
    return null
  }
}

interface StepDialogProps {
  readonly step: Step
  readonly onClose: () => void
  readonly showChecks: () => void
}

function StepDialog({ step, onClose, showChecks }: StepDialogProps) {
  const words = useWords()
  const { section } = useEditing()
  const { state } = useSectionRecord(section.id)
  const move = useMove()
  const [text, setText] = useState('')
  const [error, setError] = useState<string>()
  const [isSending, setSending] = useState(false)
  const named = { section: `${section.number} ${section.title}` }
  const needsWords = step === 'sendBack' || step === 'reopen'

  const send = async (): Promise<void> => {
    if (needsWords && text.trim() === '') {
      setError(words('section.reasonMissing'))
      return
    }
    setSending(true)
    const problem = await move(step, text.trim())
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
      {step === 'reopen' ? (
        <p>{words(state === 'godkand' ? 'section.reopenApproved' : 'section.reopenReady')}</p>
      ) : null}
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
      {look.field === undefined && error !== undefined ? (
        <p className="dialog-error" role="alert">
          {error}
        </p>
      ) : null}
    </Dialog>
  )
}

function lookOf(step: Step): { title: MessageId; yes: MessageId; field?: MessageId } {
  switch (step) {
    case 'submit':
      return { title: 'section.submitTitle', yes: 'section.submitYes', field: 'section.submitMessage' }
    case 'sendBack':
      return { title: 'section.sendBackTitle', yes: 'section.sendBackYes', field: 'section.sendBackComment' }
    case 'ready':
      return { title: 'section.readyTitle', yes: 'section.readyYes' }
    case 'reopen':
      return { title: 'section.reopenTitle', yes: 'section.reopenYes', field: 'section.reopenReason' }
    case 'withdraw':
      return { title: 'section.withdraw', yes: 'section.withdraw' }
  }
}

/** What remains, if there is time: it never stops anybody. */
function BeforeSubmit({ onClose, showChecks }: Pick<StepDialogProps, 'onClose' | 'showChecks'>) {
  const words = useWords()
  const { section, snapshot, desk } = useEditing()
  const reviewers = useReportPart(({ report, people }) =>
    reviewersOf(report, section.id)
      .map((user) => nameOf(people, user))
      .join(', '),
  )
  const findings = useFindings(section.id).filter(({ severity }) => severity === 'warning')
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
      {empty.length + findings.length + snapshot.waiting === 0 ? null : (
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
            {snapshot.waiting === 0 ? null : (
              <li>
                <strong>{words('section.submitWaiting', { count: snapshot.waiting })}</strong>
              </li>
            )}
          </ul>
        </div>
      )}
    </>
  )
}
