import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import type { PlanItem } from '../../shared/plan/plan.ts'
import type { ApiProblem } from '../api.ts'
import { Shell, type ShellPanel } from '../report/Shell.tsx'
import type { PreviousReport } from '../report/record.ts'
import { useOnline, usePermission, useReport } from '../report/useReport.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { Strip } from '../ui/Strip.tsx'
import { useWords } from '../ui/words.ts'
import { AddPanel } from './AddPanel.tsx'
import { DecisionDialog } from './DecisionDialog.tsx'
import { emptyDraft, type DecisionDraft, type ItemDraft } from './itemDraft.ts'
import { ItemPanel } from './ItemPanel.tsx'
import { nearestParent, parentsIn, type Parent } from './parentChoices.ts'
import { PastePanel } from './PastePanel.tsx'
import { focusItem, PlanList, showItem } from './PlanList.tsx'
import { PlanLead } from './PlanLead.tsx'
import style from './plan.module.css'
import { groupPlan, stepsOf } from './planRows.ts'
import { RemovedItems } from './RemovedItems.tsx'
import { usePlanEdits } from './usePlanEdits.ts'

/** What is asked before it is done. */
type Question =
  | { readonly ask: 'lock' }
  | { readonly ask: 'remove'; readonly item: PlanItem }
  | { readonly ask: 'move'; readonly item: PlanItem; readonly before: string | null }
  | { readonly ask: 'copy'; readonly from: PreviousReport }

