import { useState } from 'react'
import { ChevronRight, Lock } from 'lucide-react'
import { ancestorsOf, type Plan, type PlanItem } from '../../shared/plan/plan.ts'
import { useReportPart } from '../report/useReport.ts'
import { useWords, type Words } from '../ui/words.ts'
import style from './block.module.css'

const usePlanItem = (id: string | undefined): PlanItem | undefined =>
  useReportPart(({ report }) => report.plan.items.find((item) => item.id === id))

/** What kind of item it is, that it is locked, and which decision it comes from. */
export function PlanOrigin({ item: id }: { item: string | undefined }) {
  const words = useWords()
  const item = usePlanItem(id)
  const plan = useReportPart(({ report }) => report.plan)
  const year = useReportPart(({ report }) => report.year)
  if (item === undefined) return null
  const { recipient } = item.fields
  return (
    <p className={style['origin']}>
      <Breadcrumb item={item} plan={plan} words={words} />
      <strong>{kindWords(item, words)}</strong>
      <Lock size={14} aria-hidden="true" />
      <span className="hidden-words">{words('block.locked')}</span>
      <span>{words('block.goal.fromPlan', { source: sourceOf(item, year, words) })}</span>
      {recipient === undefined ? null : <span>{words('block.goal.recipient', { recipient })}</span>}
    </p>
  )
}

/** What the item stands under, besides its perspective, which is the section's own. */
function Breadcrumb({ item, plan, words }: { item: PlanItem; plan: Plan; words: Words }) {
  const above = ancestorsOf(plan.items, item.id)
    .slice(1)
    .filter(({ kind }) => kind !== 'perspective')
    .toReversed()
  if (above.length === 0) return null
  return (
    <span className={style['crumb']}>
      {above.map((ancestor) => (
        <span key={ancestor.id}>
          {kindWords(ancestor, words)}: {ancestor.fields.text}
          <ChevronRight size={14} aria-hidden="true" />
        </span>
      ))}
    </span>
  )
}

const kindWords = ({ kind, fields }: PlanItem, words: Words): string => {
  const number = fields.number ?? ''
  switch (kind) {
    case 'outcomeGoal':
      return words('block.goal.outcomeGoal', { number }).trim()
    case 'assignment':
      return words('block.goal.assignment', { number }).trim()
    case 'goal':
    case 'activity':
    case 'strategy':
    case 'perspective':
      return words(`block.goal.${kind}`)
    default:
      return ''
  }
}

/** Effektmål are the council's; what the board has decided itself stands in its plan. */
const sourceOf = (item: PlanItem, year: number, words: Words): string => {
  const { decision } = item
  if (decision !== undefined) return `${decision.body} ${decision.date} ${decision.reference}`
  return item.kind === 'outcomeGoal' ? words('block.goal.council') : words('block.goal.plan', { year })
}

/** "ändrad i plan 2023-06-15 § 58" for an item changed by a later decision; old and new wording on a click. */
export function PlanMark({ item: id }: { item: string | undefined }) {
  const words = useWords()
  const item = usePlanItem(id)
  const [isOpen, open] = useState(false)
  const change = item?.changes.findLast(({ kind }) => kind !== 'removed')
  if (item === undefined || change === undefined) return null
  const { date, reference } = change.decision
  const before = change.before?.text
  const mark = words(change.kind === 'added' ? 'block.goal.added' : 'block.goal.changed', { date, reference })
  if (before === undefined) return <p className={style['planMark']}>{mark}</p>
  return (
    <div className={style['planMark']}>
      <button
        type="button"
        aria-expanded={isOpen}
        className={style['planMarkButton']}
        onClick={() => open(!isOpen)}
      >
        {mark}
      </button>
      {isOpen ? (
        <dl className={style['planChange']}>
          <dt>{words('block.goal.before')}</dt>
          <dd>
            <del>{before}</del>
          </dd>
          <dt>{words('block.goal.now')}</dt>
          <dd>
            <ins>{item.fields.text}</ins>
          </dd>
        </dl>
      ) : null}
    </div>
  )
}
