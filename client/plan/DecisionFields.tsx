import { TextField } from '../ui/Field.tsx'
import { useWords } from '../ui/words.ts'
import type { DecisionDraft } from './itemDraft.ts'
import style from './plan.module.css'

interface DecisionFieldsProps {
  readonly draft: DecisionDraft
  readonly onChange: (draft: DecisionDraft) => void
  readonly legend: string
  /** Said once somebody has tried to go on without it. */
  readonly isMissing: boolean
}

/** Who decided, when, and under which paragraph. */
export function DecisionFields({ draft, onChange, legend, isMissing }: DecisionFieldsProps) {
  const words = useWords()
  return (
    <fieldset className={style['decision']}>
      <legend>{legend}</legend>
      <TextField
        label={words('plan.decision.body')}
        value={draft.body}
        maxLength={200}
        onChange={(body) => onChange({ ...draft, body })}
      />
      <div className={style['pair']}>
        <TextField
          label={words('plan.decision.date')}
          type="date"
          value={draft.date}
          onChange={(date) => onChange({ ...draft, date })}
        />
        <TextField
          label={words('plan.decision.reference')}
          value={draft.reference}
          placeholder={words('plan.decision.referenceHint')}
          maxLength={100}
          onChange={(reference) => onChange({ ...draft, reference })}
        />
      </div>
      {isMissing ? (
        <p className={style['error']} role="alert">
          {words('plan.decision.missing')}
        </p>
      ) : null}
    </fieldset>
  )
}
