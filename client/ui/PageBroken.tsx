import type { ErrorComponentProps } from '@tanstack/react-router'
import { useState } from 'react'
import { RefusedError } from '../api.ts'
import { Button } from './Button.tsx'
import { PlainPage } from './PlainPage.tsx'
import { useProblemText } from './problemText.ts'
import { useWords } from './words.ts'

/** Four signs that stand in the browser's log beside the error, so that a caller can name it on the phone. */
const newCode = (): string =>
  [...crypto.getRandomValues(new Uint8Array(2))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()

/** A page that failed: what is wrong in a sentence, and a way to try again. */
export function PageBroken({ error, reset }: ErrorComponentProps) {
  const words = useWords()
  const problemText = useProblemText()
  const [code] = useState(() => {
    const made = newCode()
    if (!(error instanceof RefusedError)) console.error(made, error)
    return made
  })
  return (
    <PlainPage title={words('error.title')}>
      <p>{error instanceof RefusedError ? problemText(error.problem) : words('error.page', { code })}</p>
      <Button variant="filled" onPress={() => (isStale(error) ? globalThis.location.reload() : reset())}>
        {words('common.tryAgain')}
      </Button>
    </PlainPage>
  )
}

/** After an update of the server an old page asks for files that are gone: only fetching all of it anew helps. */
const isStale = (error: unknown): boolean =>
  error instanceof TypeError && /import|module/i.test(error.message)
