import { use, useState } from 'react'
import type { Contribution } from '../../shared/contribution/contribution.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { useCommands } from '../report/useCommands.ts'
import { EditingContext } from '../section/editing.ts'
import { headingOf } from '../section/slotHeading.ts'
import { useDone } from '../ui/DoneLine.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { useWidth } from '../ui/useWidth.ts'
import { useWords } from '../ui/words.ts'

/** Puts a contribution last in its text, and the caret after it: weaving goes on there. */
export function useInsert(
  contribution: Contribution,
  section: SectionLayout,
): {
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
  const item = headingOf(section, contribution.slot)

  /** On a narrow page the panel lies over the text and keeps the focus. */
  const goToEnd = (): void => {
    if (editing === null || width === 'narrow' || width === 'phone') return
    const { desk } = editing
    const go = (): void => {
      document.getElementById(contribution.slot)?.scrollIntoView({ block: 'end' })
      desk.focus(contribution.slot, 'end')
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
        done({ sentence: words('contribution.insertedDone', { item }) })
        goToEnd()
      } else if (answer.problem.details?.['stands'] === true) {
        done({ sentence: words('contribution.stands', { item }) })
      } else say(problemText(answer.problem))
    } finally {
      begin(false)
    }
  }
  return { insert, isInserting, message }
}
