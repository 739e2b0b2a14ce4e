import { Ellipsis } from 'lucide-react'
import { Suspense, useState, type ReactNode } from 'react'
import type { SectionState } from '../../shared/section/workflow.ts'
import type { MessageId } from '../sv.ts'
import { useOnline, usePermission, useSectionRecord } from '../report/useReport.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { Menu } from '../ui/Menu.tsx'
import { onDemand } from '../ui/onDemand.tsx'
import { useFetchedAhead } from '../ui/useFetchedAhead.ts'
import { useWords } from '../ui/words.ts'
import { useEditing } from './editing.ts'
import { useMove, type Step } from './useMove.ts'

const fetchDialog = () => import('./SectionStepDialog.tsx')
const SectionStepDialog = onDemand(fetchDialog)
const fetchedAhead = [fetchDialog]

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
  useFetchedAhead(fetchedAhead)
  const move = useMove()
  const { state } = useSectionRecord(section.id)
  const permissions: Readonly<Record<Step, boolean>> = {
    ready: usePermission('ready', section.id).allowed,
    submit: usePermission('submit', section.id).allowed,
    reopen: usePermission('reopen', section.id).allowed,
    sendBack: usePermission('sendBack', section.id).allowed,
    withdraw: usePermission('withdraw', section.id).allowed,
  }
  const approve = usePermission('approve', section.id)
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
        variant={
          isNextStep(first, state, approve.allowed || approve.because !== 'role') ? 'filled' : 'outlined'
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
      {asked === null ? null : (
        <Suspense>
          <SectionStepDialog step={asked} onClose={() => ask(null)} showChecks={showChecks} />
        </Suspense>
      )}
    </>
  )
}

/** Unlocking and taking back undo what somebody has done; sending back is the answer that a granskare is asked for, and no other. */
const isNextStep = (step: Step, state: SectionState, isApprover: boolean): boolean => {
  if (step === 'reopen' || (step === 'withdraw' && state === 'granskning')) return false
  return step !== 'sendBack' || (state === 'granskning' && !isApprover)
}
