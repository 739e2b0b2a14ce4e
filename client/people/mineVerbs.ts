import type { MyTask } from '../../shared/people/myTask.ts'
import { isHandedIn } from '../../shared/people/itemState.ts'

/** What can be done from a row. Those that lead somewhere, and those that are done in the row itself. */
export type Going =
  | 'write'
  | 'writeOn'
  | 'fillIn'
  | 'open'
  | 'answer'
  | 'explain'
  | 'read'
  | 'approve'
  | 'seeText'
export type Doing = 'handIn' | 'nothing' | 'takeBack' | 'stillHolds'

export interface Verbs {
  /** The first of a row; in the first row of the page it is filled. */
  readonly go: Going
  readonly does: readonly Doing[]
  /** Behind the three points: what is seldom meant once something is written. */
  readonly more: readonly Doing[]
}

/** Where a figure or judgement is asked for the verb is Fyll i, elsewhere Skriv. */
const filledIn: ReadonlySet<string> = new Set(['indicator', 'table', 'row', 'measure'])

/** The verbs of a task, by how far it has come and whether I may hand it in. */
export function verbsOf(task: MyTask): Verbs {
  switch (task.task) {
    case 'item': {
      const { state, mayHandIn } = task
      if (isHandedIn(state)) return { go: 'open', does: mayHandIn ? ['takeBack'] : [], more: [] }
      if (task.isDone) return { go: 'open', does: [], more: [] }
      const isEmpty = state === 'ej_paborjad' || (state === 'tillbaka' && !task.hasText)
      const go = filledIn.has(task.kind) ? 'fillIn' : isEmpty ? 'write' : 'writeOn'
      if (!mayHandIn) return { go, does: [], more: [] }
      return state === 'ej_paborjad'
        ? { go, does: ['nothing'], more: [] }
        : { go, does: ['handIn'], more: ['nothing'] }
    }
    case 'contribution':
      return { go: task.state === 'ej_paborjad' ? 'write' : 'writeOn', does: [], more: [] }
    case 'figures':
      return { go: 'seeText', does: ['stillHolds'], more: [] }
    case 'thread':
      return { go: 'answer', does: [], more: [] }
    case 'findings':
      return { go: 'explain', does: [], more: [] }
    case 'review':
      return { go: 'read', does: [], more: [] }
    case 'approve':
      return { go: 'approve', does: [], more: [] }
    default:
      return task satisfies never
  }
}
