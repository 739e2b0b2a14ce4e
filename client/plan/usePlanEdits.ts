import { useMemo } from 'react'
import { subtreeOf, type Decision, type PlanFields, type PlanItem } from '../../shared/plan/plan.ts'
import type { Answer, ApiProblem } from '../api.ts'
import type { PlanItemInput } from '../report/commands.ts'
import { useCommands } from '../report/useCommands.ts'
import { useReportConnection } from '../report/useReport.ts'
import { useDone } from '../ui/DoneLine.tsx'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { useWords } from '../ui/words.ts'
import { placeNow } from './planRows.ts'

/** The refusal, or null when it is done. */
type Done = Promise<ApiProblem | null>

export type NewPlanItem = Omit<PlanItemInput, 'decision'>

/** What can be done to the plan. Until it is locked each can be taken back from the line that says it is done. */
export interface PlanEdits {
  readonly add: (item: NewPlanItem, decision?: Decision) => Promise<Answer<{ id: string }>>
  readonly paste: (items: readonly NewPlanItem[], decision?: Decision) => Done
  readonly change: (
    item: PlanItem,
    change: { fields?: PlanFields; parent?: string },
    decision?: Decision,
  ) => Done
  readonly move: (item: PlanItem, before: string | null, decision?: Decision) => Done
  readonly remove: (item: PlanItem, decision?: Decision) => Done
  readonly copy: (from: { readonly id: string; readonly title: string }) => Done
  readonly lock: (decision: Decision) => Done
}

export function usePlanEdits(): PlanEdits {
  const commands = useCommands()
  const { store } = useReportConnection()
  const tellDone = useDone()
  const { assertive } = useAnnounce()
  const problemText = useProblemText()
  const words = useWords()

  return useMemo(() => {
    const items = (): readonly PlanItem[] => store.state().report.plan.items
    const takeBack = async (undo: () => Promise<Answer<unknown>>): Promise<void> => {
      const answer = await undo()
      if (!answer.ok) assertive(problemText(answer.problem))
    }
    /** After the lock only another decision takes something back. */
    const tell = (sentence: string, undo: () => Promise<Answer<unknown>>): void =>
      tellDone({
        sentence,
        ...(store.state().report.plan.locked === undefined
          ? {
              undo: () => void takeBack(undo),
            }
          : {}),
      })
    const removeAll = async (ids: readonly string[]): Promise<Answer<unknown>> => {
      let answer: Answer<unknown> = { ok: true, value: null }
      for (const id of ids) {
        // One after the other: each is an entry of its own, and the first refusal stops the rest.
        answer = await commands.removePlanItem(id)
        if (!answer.ok) return answer
      }
      return answer
    }
    const outcome = (answer: Answer<unknown>): ApiProblem | null => (answer.ok ? null : answer.problem)

    return {
      add: async (item, decision) => {
        const answer = await commands.addPlanItem({
          ...item,
          ...(decision === undefined ? {} : { decision }),
        })
        if (answer.ok) tell(words('plan.added'), () => commands.removePlanItem(answer.value.id))
        return answer
      },
      paste: async (list, decision) => {
        const answer = await commands.addPlanItems(list, decision)
        if (answer.ok) tell(words('plan.pasted', { count: list.length }), () => removeAll(answer.value.ids))
        return outcome(answer)
      },
      change: async (item, change, decision) => {
        const before = placeNow(items(), item)
        const answer = await commands.changePlanItem(item.id, {
          ...change,
          ...(decision === undefined ? {} : { decision }),
        })
        if (answer.ok) {
          tell(words('plan.changed'), () =>
            commands.changePlanItem(item.id, {
              ...(change.fields === undefined ? {} : { fields: item.fields }),
              ...(change.parent === undefined ? {} : before),
            }),
          )
        }
        return outcome(answer)
      },
      move: async (item, before, decision) => {
        const was = placeNow(items(), item)
        const answer = await commands.changePlanItem(item.id, {
          before,
          ...(decision === undefined ? {} : { decision }),
        })
        if (answer.ok)
          tell(words('plan.moved'), () => commands.changePlanItem(item.id, { before: was.before }))
        return outcome(answer)
      },
      remove: async (item, decision) => {
        const gone = new Set(subtreeOf(items(), item).map(({ id }) => id))
        const answer = await commands.removePlanItem(item.id, decision)
        if (answer.ok) {
          tell(words('plan.removedCount', { count: gone.size }), () =>
            commands.replacePlan({
              items: items().map((kept) => (gone.has(kept.id) ? { ...kept, removed: false } : kept)),
            }),
          )
        }
        return outcome(answer)
      },
      copy: async ({ id, title }) => {
        const before = items()
        const answer = await commands.copyPlan(id)
        if (answer.ok)
          tell(words('plan.copied', { report: title }), () => commands.replacePlan({ items: [...before] }))
        return outcome(answer)
      },
      lock: async (decision) => {
        const answer = await commands.lockPlan(decision)
        if (answer.ok) tellDone({ sentence: words('plan.lockDone') })
        return outcome(answer)
      },
    }
  }, [commands, store, tellDone, assertive, problemText, words])
}
