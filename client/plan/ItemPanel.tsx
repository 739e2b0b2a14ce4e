import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { childKinds, subtreeOf, type PlanItem } from '../../shared/plan/plan.ts'
import { formatFigure } from '../../shared/figure/formatFigure.ts'
import type { ApiProblem } from '../api.ts'
import { nameOf } from '../report/reportStore.ts'
import { useOnline, useReportPart } from '../report/useReport.ts'
import { Button } from '../ui/Button.tsx'
import { SelectField } from '../ui/Field.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { Strip } from '../ui/Strip.tsx'
import { useWords } from '../ui/words.ts'
import { DecisionFields } from './DecisionFields.tsx'
import {
  decisionOf,
  draftOf,
  fieldsOf,
  isSameDraft,
  type DecisionDraft,
  type DraftProblem,
  type ItemDraft,
} from './itemDraft.ts'
import { ItemFields } from './ItemFields.tsx'
import { ItemHistory } from './ItemHistory.tsx'
import { parentsFor, type Parent } from './parentChoices.ts'
import { parentWord } from './parentWord.ts'
import style from './plan.module.css'
import type { Steps } from './planRows.ts'
import { TextChange } from './TextChange.tsx'
import { useInReport, type InReport } from './useInReport.ts'
import type { PlanEdits } from './usePlanEdits.ts'

interface ItemPanelProps {
  readonly item: PlanItem
  readonly mayEdit: boolean
  readonly isLocked: boolean
  readonly draft: ItemDraft | undefined
  readonly onDraft: (draft: ItemDraft | undefined) => void
  readonly decision: DecisionDraft
  readonly onDecision: (decision: DecisionDraft) => void
  readonly parents: readonly Parent[]
  readonly recipients: readonly string[]
  readonly steps: Steps
  readonly autoFocus: boolean
  readonly edits: PlanEdits
  readonly onMove: (before: string | null) => void
  readonly onRemove: () => void
  readonly onAddUnder: () => void
  readonly onClose: () => void
}

/** One item of the plan: its form for the samordnare, its words and decisions for everybody else. */
export function ItemPanel(props: ItemPanelProps) {
  const { item, mayEdit } = props
  const inReport = useInReport(item.id)
  return (
    <div className={style['panel']}>
      {mayEdit ? <ItemForm {...props} inReport={inReport} /> : <ItemWords item={item} />}
      {inReport.section === null ? null : (
        <p>
          <Link to="/rapporter/$r/avsnitt/$s" params={{ r: inReport.report, s: inReport.section.id }}>
            {inReport.goTo}
          </Link>
        </p>
      )}
      <ItemHistory item={item} />
    </div>
  )
}