/** What the nämnd decided for the year: perspectives, goals, indicators, uppdrag, risks and measures. */
export default function PlanPage() {
  const words = useWords()
  const problemText = useProblemText()
  const navigate = useNavigate()
  const isOnline = useOnline()
  const { report, template, layout, previousReports } = useReport()
  const { punkt } = useSearch({ from: '/signed-in/rapporter/$r/plan' })
  const mayEdit = usePermission('editPlan').allowed
  const edits = usePlanEdits()
  const { plan } = report
  const isLocked = plan.locked !== undefined
  const isEmpty = plan.items.every(({ removed }) => removed)

  const [tool, setTool] = useState<{ readonly open: 'add' | 'paste'; readonly under: Parent } | null>(null)
  const [isTyping, setTyping] = useState(false)
  const [drafts, setDrafts] = useState<ReadonlyMap<string, ItemDraft>>(new Map())
  const [newDraft, setNewDraft] = useState(emptyDraft)
  const [list, setList] = useState('')
  const [decision, setDecision] = useState<DecisionDraft>({
    body: report.organisation,
    date: '',
    reference: '',
  })
  const [question, setQuestion] = useState<Question | null>(null)
  const [refused, setRefused] = useState<ApiProblem | null>(null)

  const groups = useMemo(() => groupPlan(plan.items, template, layout), [plan.items, template, layout])
  const parents = useMemo(() => parentsIn(plan.items, template, layout), [plan.items, template, layout])
  const recipients = useMemo(
    () =>
      [...new Set(plan.items.flatMap(({ fields }) => fields.recipient ?? []))].toSorted((a, b) =>
        a.localeCompare(b, 'sv'),
      ),
    [plan.items],
  )
  const open = tool === null ? plan.items.find(({ id, removed }) => id === punkt && !removed) : undefined
  const title = words('plan.title', { year: String(report.year) })

  const [asked] = useState(punkt)
  useEffect(() => {
    // The address of an item, from a mail or a search, leads to its row.
    if (asked !== undefined) showItem(asked)
  }, [asked])

  const show = (item: string | undefined): void => {
    setTool(null)
    void navigate({
      to: '/rapporter/$r/plan',
      params: { r: report.id },
      search: item === undefined ? {} : { punkt: item },
      resetScroll: false,
    })
  }
  const openItem = (item: PlanItem): void => {
    setTyping(true)
    show(item.id)
  }
  const close = (): void => {
    const from = punkt
    show(undefined)
    // The row is where one came from; on a narrow page the sheet brings the focus back itself.
    if (from !== undefined) focusItem(from)
  }
  const startTool = (kind: 'add' | 'paste', from: string | undefined = open?.id): void => {
    const under = nearestParent(parents, plan.items, from)
    if (under !== undefined) setTool({ open: kind, under })
  }
  const tell = async (done: Promise<ApiProblem | null>): Promise<void> => setRefused(await done)
  const move = (item: PlanItem, before: string | null): void => {
    if (isLocked) setQuestion({ ask: 'move', item, before })
    else void tell(edits.move(item, before))
  }
  const step = (item: PlanItem, direction: 'up' | 'down'): void => {
    const target = stepsOf(plan.items, item)[direction]
    if (!mayEdit || !isOnline || target === undefined) return
    move(item, target.before)
  }
  const remove = (item: PlanItem): void => {
    if (isLocked) {
      setQuestion({ ask: 'remove', item })
      return
    }
    show(undefined)
    void tell(edits.remove(item))
  }
  const copy = (from: PreviousReport): void => {
    if (isEmpty) void tell(edits.copy(from))
    else setQuestion({ ask: 'copy', from })
  }
  const keepDraft = (item: string, draft: ItemDraft | undefined): void =>
    setDrafts((known) => {
      const next = new Map(known)
      if (draft === undefined) next.delete(item)
      else next.set(item, draft)
      return next
    })

  const panel = ((): ShellPanel | undefined => {
    if (tool !== null && mayEdit) {
      const shared = {
        parents,
        first: tool.under,
        isLocked,
        decision,
        onDecision: setDecision,
        edits,
        onClose: () => setTool(null),
      }
      return tool.open === 'add'
        ? {
            id: 'add',
            title: words('plan.add').replace('…', ''),
            onClose: () => setTool(null),
            content: (
              <AddPanel
                key={tool.under.id}
                {...shared}
                draft={newDraft}
                onDraft={setNewDraft}
                recipients={recipients}
              />
            ),
          }
        : {
            id: 'paste',
            title: words('plan.pasteTitle'),
            onClose: () => setTool(null),
            content: <PastePanel key={tool.under.id} {...shared} list={list} onList={setList} />,
          }
    }
    if (open === undefined) return undefined
    return {
      id: open.id,
      title: mayEdit
        ? words('plan.changeTitle', { kind: words(`plan.kindIn.${open.kind}`) })
        : words(`plan.kind.${open.kind}`),
      onClose: close,
      content: (
        <ItemPanel
          key={open.id}
          item={open}
          mayEdit={mayEdit}
          isLocked={isLocked}
          draft={drafts.get(open.id)}
          onDraft={(draft) => keepDraft(open.id, draft)}
          decision={decision}
          onDecision={setDecision}
          parents={parents}
          recipients={recipients}
          steps={stepsOf(plan.items, open)}
          autoFocus={isTyping}
          edits={edits}
          onMove={(before) => move(open, before)}
          onRemove={() => remove(open)}
          onAddUnder={() => startTool('add', open.id)}
          onClose={close}
        />
      ),
    }
  })()

  return (
    <Shell
      title={title}
      panel={panel}
      action={
        mayEdit && !isEmpty ? (
          <>
            <Button onPress={() => startTool('paste')}>{words('plan.pasteList')}</Button>
            <Button onPress={() => startTool('add')}>{words('plan.add')}</Button>
          </>
        ) : undefined
      }
    >
      <div className={style['page']}>
        <h1>{title}</h1>
        <PlanLead
          plan={plan}
          year={report.year}
          mayEdit={mayEdit}
          previous={previousReports}
          isEmpty={isEmpty}
          onLock={() => {
            if (plan.decision !== undefined) setDecision(plan.decision)
            setQuestion({ ask: 'lock' })
          }}
          onCopy={copy}
        />
        {refused === null ? null : (
          <Strip
            tone="bad"
            actions={
              <Button small onPress={() => setRefused(null)}>
                {words('common.close')}
              </Button>
            }
          >
            {problemText(refused)}
          </Strip>
        )}
        {isEmpty ? (
          <EmptyState
            title={words('plan.emptyTitle')}
            {...(mayEdit
              ? {
                  actions: (
                    <>
                      {previousReports.map((previous, at) => (
                        <Button
                          key={previous.id}
                          variant={at === 0 ? 'filled' : 'outlined'}
                          onPress={() => copy(previous)}
                        >
                          {words('plan.copyFrom', { report: previous.title })}
                        </Button>
                      ))}
                      <Button onPress={() => startTool('paste')}>{words('plan.startPaste')}</Button>
                      <Button onPress={() => startTool('add')}>{words('plan.startSelf')}</Button>
                    </>
                  ),
                }
              : {})}
          >
            {words(
              mayEdit ? (previousReports.length === 0 ? 'plan.emptyFirst' : 'plan.empty') : 'plan.readOnly',
            )}
          </EmptyState>
        ) : (
          <>
            <PlanList
              groups={groups}
              open={open?.id}
              onOpen={openItem}
              onStep={step}
              unsaved={new Set(drafts.keys())}
            />
            {mayEdit ? <p className={style['keys']}>{words('plan.keysHint')}</p> : null}
          </>
        )}
        <RemovedItems items={plan.items} />
      </div>
      {question === null ? null : (
        <Asked
          question={question}
          decision={decision}
          onDecision={setDecision}
          onClose={() => setQuestion(null)}
          lock={async (by) => {
            const problem = await edits.lock(by)
            // A change rests on a decision of its own, never by default on the one that the plan rests on.
            if (problem === null) setDecision({ body: by.body, date: '', reference: '' })
            return problem
          }}
          remove={async (item, by) => {
            const problem = await edits.remove(item, by)
            if (problem === null) show(undefined)
            return problem
          }}
          move={edits.move}
          count={plan.items.filter(({ removed }) => !removed).length}
          replace={(from) => void tell(edits.copy(from))}
        />
      )}
    </Shell>
  )
}

