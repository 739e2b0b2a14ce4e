import { use, useState } from 'react'
import type { Contribution } from '../../shared/contribution/contribution.ts'
import { useCommands } from '../report/useCommands.ts'
import { EditingContext } from '../section/editing.ts'
import { useDone } from '../ui/DoneLine.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { useWidth } from '../ui/useWidth.ts'
import { useWords } from '../ui/words.ts'
import { useContributionNames } from './useContributions.ts'

/** Puts a contribution last in its text, and the caret after it: weaving goes on there. */
export function useInsert(contribution: Contribution): {
  readonly insert: (again: boolean) => Promise<void>
  readonly isInserting: boolean
  readonly message: string | undefined
} {
  const words = useWords()
  const done = useDone()
  const problemText = useProblemText()
  const commands = useCommands()
  const editing = use(EditingContext)
  const width = useWidth()
  const [isInserting, begin] = useState(false)
  const [message, say] = useState<string>()
  const { who } = useContributionNames(contribution)

  /** On a narrow page the panel lies over the text and keeps the focus. */
  const goToEnd = (): void => {
    if (editing === null || width === 'narrow' || width === 'phone') return
    const { desk } = editing
    const go = (): void => {
      desk.focus(contribution.slot, 'end')
      // What has come is seen whole, and not under the line that says so.
      const last = document.getElementById(contribution.slot)?.querySelector('.prose > :last-child')
      last?.scrollIntoView({ block: 'center' })
    }
    // The text is on its way over the other socket, and is drawn in a frame of its own.
    requestAnimationFrame(() => requestAnimationFrame(go))
  }
  const insert = async (again: boolean): Promise<void> => {
    begin(true)
    say(undefined)
    try {
      const answer = await commands.insertContribution(contribution.id, again)
      if (answer.ok) {
        done({ sentence: words('contribution.insertedDone', { who }) })
        goToEnd()
      } else if (answer.problem.details?.['stands'] === true) {
        done({ sentence: words('contribution.stands', { who }) })
      } else say(problemText(answer.problem))
    } finally {
      begin(false)
    }
  }
  return { insert, isInserting, message }
}
