import { units } from '../../shared/block/block.ts'
import type { PlanKind } from '../../shared/plan/plan.ts'
import { CheckField, SelectField, TextField } from '../ui/Field.tsx'
import { SuggestField } from '../ui/SuggestField.tsx'
import { useWords } from '../ui/words.ts'
import { directions, shownFields, type DraftField, type DraftProblem, type ItemDraft } from './itemDraft.ts'
import style from './plan.module.css'

interface ItemFieldsProps {
  readonly kind: PlanKind
  readonly draft: ItemDraft
  readonly onChange: (draft: ItemDraft) => void
  readonly problem: DraftProblem | null
  /** Recipients named in the plan already. */
  readonly recipients: readonly string[]
  readonly autoFocus: boolean
}

/** What is said of an item of this kind. */
export function ItemFields({ kind, draft, onChange, problem, recipients, autoFocus }: ItemFieldsProps) {
  const words = useWords()
  const shown = new Set(shownFields(kind, draft))
  const set = <Field extends DraftField>(field: Field, value: ItemDraft[Field]): void =>
    onChange({ ...draft, [field]: value })
  const isHeading =
    kind === 'perspective' || kind === 'strategy' || kind === 'controlArea' || kind === 'controlPlan'
  return (
    <>
      <TextField
        label={words('plan.field.text')}
        lines={isHeading ? 2 : 5}
        value={draft.text}
        maxLength={4000}
        autoFocus={autoFocus}
        onChange={(value) => set('text', value)}
        error={problem === 'textMissing' ? words('plan.textMissing') : undefined}
      />
      {shown.has('number') ? (
        <TextField
          narrow
          label={words('plan.field.number')}
          optional
          value={draft.number}
          maxLength={20}
          onChange={(value) => set('number', value)}
        />
      ) : null}
      {shown.has('recipient') ? (
        <SuggestField
          label={words('plan.field.recipient')}
          hint={words('plan.field.recipientHint')}
          value={draft.recipient}
          suggestions={recipients}
          onChange={(value) => set('recipient', value)}
        />
      ) : null}
      {shown.has('intro') ? (
        <TextField
          label={words('plan.field.intro')}
          optional
          lines={3}
          value={draft.intro}
          maxLength={4000}
          onChange={(value) => set('intro', value)}
        />
      ) : null}
      {shown.has('points') ? (
        <TextField
          label={words('plan.field.points')}
          optional
          hint={words('plan.field.pointsHint')}
          lines={5}
          value={draft.points}
          onChange={(value) => set('points', value)}
        />
      ) : null}
      {shown.has('direction') ? (
        <SelectField
          label={words('plan.field.direction')}
          value={draft.direction}
          onChange={(value) => set('direction', value)}
          choices={[
            { id: '', word: words('plan.field.directionNone') },
            ...directions.map((direction) => ({ id: direction, word: words(`plan.direction.${direction}`) })),
          ]}
        />
      ) : null}
      {shown.has('unit') ? (
        <div className={style['pair']}>
          <SelectField
            label={words('plan.field.unit')}
            value={draft.unit}
            onChange={(value) => set('unit', value)}
            choices={[
              { id: '', word: words('plan.field.unitNone') },
              ...units.map((unit) => ({ id: unit, word: unit })),
            ]}
          />
          <SelectField
            label={words('plan.field.decimals')}
            value={draft.decimals}
            onChange={(value) => set('decimals', value)}
            choices={[
              { id: '', word: words('plan.field.decimalsAsWritten') },
              ...['0', '1', '2', '3'].map((count) => ({ id: count, word: count })),
            ]}
          />
        </div>
      ) : null}
      {shown.has('target') ? (
        <TextField
          narrow
          label={words('plan.field.target')}
          hint={words('plan.field.targetHint')}
          value={draft.target}
          maxLength={100}
          onChange={(value) => set('target', value)}
          error={problem === 'targetWrong' ? words('plan.field.targetWrong') : undefined}
        />
      ) : null}
      {shown.has('origin') ? (
        <TextField
          label={words('plan.field.origin')}
          optional
          hint={words('plan.field.originHint')}
          value={draft.origin}
          maxLength={200}
          onChange={(value) => set('origin', value)}
        />
      ) : null}
      {shown.has('dueDate') ? (
        <TextField
          narrow
          label={words('plan.field.dueDate')}
          optional
          type="date"
          value={draft.dueDate}
          onChange={(value) => set('dueDate', value)}
        />
      ) : null}
      {shown.has('regionWide') ? (
        <CheckField
          label={words('plan.field.regionWide')}
          isSelected={draft.regionWide}
          onChange={(value) => set('regionWide', value)}
        />
      ) : null}
    </>
  )
}
