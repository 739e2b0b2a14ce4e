import { Lock } from 'lucide-react'
import type { Plan } from '../../shared/plan/plan.ts'
import type { PreviousReport } from '../report/record.ts'
import { Button } from '../ui/Button.tsx'
import { useWords } from '../ui/words.ts'
import style from './plan.module.css'
import { countKinds } from './planRows.ts'

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
  return (
    <div className={style['lead']}>
      <p>
        {decision === undefined ? '' : `${words('plan.decidedBy', { ...decision, year: String(year) })} `}
        {words('plan.counts', { ...countKinds(plan.items) })}
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
