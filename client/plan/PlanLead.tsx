import { Lock } from 'lucide-react'
import type { Plan } from '../../shared/plan/plan.ts'
import type { PreviousReport } from '../report/record.ts'
import { Button } from '../ui/Button.tsx'
import { useWords } from '../ui/words.ts'
import style from './plan.module.css'
import { countKinds } from './planRows.ts'

/** Headings are not counted. */
const countedKinds = [
  'outcomeGoal',
  'goal',
  'assignment',
  'indicator',
  'activity',
  'risk',
  'measure',
] as const

interface PlanLeadProps {
  readonly plan: Plan
  readonly year: number
  readonly mayEdit: boolean
  readonly isEmpty: boolean
  readonly previous: readonly PreviousReport[]
  readonly onLock: () => void
  readonly onCopy: (from: PreviousReport) => void
}

/** Which decision the plan rests on, what it holds, and whether it can be changed freely. */
export function PlanLead({ plan, year, mayEdit, isEmpty, previous, onLock, onCopy }: PlanLeadProps) {
  const words = useWords()
  const { decision, locked } = plan
  if (isEmpty) return null
  const numbers = countKinds(plan.items)
  const counted = countedKinds
    .filter((kind) => numbers[kind] > 0)
    .map((kind) => words(`plan.count.${kind}`, { count: numbers[kind] }))
  const counts = counted.length === 0 ? '' : `${counted.join(', ')}.`
  return (
    <div className={style['lead']}>
      <p>
        {decision === undefined ? '' : `${words('plan.decidedBy', { ...decision, year: String(year) })} `}
        {counts.charAt(0).toLocaleUpperCase('sv')}
        {counts.slice(1)}
      </p>
      <p>
        {mayEdit ? words(locked === undefined ? 'plan.unlocked' : 'plan.locked') : words('plan.readOnly')}
      </p>
      {mayEdit && locked === undefined ? (
        <div className={style['leadTools']}>
          <Button small onPress={onLock}>
            <Lock size={16} aria-hidden="true" />
            {words('plan.lock')}
          </Button>
          {previous.map((report) => (
            <Button key={report.id} small variant="text" onPress={() => onCopy(report)}>
              {words('plan.copyFrom', { report: report.title })}…
            </Button>
          ))}
        </div>
      ) : null}
    </div>
  )
}
