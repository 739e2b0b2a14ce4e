import type { Deadline } from '../../shared/report/report.ts'
import { daysBetween, useDates } from '../ui/dates.ts'
import { useWords } from '../ui/words.ts'
import style from './DeadlineLine.module.css'

interface DeadlineLineProps {
  readonly deadlines: readonly Deadline[]
  readonly today: string
}

/** The report's dates on a line: what has passed, today, and the next one ringed. */
export function DeadlineLine({ deadlines, today }: DeadlineLineProps) {
  const words = useWords()
  const dates = useDates(today)
  const sorted = deadlines.toSorted((a, b) => a.date.localeCompare(b.date))
  const passed = sorted.filter(({ date }) => date < today).length
  const position = placeOfToday(sorted, today)
  return (
    <div className={style['line']}>
      <p className={style['today']} style={{ left: `clamp(0px, ${position * 100}% - 44px, 100% - 88px)` }}>
        {words('overview.today', { date: dates.short(today) })}
      </p>
      <div className={style['track']} aria-hidden="true">
        <span className={style['past']} style={{ width: `${position * 100}%` }} />
        <span className={style['tick']} style={{ left: `${position * 100}%` }} />
      </div>
      <ol className={style['dates']} aria-label={words('overview.deadlines')}>
        {sorted.map(({ id, label, date }, at) => (
          <li
            key={id}
            className={style['date']}
            data-when={at < passed ? 'past' : at === passed ? 'next' : 'later'}
          >
            <b>{dates.short(date)}</b>
            <span>{label}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}

/** 0 to 1 along the line, on which the dates stand evenly, each at the left of its share. */
export function placeOfToday(deadlines: readonly Deadline[], today: string): number {
  const count = deadlines.length
  const after = deadlines.findIndex(({ date }) => date >= today)
  if (count === 0 || after === 0) return 0
  if (after === -1) return 1
  const before = deadlines[after - 1]
  const next = deadlines[after]
  if (before === undefined || next === undefined) return 0
  const share = daysBetween(before.date, today) / Math.max(1, daysBetween(before.date, next.date))
  return (after - 1 + share) / count
}
