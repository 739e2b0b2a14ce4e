import { useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense, useId, useState } from 'react'
import { approvalTarget } from '../../shared/approval/authors.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { isLocked } from '../../shared/section/workflow.ts'
import { nameOf } from '../report/reportStore.ts'
import { usePermission, useReportConnection, useReportPart, useSectionRecord } from '../report/useReport.ts'
import { useEditing } from '../section/editing.ts'
import { Button } from '../ui/Button.tsx'
import { useDates } from '../ui/dates.ts'
import { onDemand } from '../ui/onDemand.tsx'
import { Symbol } from '../ui/Symbol.tsx'
import { useWords } from '../ui/words.ts'
import { approversOf } from './approversOf.ts'
import { definiteTitle } from './forTitle.ts'
import { unlocking } from './unlocking.ts'
import style from './ApprovedBand.module.css'

const SealDetails = onDemand(() => import('./SealDetails.tsx'))
const FiguresSinceStrip = onDemand(() => import('./FiguresSinceStrip.tsx'))
const UnlockForm = onDemand(() => import('./UnlockForm.tsx'))

/** Over a locked section: who locked or approved it and when, whose move it is, and the way to unlock it. */
export function ApprovedBand() {
  const words = useWords()
  const navigate = useNavigate()
  const { section } = useEditing()
  const { state, seals } = useSectionRecord(section.id)
  const mayUnlock = usePermission('reopen', section.id)
  const { gor }: { gor?: unknown } = useSearch({ strict: false })
  const details = useId()
  const [isUnfolded, unfold] = useState(false)
  const seal = state === 'godkand' ? seals.at(-1) : undefined
  const isAsking = gor === unlocking && mayUnlock.allowed
  const fold = (): void =>
    void navigate({
      to: '.',
      search: (search: Record<string, unknown>) =>
        Object.fromEntries(Object.entries(search).filter(([name]) => name !== 'gor')),
      replace: true,
      resetScroll: false,
    })
  if (!isLocked(state)) return null
  return (
    <>
      <div className={style['band']} data-band>
        <div className={style['line']}>
          <Symbol family="section" value={state === 'godkand' ? 'godkand' : 'klar'} size={52} />
          <div className={style['words']}>
            {state === 'godkand' ? <Approved section={section.id} /> : <Ready section={section} />}
          </div>
          {seal === undefined ? null : (
            <Button
              variant="text"
              aria-expanded={isUnfolded}
              aria-controls={details}
              onPress={() => unfold(!isUnfolded)}
            >
              {words('approval.details')}
            </Button>
          )}
        </div>
        <div id={details}>
          {seal === undefined || !isUnfolded ? null : (
            <Suspense>
              <SealDetails section={section.id} seal={seal} />
            </Suspense>
          )}
        </div>
        {isAsking ? (
          <Suspense>
            <UnlockForm state={state} onClose={fold} />
          </Suspense>
        ) : null}
      </div>
      {seal === undefined ? null : (
        <Suspense>
          <FiguresSinceStrip section={section.id} seal={seal} />
        </Suspense>
      )}
    </>
  )
}

function Approved({ section }: { readonly section: string }) {
  const words = useWords()
  const people = useReportPart((state) => state.people)
  const dates = useDates(useReportPart((state) => state.today))
  const { seals, locked } = useSectionRecord(section)
  const seal = seals.at(-1)
  const by = seal ?? locked
  const whoElse = useWhoUnlocks(section)
  if (by === undefined) return null
  const forUser = seal?.forUser
  const explainers = [...new Set(seal?.explanations.map((explanation) => explanation.by))]
  return (
    <>
      <p className={style['what']}>
        {forUser === undefined
          ? words('approval.approvedBy', {
              name: nameOf(people, by.by),
              title: people[by.by]?.title ?? '',
              at: dates.moment(by.at),
            })
          : words('approval.approvedByDeputy', {
              name: nameOf(people, by.by),
              title: definiteTitle(people[forUser]?.title ?? nameOf(people, forUser)),
              at: dates.moment(by.at),
            })}
      </p>
      <p className={style['more']}>
        {words('approval.explainedCount', {
          count: seal?.explanations.length ?? 0,
          names: explainers.map((user) => nameOf(people, user)).join(', '),
        })}
        {whoElse === undefined ? null : ` ${whoElse}`}
      </p>
    </>
  )
}

function Ready({ section: place }: { readonly section: SectionLayout }) {
  const words = useWords()
  const people = useReportPart((state) => state.people)
  const dates = useDates(useReportPart((state) => state.today))
  const section = place.id
  const { locked } = useSectionRecord(section)
  const names = useApproverNames(section)
  const { store } = useReportConnection()
  const approve = useReportPart(
    ({ report }) => store.may('approve', approvalTarget(report, place)),
    (a, b) => JSON.stringify(a) === JSON.stringify(b),
  )
  const isOnlyAuthor = !approve.allowed && approve.because === 'onlyAuthor'
  const whoElse = useWhoUnlocks(section)
  return (
    <>
      <p className={style['what']}>
        {locked === undefined
          ? words('state.klar')
          : words('approval.readyBy', { name: nameOf(people, locked.by), at: dates.moment(locked.at) })}
      </p>
      <p className={style['more']}>
        {isOnlyAuthor
          ? words('step.refused.onlyAuthor')
          : approve.allowed
            ? words('approval.awaitsYou')
            : names === ''
              ? words('approval.awaitsNobody')
              : words('approval.awaits', { names })}
        {whoElse === undefined ? null : ` ${whoElse}`}
      </p>
    </>
  )
}

/** "Gunilla Åström, Anna Ek för förvaltningschefen". */
function useApproverNames(section: string): string {
  const words = useWords()
  const people = useReportPart((state) => state.people)
  const members = useReportPart(({ report }) => report.members)
  const deputies = useReportPart(({ report }) => report.deputies)
  const today = useReportPart((state) => state.today)
  const approvers = approversOf({ members, deputies }, section, today)
  return [
    ...approvers.own.map((user) => nameOf(people, user)),
    ...approvers.deputies.map((deputy) =>
      words('approval.deputyFor', {
        name: nameOf(people, deputy.user),
        title: definiteTitle(people[deputy.for]?.title ?? nameOf(people, deputy.for)),
      }),
    ),
  ].join(', ')
}

/** Who can unlock it, for somebody who cannot. */
function useWhoUnlocks(section: string): string | undefined {
  const words = useWords()
  const { state } = useSectionRecord(section)
  const mayUnlock = usePermission('reopen', section)
  const names = useApproverNames(section)
  if (mayUnlock.allowed || mayUnlock.because === 'reportState') return undefined
  if (state === 'klar') return words('section.whoUnlocksReady')
  return names === '' ? undefined : words('section.whoUnlocksApproved', { names })
}
