import { MessageSquareReply } from 'lucide-react'
import { completenessOf, shownStateOf } from '../../shared/report/completeness.ts'
import { ApprovedBand } from '../approval/ApprovedBand.tsx'
import { ItemMark } from '../people/ItemMark.tsx'
import { daysBetween, useDates } from '../ui/dates.ts'
import { nameOf } from '../report/reportStore.ts'
import { useReport } from '../report/useReport.ts'
import { sectionRecordOf } from '../../shared/section/sectionRecord.ts'
import { SectionStateWord } from '../ui/Symbol.tsx'
import { Strip } from '../ui/Strip.tsx'
import { useWords } from '../ui/words.ts'
import { useEditing } from './editing.ts'
import { Guidance } from './Guidance.tsx'
import { reviewersOf } from './reviewers.ts'

/** Number and title, and in one line how the section stands: state, who, when. */
export function SectionHead() {
  const words = useWords()
  const { section, isLocked } = useEditing()
  const { report, people, today } = useReport()
  const dates = useDates(today)
  const names = (users: readonly string[]): string => users.map((user) => nameOf(people, user)).join(', ')
  const item = report.items[section.id]
  const reviewers = reviewersOf(report, section.id)
  // The report's own dates are for what has to be written; a section of locked text alone has none.
  const asksForSomething = completenessOf(report, section).total > 0
  const due =
    item?.due ??
    report.deadlines
      .map(({ date }) => date)
      .toSorted()
      .find((date) => asksForSomething && date >= today)
  const { state } = sectionRecordOf(report, section.id)
  const isUrgent = due !== undefined && daysBetween(today, due) <= 3 && state === 'arbete'
  return (
    <header className="section-head">
      <SentBack />
      {isLocked ? <ApprovedBand /> : null}
      <h1>
        <span className="section-number figures">{section.number}</span>
        <span>{section.title}</span>
      </h1>
      {isLocked ? null : (
        <ul className="section-meta">
          <li className="section-state">
            <SectionStateWord state={shownStateOf(report, section)} size={20} />
          </li>
          {item === undefined || item.people.length === 0 ? null : (
            <li>{words('section.responsible', { names: names(item.people) })}</li>
          )}
          {reviewers.length === 0 ? null : <li>{words('section.reviewer', { names: names(reviewers) })}</li>}
          {due === undefined ? null : (
            <li data-urgent={isUrgent || undefined}>
              {words(due < today ? 'section.wasDue' : 'section.dueBy', { date: dates.day(due) })}
            </li>
          )}
          {item === undefined || item.people.length === 0 || state !== 'arbete' ? null : (
            <li>
              <ItemMark section={section} item={section.id} name={section.title} isQuiet />
            </li>
          )}
        </ul>
      )}
      {section.guidance === undefined || isLocked ? null : (
        <Guidance id={section.id} text={section.guidance} />
      )}
    </header>
  )
}

/** What was sent back, by whom and why; stays until the section is marked as done again. Then what goes with that. */
function SentBack() {
  const words = useWords()
  const { section } = useEditing()
  const { report, people, today } = useReport()
  const dates = useDates(today)
  const { state, sentBack, submitted, reopened } = sectionRecordOf(report, section.id)
  if (state === 'arbete' && sentBack !== undefined) {
    return (
      <Strip tone="warn" icon={<MessageSquareReply size={20} aria-hidden="true" />}>
        <strong>
          {words('section.sentBackBy', { name: nameOf(people, sentBack.by), at: dates.moment(sentBack.at) })}
        </strong>{' '}
        {sentBack.comment}
      </Strip>
    )
  }
  if (state === 'arbete' && reopened !== undefined) {
    return (
      <Strip tone="info">
        <strong>
          {words('section.reopenedBy', { name: nameOf(people, reopened.by), at: dates.moment(reopened.at) })}
        </strong>{' '}
        {reopened.reason}
      </Strip>
    )
  }
  if (state === 'granskning' && submitted?.message !== undefined) {
    return (
      <Strip tone="info">
        {words('section.messageFrom', {
          name: nameOf(people, submitted.by),
          at: dates.moment(submitted.at),
          message: submitted.message,
        })}
      </Strip>
    )
  }
  return null
}
