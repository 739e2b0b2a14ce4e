import { Link } from '@tanstack/react-router'
import type { MyTask } from '../../shared/people/myTask.ts'
import { look, type ButtonVariant } from '../ui/Button.tsx'
import { useWords } from '../ui/words.ts'
import type { Going } from './mineVerbs.ts'

interface MineGoProps {
  readonly task: MyTask
  readonly going: Going
  readonly variant: ButtonVariant
  /** With the item, for a screen reader. */
  readonly name: string
}

/** Leads to where the task is done: the item in its section, the remark, the checks, what waits for approval. */
export function MineGo({ task, going, variant, name }: MineGoProps) {
  const words = useWords()
  const word = words(`mine.verb.${going}`)
  const r = task.report.id
  switch (task.task) {
    case 'item':
    case 'figures':
      return (
        <Link to="/rapporter/$r/punkt/$i" params={{ r, i: task.item }} aria-label={name} {...look(variant)}>
          {word}
        </Link>
      )
    case 'contribution':
      return (
        <Link
          to="/rapporter/$r/punkt/$i"
          params={{ r, i: task.item }}
          search={{ bidrag: task.contribution }}
          aria-label={name}
          {...look(variant)}
        >
          {word}
        </Link>
      )
    case 'thread':
      return (
        <Link
          to="/rapporter/$r/avsnitt/$s"
          params={{ r, s: task.section.id }}
          search={{ panel: 'synpunkter', trad: task.thread }}
          aria-label={name}
          {...look(variant)}
        >
          {word}
        </Link>
      )
    case 'findings':
    case 'review':
      return (
        <Link
          to="/rapporter/$r/avsnitt/$s"
          params={{ r, s: task.section.id }}
          search={task.task === 'findings' ? { panel: 'kontroller' } : {}}
          aria-label={name}
          {...look(variant)}
        >
          {word}
        </Link>
      )
    case 'approve':
      return (
        <Link to="/rapporter/$r/godkann" params={{ r }} aria-label={name} {...look(variant)}>
          {word}
        </Link>
      )
    default:
      return task satisfies never
  }
}
