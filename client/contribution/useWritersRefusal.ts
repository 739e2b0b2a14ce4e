import type { ApiProblem } from '../api.ts'
import { useProblemText } from '../ui/problemText.ts'
import { useWords } from '../ui/words.ts'
import type { Area } from './Writers.tsx'

/** A refusal in words; who may not be named by me is named. */
export function useWritersRefusal(): (problem: ApiProblem, areas: readonly Area[]) => string {
  const words = useWords()
  const problemText = useProblemText()
  return (problem, areas) => {
    const named = areas.flatMap(({ writers }) => writers).find(({ user }) => user === problem.culprit)
    return problem.code === 'not-permitted' && named !== undefined
      ? words('contribution.newcomer', { name: named.name })
      : problemText(problem)
  }
}
