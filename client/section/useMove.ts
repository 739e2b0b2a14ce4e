import type { SectionEvent } from '../../shared/section/workflow.ts'
import { useCommands } from '../report/useCommands.ts'
import { useDone } from '../ui/DoneLine.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { useWords } from '../ui/words.ts'
import { useEditing } from './editing.ts'

/** Approving is a page of its own. */
export type Step = Exclude<SectionEvent, 'approve'>

/** Moves the section and says so, or says why not. */
export function useMove(): (step: Step, text?: string, items?: readonly string[]) => Promise<string | null> {
  const words = useWords()
  const commands = useCommands()
  const done = useDone()
  const problemText = useProblemText()
  const { section } = useEditing()
  return async (step, text, items) => {
    const answer = await commands.moveSection(section.id, step, text, items)
    if (!answer.ok) {
      const sentence = problemText(answer.problem)
      if (step === 'withdraw') done({ sentence })
      return sentence
    }
    done({ sentence: words(`section.moved.${step}`, { section: `${section.number} ${section.title}` }) })
    return null
  }
}