function ItemForm({
  item,
  isLocked,
  draft = draftOf(item.fields),
  onDraft,
  decision,
  onDecision,
  parents,
  recipients,
  steps,
  autoFocus,
  edits,
  onMove,
  onRemove,
  onAddUnder,
  onClose,
  inReport,
}: ItemPanelProps & { inReport: InReport }) {
  const words = useWords()
  const problemText = useProblemText()
  const isOnline = useOnline()
  const items = useReportPart(({ report }) => report.plan.items)
  const [chosenParent, setParent] = useState<string>()
  const [isTried, setTried] = useState(false)
  const [isSending, setSending] = useState(false)
  const [draftProblem, setDraftProblem] = useState<DraftProblem | null>(null)
  const [refused, setRefused] = useState<ApiProblem | null>(null)

  const parent = chosenParent ?? item.parent
  const isChanged = !isSameDraft(draft, draftOf(item.fields)) || parent !== item.parent
  const made = decisionOf(decision)
  const change = (next: ItemDraft): void => {
    setDraftProblem(null)
    onDraft(isSameDraft(next, draftOf(item.fields)) ? undefined : next)
  }
  const save = async (): Promise<void> => {
    setTried(true)
    const fields = fieldsOf(item.kind, draft, item.fields)
    setDraftProblem(fields.ok ? null : fields.problem)
    if (!fields.ok || (isLocked && made === null)) return
    setSending(true)
    try {
      const problem = await edits.change(
        item,
        {
          ...(isSameDraft(draft, draftOf(item.fields)) ? {} : { fields: fields.fields }),
          ...(parent === null || parent === item.parent ? {} : { parent }),
        },
        isLocked && made !== null ? made : undefined,
      )
      setRefused(problem)
      if (problem === null) {
        onDraft(undefined)
        setParent(undefined)
        setTried(false)
      }
    } finally {
      setSending(false)
    }
  }
  const choices = parentsFor(item, parents, items)

  return (
    <>
      <form
        className={style['form']}
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <ItemFields
          kind={item.kind}
          draft={draft}
          onChange={change}
          problem={draftProblem}
          recipients={recipients}
          autoFocus={autoFocus}
        />
        {parent === null || choices.length < 2 ? null : (
          <SelectField
            label={words('plan.field.under')}
            value={parent}
            onChange={setParent}
            choices={choices.map((choice) => ({ id: choice.id, word: parentWord(choice, words) }))}
          />
        )}
        {isLocked && isChanged ? (
          <>
            {draft.text.trim() === item.fields.text ? null : (
              <div>
                <h3 className={style['small']}>{words('plan.how')}</h3>
                <TextChange before={item.fields.text} after={draft.text.trim()} />
              </div>
            )}
            <DecisionFields
              draft={decision}
              onChange={onDecision}
              legend={words('plan.decision.which')}
              isMissing={isTried && made === null}
            />
          </>
        ) : null}
        {isChanged ? (
          <div className={style['inReport']}>
            <h3 className={style['small']}>{words('plan.inReport')}</h3>
            <p>{inReport.sentences(isLocked ? (made ?? { date: '', reference: '' }) : null)}</p>
          </div>
        ) : null}
        {refused === null ? null : <Strip tone="bad">{problemText(refused)}</Strip>}
        {isOnline ? null : <p className={style['hint']}>{words('plan.offline')}</p>}
        <div className={style['buttons']}>
          <Button type="submit" variant="filled" isDisabled={!isChanged || isSending || !isOnline}>
            {words(isLocked ? 'plan.saveChange' : 'plan.save')}
          </Button>
          <Button
            onPress={() => {
              onDraft(undefined)
              setParent(undefined)
              onClose()
            }}
          >
            {words('common.cancel')}
          </Button>
        </div>
      </form>
      <div className={style['tools']}>
        <Button
          small
          isDisabled={steps.up === undefined || !isOnline}
          onPress={() => steps.up && onMove(steps.up.before)}
        >
          <ArrowUp size={16} aria-hidden="true" />
          {words('plan.moveUp')}
        </Button>
        <Button
          small
          isDisabled={steps.down === undefined || !isOnline}
          onPress={() => steps.down && onMove(steps.down.before)}
        >
          <ArrowDown size={16} aria-hidden="true" />
          {words('plan.moveDown')}
        </Button>
        {childKinds[item.kind].length === 0 ? null : (
          <Button small onPress={onAddUnder}>
            {words('plan.addUnderThis')}
          </Button>
        )}
        <Button small variant="danger" isDisabled={!isOnline} onPress={onRemove}>
          {isLocked ? words('plan.remove') : words('plan.removeSubmit')}
        </Button>
        <RemovesBelow item={item} />
      </div>
    </>
  )
}

function RemovesBelow({ item }: { item: PlanItem }) {
  const words = useWords()
  const below = useReportPart(({ report }) => subtreeOf(report.plan.items, item).length - 1)
  return below === 0 ? null : <p className={style['hint']}>{words('plan.removeBelow', { count: below })}</p>
}

/** All that the plan says of it, for those who read. */
function ItemWords({ item }: { item: PlanItem }) {
  const words = useWords()
  const people = useReportPart((state) => state.people)
  const record = useReportPart(({ report }) => report.items[item.id])
  const { fields } = item
  const facts: (readonly [string, string])[] = [
    ...(fields.recipient === undefined ? [] : [[words('plan.field.recipient'), fields.recipient] as const]),
    ...(fields.direction === undefined
      ? []
      : [[words('plan.field.direction'), words(`plan.direction.${fields.direction}`)] as const]),
    ...(fields.target === undefined
      ? []
      : [
          [
            words('plan.field.target'),
            formatFigure(fields.target, { unit: fields.unit, decimals: fields.decimals, printUnit: true }),
          ] as const,
        ]),
    ...(fields.dueDate === undefined ? [] : [[words('plan.field.dueDate'), fields.dueDate] as const]),
    ...(fields.origin === undefined ? [] : [[words('plan.field.origin'), fields.origin] as const]),
    ...(record === undefined || record.people.length === 0
      ? []
      : [
          [
            words('plan.column.responsible'),
            record.people.map((user) => nameOf(people, user)).join(', '),
          ] as const,
        ]),
  ]
  return (
    <>
      <p className={style['words']}>{fields.text}</p>
      {fields.intro === undefined ? null : <p className={style['words']}>{fields.intro}</p>}
      {fields.points === undefined ? null : (
        <ul className={style['points']}>
          {fields.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      )}
      {facts.length === 0 ? null : (
        <dl className={style['facts']}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className={style['hint']}>{words('plan.readOnly')}</p>
    </>
  )
}
