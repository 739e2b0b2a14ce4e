import { Link, useNavigate } from '@tanstack/react-router'
import { Ellipsis } from 'lucide-react'
import { Suspense, useMemo, useState, type ReactNode } from 'react'
import { approvalTarget } from '../../shared/approval/authors.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import type { MessageId } from '../sv.ts'
import { OwnItemAction } from '../people/OwnItemAction.tsx'
import { useOwnItem } from '../people/useOwnItem.ts'
import { unlocking } from '../approval/unlocking.ts'
import { useOnline, useReportPart } from '../report/useReport.ts'
import { Button, IconButton, look } from '../ui/Button.tsx'
import { Menu } from '../ui/Menu.tsx'
import { onDemand } from '../ui/onDemand.tsx'
import { useFetchedAhead } from '../ui/useFetchedAhead.ts'
import { useWords } from '../ui/words.ts'
import { useEditing } from './editing.ts'
import { pageActions, type ChosenAction, type PageAction } from './pageActions.ts'
import type { AskedStep } from './SectionStepDialog.tsx'
import { useMove } from './useMove.ts'

const SectionStepDialog = onDemand(() => import('./SectionStepDialog.tsx'))
const fetchedAhead = [SectionStepDialog]

const label: Readonly<Record<PageAction, MessageId>> = {
  approve: 'approval.approveAsk',
  ready: 'section.ready',
  submit: 'section.submit',
  reopen: 'section.reopen',
  sendBack: 'section.sendBack',
  withdraw: 'section.withdraw',
  remark: 'approval.newRemark',
}

interface SectionActionsProps {
  readonly showChecks: () => void
  /** Opens the panel in which a Synpunkt is written. */
  readonly remark: () => void
  /** Shown to somebody who may move the section nowhere. */
  readonly otherwise: ReactNode
}

/** What this person may do with the section now: one button, the rest in a menu. */
export function SectionActions({ showChecks, remark, otherwise }: SectionActionsProps) {
  const words = useWords()
  const navigate = useNavigate()
  const { section } = useEditing()
  const isOnline = useOnline()
  const [asked, ask] = useState<AskedStep | null>(null)
  useFetchedAhead(fetchedAhead)
  const move = useMove()
  const r = useReportPart(({ report }) => report.id)
  const { first, rest } = usePageActions(section)
  const own = useOwnItem(section)
  if (own !== null && first?.action !== 'submit') return <OwnItemAction section={section} item={own} />
  if (first === null) return otherwise
  const toApproval = { to: '/rapporter/$r/godkann', params: { r }, search: { avsnitt: section.id } } as const
  const act = (action: PageAction): void => {
    switch (action) {
      case 'approve':
        void navigate(toApproval)
        return
      case 'remark':
        remark()
        return
      case 'withdraw':
        void move('withdraw')
        return
      case 'reopen':
        // Unfolds in the band over the text, which says what follows from it.
        void navigate({
          to: '.',
          search: (search: Record<string, unknown>) => ({ ...search, gor: unlocking }),
          resetScroll: false,
        })
        return
      case 'submit':
      case 'ready':
      case 'sendBack':
        ask(action)
    }
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
              entries: rest.map(({ action, because }) => ({
                id: action,
                word: words(label[action]),
                onAction: () => act(action),
                ...(because !== undefined
                  ? { disabledBecause: words('step.refused.onlyAuthor') }
                  : isOnline || action === 'approve'
                    ? {}
                    : { disabledBecause: words('section.offlineAction') }),
              })),
            },
          ]}
        />
      )}
      {first.action === 'approve' && first.because === undefined ? (
        <Link {...toApproval} {...look('filled')}>
          {words(label.approve)}
        </Link>
      ) : (
        <FirstButton chosen={first} onPress={() => act(first.action)} />
      )}
      {asked === null ? null : (
        <Suspense>
          <SectionStepDialog step={asked} onClose={() => ask(null)} showChecks={showChecks} />
        </Suspense>
      )}
    </>
  )
}

function FirstButton({ chosen, onPress }: { readonly chosen: ChosenAction; readonly onPress: () => void }) {
  const words = useWords()
  const isOnline = useOnline()
  const because =
    chosen.because !== undefined
      ? words('step.refused.onlyAuthor')
      : isOnline
        ? undefined
        : words('section.offlineAction')
  return (
    <>
      <Button
        variant={chosen.isFilled ? 'filled' : 'outlined'}
        isDisabled={because !== undefined}
        {...(because === undefined ? {} : { 'aria-describedby': 'action-refused' })}
        onPress={onPress}
      >
        {words(label[chosen.action])}
      </Button>
      {because === undefined ? null : (
        <span id="action-refused" className="hidden-words">
          {because}
        </span>
      )}
    </>
  )
}

/** What I am offered in a section; a day or a state that changes changes the button. */
function usePageActions(section: SectionLayout): ReturnType<typeof pageActions> {
  const me = useReportPart((state) => state.me)
  const target = useReportPart(
    ({ report }) => approvalTarget(report, section),
    (a, b) => JSON.stringify(a) === JSON.stringify(b),
  )
  return useMemo(() => pageActions(me, target), [me, target])
}
