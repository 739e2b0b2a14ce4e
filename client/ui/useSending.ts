import { useState } from 'react'
import type { Answer } from '../api.ts'
import { useAnnounce } from './LiveRegion.tsx'
import { useProblemText } from './problemText.ts'

export interface Sending {
  readonly isSending: boolean
  /** Why the last try came to nothing, in a sentence; gone with the next. */
  readonly error: string | undefined
  /** Says on the page and to screen readers what has to be mended before anything is sent. */
  readonly refuse: (sentence: string) => void
  /** Sends a command; a refusal is said like `refuse` does, and answered to whoever has more to do with it. */
  readonly send: <T>(command: () => Promise<Answer<T>>) => Promise<Answer<T>>
}

/** A dialog or form that sends a command. */
export function useSending(): Sending {
  const problemText = useProblemText()
  const { assertive } = useAnnounce()
  const [isSending, setSending] = useState(false)
  const [error, setError] = useState<string>()
  const refuse = (sentence: string): void => {
    setError(sentence)
    assertive(sentence)
  }
  return {
    isSending,
    error,
    refuse,
    send: async (command) => {
      setError(undefined)
      setSending(true)
      try {
        const answer = await command()
        if (!answer.ok) refuse(problemText(answer.problem))
        return answer
      } finally {
        setSending(false)
      }
    },
  }
}
