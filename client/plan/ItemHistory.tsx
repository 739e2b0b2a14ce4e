import type { PlanItem } from '../../shared/plan/plan.ts'
import { nameOf } from '../report/reportStore.ts'
import { useReportPart } from '../report/useReport.ts'
import { useWords } from '../ui/words.ts'
import style from './plan.module.css'
import { TextChange } from './TextChange.tsx'

/** The decisions an item rests on, the first one first, each with what it changed in the text. */
export function ItemHistory({ item }: { item: PlanItem }) {
  const words = useWords()
  const plan = useReportPart(({ report }) => report.plan)
  const year = useReportPart(({ report }) => report.year)
  const people = useReportPart((state) => state.people)
  const before = useReportPart(
    (state) => state.previousReports.find(({ id }) => id === state.report.previous)?.title,
  )
  const isAdded = item.changes.some(({ kind }) => kind === 'added')
  const first = isAdded ? undefined : (item.decision ?? plan.decision)
  const after = (at: number): string =>
    item.changes.slice(at + 1).find((change) => change.before !== undefined)?.before?.text ?? item.fields.text
  return (
    <section className={style['earlier']}>
      <h3 className={style['small']}>{words('plan.earlier')}</h3>
      <ol>
        {item.previous === undefined || before === undefined ? null : (
          <li>{words('plan.carriedFrom', { report: before })}</li>
        )}
        {first === undefined ? (
          isAdded ? null : (
            <li>{words('plan.noDecision')}</li>
          )
        ) : (
          <li>
            {words('plan.decidedIn', {
              date: first.date,
              reference: first.reference,
              body: first.body,
              year: String(year),
            })}
          </li>
        )}
        {item.changes.map((change, at) => (
          <li key={`${change.at} ${change.kind}`}>
            {words(`plan.changeBy.${change.kind}`, { ...change.decision, name: nameOf(people, change.by) })}
            {change.before === undefined || change.before.text === after(at) ? null : (
              <TextChange before={change.before.text} after={after(at)} />
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
