import { useQuery } from '@tanstack/react-query'
import type { ItemTask } from '../../shared/people/myTask.ts'
import { StaticProse } from '../section/StaticProse.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { useWords } from '../ui/words.ts'
import { lastYearQuery } from './myItems.ts'
import '../section/section.css'
import style from './MinePage.module.css'

/** What stood in the same place last year, unfolded under the row. */
export default function MineLastYear({ task }: { task: ItemTask }) {
  const words = useWords()
  const answer = useQuery(lastYearQuery(task.report.id, task.item))
  if (answer.isPending) return <Waiting lines={3} />
  if (answer.data === undefined) return <p className={style['problem']}>{words('mine.lastYearGone')}</p>
  const { report, texts } = answer.data
  return (
    <div className={style['lastYear']}>
      <p className={style['facts']}>{words('mine.lastYearFrom', { report: report.title })}</p>
      {texts.map(({ slot, heading, content }) => (
        <article key={slot}>
          {heading === undefined || texts.length === 1 ? null : <h3>{heading}</h3>}
          <StaticProse
            content={content}
            imageSource={(hash) => `/media/${hash}?report=${encodeURIComponent(report.id)}`}
          />
        </article>
      ))}
    </div>
  )
}