interface AskedProps extends Pick<ReturnType<typeof usePlanEdits>, 'lock' | 'move'> {
  readonly question: Question
  readonly decision: DecisionDraft
  readonly onDecision: (decision: DecisionDraft) => void
  readonly onClose: () => void
  readonly remove: ReturnType<typeof usePlanEdits>['remove']
  readonly replace: (from: PreviousReport) => void
  /** Items that a copy takes the place of. */
  readonly count: number
}

function Asked({ question, decision, onDecision, onClose, lock, remove, move, replace, count }: AskedProps) {
  const words = useWords()
  const shared = { decision, onDecision, onClose }
  switch (question.ask) {
    case 'lock':
      return (
        <DecisionDialog
          {...shared}
          title={words('plan.lockTitle')}
          lead={[words('plan.lockLead'), words('plan.lockConsequence')]}
          legend={words('plan.decision.which2')}
          submit={words('plan.lockSubmit')}
          run={lock}
        />
      )
    case 'remove':
      return (
        <DecisionDialog
          {...shared}
          title={words('plan.removeTitle')}
          lead={[question.item.fields.text, words('plan.removeLead')]}
          legend={words('plan.decision.which')}
          submit={words('plan.removeSubmit')}
          danger
          run={(by) => remove(question.item, by)}
        />
      )
    case 'move':
      return (
        <DecisionDialog
          {...shared}
          title={words('plan.moveTitle')}
          lead={[question.item.fields.text, words('plan.decision.keeps')]}
          legend={words('plan.decision.which')}
          submit={words('plan.moveSubmit')}
          run={(by) => move(question.item, question.before, by)}
        />
      )
    case 'copy':
      return (
        <Dialog
          isOpen
          onClose={onClose}
          title={words('plan.copyTitle')}
          foot={
            <>
              <Button onPress={onClose}>{words('common.cancel')}</Button>
              <Button
                variant="danger"
                onPress={() => {
                  replace(question.from)
                  onClose()
                }}
              >
                {words('plan.copySubmit')}
              </Button>
            </>
          }
        >
          <p>{words('plan.copyLead', { count, report: question.from.title })}</p>
        </Dialog>
      )
    default:
      return question satisfies never
  }
}
