import { Link } from '@tanstack/react-router'
import { useDates } from '../ui/dates.ts'
import { SectionStateWord } from '../ui/Symbol.tsx'
import { useWords } from '../ui/words.ts'
import style from './OverviewList.module.css'
import type { OverviewRow } from './overviewRow.ts'
import { HandedIn, MarkBox, type OverviewMarks } from './OverviewTable.tsx'
import { useReportPart } from './useReport.ts'

/** The same on a phone: number, title, state, and one line of what is urgent. */
export function OverviewList({
  rows,
  marks,
}: {
  readonly rows: readonly OverviewRow[]
  /** Where some can be marked, to be made ready for approval together. */
  readonly marks?: OverviewMarks
}) {
  const words = useWords()
  const report = useReportPart((state) => state.report.id)
  const today = useReportPart((state) => state.today)
  const dates = useDates(today)
  return (
    <ul>
      {rows.map(({ section, state, handedIn, findings, openThreads, due, isUrgent }) => {
        const findingCount = findings.errors + findings.toExplain
        const name = `${section.number} ${section.title}`
        const isDone = state === 'godkand' || state === 'klar'
        return (
          <li key={section.id} className={style['item']}>
            <div className={style['line']}>
              <Link
                to="/rapporter/$r/avsnitt/$s"
                params={{ r: report, s: section.id }}
                className={style['link']}
              >
                <span className={style['number']}>{section.number}</span>
                <span className={style['title']} data-level={section.level}>
                  {section.title}
                </span>
              </Link>
              {marks === undefined ? null : (
                <MarkBox section={section} isMarked={marks.marked.has(section.id)} mark={marks.mark} />
              )}
            </div>
            <div className={style['facts']}>
              <SectionStateWord state={state} size={18} />
              {isDone ? null : <HandedIn {...handedIn} />}
            </div>
            {isUrgent && due !== undefined ? (
              <p className={style['urgent']}>{words('mine.by', { date: dates.day(due) })}</p>
            ) : findingCount > 0 ? (
              <p className={style['quiet']}>
                {words('overview.findingsName', { count: findingCount, section: name })}
              </p>
            ) : openThreads > 0 ? (
              <p className={style['quiet']}>
                {words('review.openIn', { count: openThreads, section: name })}
              </p>
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}
