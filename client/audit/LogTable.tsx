import { useReportPart } from '../report/useReport.ts'
import { useDates } from '../ui/dates.ts'
import { useWords } from '../ui/words.ts'
import type { Described, LogNames } from './describeEvent.ts'
import type { LogEntry } from './logEntry.ts'
import { whoWords } from './whoWords.ts'
import style from './audit.module.css'

interface LogTableProps {
  readonly entries: readonly LogEntry[]
  readonly tell: (entry: LogEntry) => Described
  readonly names: LogNames
}

/** Lines shown of what an entry changed; the file has them all. */
const mostLines = 4

export function LogTable({ entries, tell, names }: LogTableProps) {
  const words = useWords()
  const dates = useDates(useReportPart((state) => state.today))
  return (
    <table className={style['table']} aria-label={words('audit.table')}>
      <thead>
        <tr>
          <th scope="col">{words('audit.when')}</th>
          <th scope="col">{words('audit.who')}</th>
          <th scope="col">{words('audit.what')}</th>
          <th scope="col">{words('audit.before')}</th>
          <th scope="col">{words('audit.after')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => {
          const { sentence, before, after } = tell(entry)
          return (
            <tr key={entry.stored.seq}>
              <td className={style['when']}>
                <time dateTime={entry.stored.at}>{dates.moment(entry.stored.at)}</time>
                <span className={style['number']}>{entry.stored.seq}</span>
              </td>
              <td>{whoWords(entry.stored, names)}</td>
              <th scope="row">{sentence}</th>
              <td data-head={before.length === 0 ? undefined : words('audit.before')}>
                <Lines lines={before} />
              </td>
              <td data-head={after.length === 0 ? undefined : words('audit.after')}>
                <Lines lines={after} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  const words = useWords()
  return (
    <>
      {lines.slice(0, mostLines).map((line, at) => (
        <span key={at} className={style['line']}>
          {line}
        </span>
      ))}
      {lines.length > mostLines ? (
        <span className={style['line']}>{words('audit.moreLines', { count: lines.length - mostLines })}</span>
      ) : null}
    </>
  )
}
