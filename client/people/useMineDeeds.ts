import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { MyTask } from '../../shared/people/myTask.ts'
import type { ApiProblem } from '../api.ts'
import { reportCommands } from '../report/commands.ts'
import type { Doing } from './mineVerbs.ts'
import { keyOf, myItemsQuery } from './myItems.ts'

/** A row that something was done with here: it folds and stays where it stood until the page is left. */
export interface Deed {
  readonly task: MyTask
  readonly doing: Exclude<Doing, 'takeBack'>
  readonly at: string
}

/** What can be done with the rows of this page, and what has been done since it was opened. */
export interface MineDeeds {
  readonly done: ReadonlyMap<string, Deed>
  /** @returns the refusal, or null */
  readonly act: (task: MyTask, doing: Doing) => Promise<ApiProblem | null>
}

export function useMineDeeds(): MineDeeds {
  const queries = useQueryClient()
  const [done, setDone] = useState<ReadonlyMap<string, Deed>>(new Map())
  const act = async (task: MyTask, doing: Doing): Promise<ApiProblem | null> => {
    if (task.task !== 'item' && task.task !== 'figures') return null
    const answer = await command(task.report.id, task.item, doing)
    const note = (deed: Deed | null): void =>
      setDone((known) => {
        const next = new Map(known)
        if (deed === null) next.delete(keyOf(task))
        else next.set(keyOf(task), deed)
        return next
      })
    if (answer.ok && doing !== 'takeBack')
      note({ task, doing, at: answer.value.handedIn?.at ?? new Date().toISOString() })
    // After a refusal too: the row showed what is not so any more.
    await queries.invalidateQueries({ queryKey: myItemsQuery.queryKey })
    // Not before the page knows that it is open again: meanwhile the row would be gone, and the focus with it.
    if (answer.ok && doing === 'takeBack') note(null)
    return answer.ok ? null : answer.problem
  }
  return { done, act }
}

function command(report: string, item: string, doing: Doing) {
  const commands = reportCommands(report)
  switch (doing) {
    case 'handIn':
      return commands.handIn(item)
    case 'nothing':
      return commands.nothingToReport(item)
    case 'takeBack':
      return commands.takeBack(item)
    case 'stillHolds':
      return commands.confirmQuotes(item)
  }
}

/** The rows to show: as they stood before they were done with here, those that have gone meanwhile included. */
export function withDone(tasks: readonly MyTask[], done: MineDeeds['done']): MyTask[] {
  const left = new Map(done)
  const shown = tasks.map((task) => {
    const deed = left.get(keyOf(task))
    left.delete(keyOf(task))
    return deed?.task ?? task
  })
  return [...shown, ...[...left.values()].map(({ task }) => task)]
}
