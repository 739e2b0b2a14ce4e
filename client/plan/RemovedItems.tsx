import type { PlanItem } from '../../shared/plan/plan.ts'
import { useWords } from '../ui/words.ts'
import { kindWords } from './kindWords.ts'
import style from './plan.module.css'

/** What a decision has taken out since the plan was locked. */
export function RemovedItems({ items }: { items: readonly PlanItem[] }) {
  const words = useWords()
  const removed = items.filter((item) => item.removed && item.changes.some(({ kind }) => kind === 'removed'))
  if (removed.length === 0) return null
  return (
    <section className={style['removedItems']}>
      <h2>{words('plan.removedTitle')}</h2>
      <ul>
        {removed.map((item) => {
          const decision = item.changes.findLast(({ kind }) => kind === 'removed')?.decision
          return (
            <li key={item.id}>
              <span className={style['kind']}>{kindWords(item, words)}</span> <del>{item.fields.text}</del>
              {decision === undefined ? null : (
                <p className={style['meta']}>
                  {words('plan.removedIn', { date: decision.date, reference: decision.reference })}
                </p>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
