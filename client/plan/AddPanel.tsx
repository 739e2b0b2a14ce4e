import { useState } from 'react'
import type { PlanKind } from '../../shared/plan/plan.ts'
import type { ApiProblem } from '../api.ts'
import { useOnline } from '../report/useReport.ts'
import { Button } from '../ui/Button.tsx'
import { SelectField } from '../ui/Field.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { Strip } from '../ui/Strip.tsx'
import { useWords } from '../ui/words.ts'
import { DecisionFields } from './DecisionFields.tsx'
import {
  decisionOf,
  emptyDraft,
  fieldsOf,
  type DecisionDraft,
  type DraftProblem,
  type ItemDraft,
} from './itemDraft.ts'
import { ItemFields } from './ItemFields.tsx'
import type { Parent } from './parentChoices.ts'
import { parentWord } from './parentWord.ts'
import style from './plan.module.css'
import type { PlanEdits } from './usePlanEdits.ts'

interface AddPanelProps {
  readonly parents: readonly Parent[]
  readonly first: Parent
  readonly isLocked: boolean
  readonly draft: ItemDraft
  readonly onDraft: (draft: ItemDraft) => void
  readonly decision: DecisionDraft
  readonly onDecision: (decision: DecisionDraft) => void
  readonly recipients: readonly string[]
  readonly edits: PlanEdits
  readonly onClose: () => void
}

/** A new item: under what, which sort, and what it says. */
export function AddPanel(props: AddPanelProps) {
  const { parents, first, isLocked, draft, onDraft, decision, onDecision, recipients, edits, onClose } = props
  const words = useWords()
  const problemText = useProblemText()
  const isOnline = useOnline()
  const [under, setUnder] = useState(first.id)
  const [wanted, setWanted] = useState<PlanKind | undefined>(usualKind(first))
  const [isTried, setTried] = useState(false)
  const [isSending, setSending] = useState(false)
  const [draftProblem, setDraftProblem] = useState<DraftProblem | null>(null)
  const [refused, setRefused] = useState<ApiProblem | null>(null)
  const parent = parents.find(({ id }) => id === under) ?? first
  const kind = wanted !== undefined && parent.kinds.includes(wanted) ? wanted : usualKind(parent)
  const made = decisionOf(decision)
  if (kind === undefined) return null

  const save = async (): Promise<void> => {
    setTried(true)
    const fields = fieldsOf(kind, draft)
    setDraftProblem(fields.ok ? null : fields.problem)
    if (!fields.ok || (isLocked && made === null)) return
    setSending(true)
    try {
      const answer = await edits.add(
        {
          kind,
          fields: fields.fields,
          ...(parent.at === 'item' ? { parent: parent.item.id } : { parent: null, place: parent.place.id }),
        },
        isLocked && made !== null ? made : undefined,
      )
      setRefused(answer.ok ? null : answer.problem)
      if (answer.ok) {
        onDraft({ ...emptyDraft, unit: draft.unit, direction: draft.direction, decimals: draft.decimals })
        setTried(false)
      }
    } finally {
      setSending(false)
    }
  }

  return (
    <form
      className={style['form']}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <SelectField
        label={words('plan.field.under')}
        value={parent.id}
        onChange={setUnder}
        choices={parents.map((choice) => ({ id: choice.id, word: parentWord(choice, words) }))}
      />
      <KindField kinds={parent.kinds} kind={kind} onChange={setWanted} />
      <ItemFields
        key={kind}
        kind={kind}
        draft={draft}
        onChange={(next) => {
          setDraftProblem(null)
          onDraft(next)
        }}
        problem={draftProblem}
        recipients={recipients}
        autoFocus
      />
      {isLocked ? (
        <DecisionFields
          draft={decision}
          onChange={onDecision}
          legend={words('plan.decision.which')}
          isMissing={isTried && made === null}
        />
      ) : null}
      {refused === null ? null : <Strip tone="bad">{problemText(refused)}</Strip>}
      {isOnline ? null : <p className={style['hint']}>{words('plan.offline')}</p>}
      <div className={style['buttons']}>
        <Button type="submit" variant="filled" isDisabled={isSending || !isOnline}>
          {words('common.add')}
        </Button>
        <Button onPress={onClose}>{words('common.cancel')}</Button>
      </div>
    </form>
  )
}

const usualKind = ({ kinds }: Parent): PlanKind | undefined => kinds[0]

/** Sorts that may stand under what is chosen. */
export function KindField({
  kinds,
  kind,
  onChange,
}: {
  kinds: readonly PlanKind[]
  kind: PlanKind
  onChange: (kind: PlanKind) => void
}) {
  const words = useWords()
  if (kinds.length < 2) return <p className={style['onlyKind']}>{words(`plan.kind.${kind}`)}</p>
  return (
    <SelectField
      label={words('plan.field.kind')}
      value={kind}
      onChange={(chosen) => {
        const found = kinds.find((candidate) => candidate === chosen)
        if (found !== undefined) onChange(found)
      }}
      choices={kinds.map((choice) => ({ id: choice, word: words(`plan.kind.${choice}`) }))}
    />
  )
}
