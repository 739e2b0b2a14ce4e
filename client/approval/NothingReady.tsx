import { Link } from '@tanstack/react-router'
import type { Ref } from 'react'
import { sectionRecordOf } from '../../shared/section/sectionRecord.ts'
import { sectionsOf } from '../../shared/section/layout.ts'
import { nameOf } from '../report/reportStore.ts'
import { useReport } from '../report/useReport.ts'
import { look } from '../ui/Button.tsx'
import { useWords } from '../ui/words.ts'
import { ChangedApprovals } from './ChangedApprovals.tsx'
import style from './approve.module.css'

interface NothingReadyProps {
  readonly heading: Ref<HTMLHeadingElement>
  /** What was just approved, in a sentence. */
  readonly done: string | null
  readonly isApprover: boolean
}

/** Nothing awaits: whose move it is, and the way on. */
export function NothingReady({ heading, done, isApprover }: NothingReadyProps) {
  const words = useWords()
  const { report, layout, people } = useReport()
  const names = (role: 'samordnare' | 'godkannare' | 'granskare'): string =>
    Object.values(report.members)
      .filter(({ grants }) => grants.some((grant) => grant.role === role))
      .map(({ user }) => nameOf(people, user))
      .join(', ')
  const states = sectionsOf(layout).map(({ id }) => sectionRecordOf(report, id).state)
  const reviewed = states.filter((state) => state === 'granskning').length
  const work = states.filter((state) => state === 'arbete').length
  const approved = states.filter((state) => state === 'godkand').length
  return (
    <div className={style['nothing']}>
      <h1 ref={heading} tabIndex={-1}>
        {done ?? words('approval.nothingTitle')}
      </h1>
      {isApprover ? null : <p>{words('approval.notYours', { names: names('godkannare') })}</p>}
      <ChangedApprovals />
      <p>
        {approved === states.length
          ? words('approval.allApproved')
          : `${words('approval.others', { approved, reviewed, work })} ${words(
              reviewed > 0 ? 'approval.moveReview' : 'approval.moveWork',
              { coordinators: names('samordnare'), reviewers: names('granskare') },
            )}`}
      </p>
      <p>
        <Link to="/rapporter/$r" params={{ r: report.id }} {...look('outlined')}>
          {words('section.toOverview')}
        </Link>
      </p>
    </div>
  )
}
