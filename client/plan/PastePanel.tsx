import { useState } from 'react'
import { parsePlanList } from '../../shared/plan/parsePlanList.ts'
import type { PlanKind } from '../../shared/plan/plan.ts'
import type { ApiProblem } from '../api.ts'
import { useOnline } from '../report/useReport.ts'
import { Button } from '../ui/Button.tsx'
import { SelectField, TextField } from '../ui/Field.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { Strip } from '../ui/Strip.tsx'
import { useWords } from '../ui/words.ts'
import { KindField } from './AddPanel.tsx'
import { DecisionFields } from './DecisionFields.tsx'
import { decisionOf, type DecisionDraft } from './itemDraft.ts'
import type { Parent } from './parentChoices.ts'
import { parentWord } from './parentWord.ts'
import style from './plan.module.css'
import type { NewPlanItem, PlanEdits } from './usePlanEdits.ts'

/** As many as the server takes in one command. */
const mostItems = 500

interface PastePanelProps {
  readonly parents: readonly Parent[]
  readonly first: Parent
  readonly isLocked: boolean
  readonly list: string
  readonly onList: (list: string) => void
  readonly decision: DecisionDraft
  readonly onDecision: (decision: DecisionDraft) => void
  readonly edits: PlanEdits
  readonly onClose: () => void
}

/** A list from Word or a PDF: pasted, looked at, and inserted as a whole. */
export function PastePanel({
  parents,
  first,
  isLocked,
  list,
  onList,
  decision,
  onDecision,
  edits,
  onClose,
}: PastePanelProps) {
  const words = useWords()
  const problemText = useProblemText()
  const isOnline = useOnline()
  const [under, setUnder] = useState(first.id)
  const [wanted, setWanted] = useState<PlanKind>()
  const [isTried, setTried] = useState(false)
  const [isSending, setSending] = useState(false)
  const [refused, setRefused] = useState<ApiProblem | null>(null)
  const parent = parents.find(({ id }) => id === under) ?? first
  const kind = wanted !== undefined && parent.kinds.includes(wanted) ? wanted : parent.kinds[0]
  const texts = parsePlanList(list)
  const made = decisionOf(decision)
  if (kind === undefined) return null

  const newItem = (text: string): NewPlanItem => ({
    kind,
    fields: { text },
    ...(parent.at === 'item' ? { parent: parent.item.id } : { parent: null, place: parent.place.id }),
  })
  const insert = async (): Promise<void> => {
    setTried(true)
    if (isLocked && made === null) return
    setSending(true)
    try {
      const problem = await edits.paste(texts.map(newItem), isLocked && made !== null ? made : undefined)
      setRefused(problem)
      if (problem === null) {
        onList('')
        onClose()
      }
    } finally {
      setSending(false)
    }
  }
  // The same line twice is two items, told apart by their place alone.
  const preview = texts.map((text, at) => ({ text, key: `${at} ${text}` }))

  return (
    <form
      className={style['form']}
      onSubmit={(event) => {
        event.preventDefault()
        void insert()
      }}
    >
      <p className={style['hint']}>{words('plan.pasteLead')}</p>
      <SelectField
        label={words('plan.field.under')}
        value={parent.id}
        onChange={setUnder}
        choices={parents.map((choice) => ({ id: choice.id, word: parentWord(choice, words) }))}
      />
      <KindField kinds={parent.kinds} kind={kind} onChange={setWanted} />
      <TextField label={words('plan.pasteField')} lines={7} value={list} onChange={onList} autoFocus />
      {texts.length === 0 ? null : (
        <div>
          <h3 className={style['small']}>{words('plan.pastePreview')}</h3>
          <ol className={style['preview']}>
            {preview.map(({ key, text }) => (
              <li key={key}>
                <span className={style['kind']}>{words(`plan.kind.${kind}`)}</span> {text}
              </li>
            ))}
          </ol>
        </div>
      )}
      {isLocked ? (
        <DecisionFields
          draft={decision}
          onChange={onDecision}
          legend={words('plan.decision.which')}
          isMissing={isTried && made === null}
        />
      ) : null}
      {texts.length > mostItems ? <Strip tone="warn">{words('plan.pasteTooMany')}</Strip> : null}
      {refused === null ? null : <Strip tone="bad">{problemText(refused)}</Strip>}
      {isOnline ? null : <p className={style['hint']}>{words('plan.offline')}</p>}
      <div className={style['buttons']}>
        <Button
          type="submit"
          variant="filled"
          isDisabled={texts.length === 0 || texts.length > mostItems || isSending || !isOnline}
        >
          {words('plan.pasteSubmit', { count: texts.length })}
        </Button>
        <Button onPress={onClose}>{words('common.cancel')}</Button>
      </div>
    </form>
  )
}
