import { ArrowLeftRight, MessageSquare } from 'lucide-react'
import type { MyTask } from '../../shared/people/myTask.ts'
import { ItemStateWord, SectionStateWord, Symbol } from '../ui/Symbol.tsx'

/** What kind of task it is and how it stands; the words beside it say what a screen reader needs to know. */
export function MineSymbol({ task }: { task: MyTask }) {
  switch (task.task) {
    case 'item':
      return task.isDone && task.state !== 'inlamnad' && task.state !== 'inget_att_rapportera' ? (
        <SectionStateWord state={task.section.state} hideWord />
      ) : (
        <ItemStateWord state={task.state} hideWord />
      )
    case 'contribution':
      return <ItemStateWord state={task.state} hideWord />
    case 'figures':
      return <ArrowLeftRight size={20} color="var(--warn)" aria-hidden="true" />
    case 'thread':
      return <MessageSquare size={20} color="var(--accent)" aria-hidden="true" />
    case 'findings':
      return <Symbol family="flag" value="toExplain" />
    case 'review':
      return <Symbol family="section" value="granskning" />
    case 'approve':
      return <Symbol family="section" value="klar" />
    default:
      return task satisfies never
  }
}
