import { useCallback } from 'react'
import type { ApiProblem } from '../api.ts'
import { useLanguage } from './Language.tsx'
import { useWords } from './words.ts'

/** The sentence a refusal is shown with: the server's, which names the cause and the next step. */
export function useProblemText(): (problem: ApiProblem) => string {
  const words = useWords()
  const { language } = useLanguage()
  return useCallback(
    (problem) => {
      if (problem.code === 'no-contact') return words('contact.none')
      const sentence = language === 'sv' ? problem.sv : problem.en
      return sentence ?? words('error.page', { code: problem.code })
    },
    [words, language],
  )
}
