import type { ReadDocument } from '../../shared/read/document.ts'
import { SectionStateWord } from '../ui/Symbol.tsx'
import { useDates } from '../ui/dates.ts'
import { useWords } from '../ui/words.ts'
import style from './read.module.css'

const states = ['godkand', 'klar', 'granskning', 'arbete'] as const

/** What the reader is looking at: as of when, how much of it is approved, and what never follows. */
export function ReadSummary({ report, document: read }: { report: string; document: ReadDocument }) {
  const words = useWords()
  const dates = useDates()
  return (
    <aside className={style['summary']} aria-label={words('read.summary')}>
      <h2>{words('read.summary')}</h2>
      <p>{words('read.shows', { time: dates.moment(read.readAt) })}</p>
      <ul>
        {states.map((state) => (
          <li key={state}>
            <SectionStateWord state={state} hideWord />
            <span>{words(`read.count.${state}`, { count: read.states[state] })}</span>
          </li>
        ))}
      </ul>
      <p>{words('read.stateOnPages', { state: read.state })}</p>
      <p className={style['small']}>{words('read.neverFollows')}</p>
      <a href={`/api/reports/${encodeURIComponent(report)}/export.json`} download>
        {words('read.downloadData')}
      </a>
    </aside>
  )
}
