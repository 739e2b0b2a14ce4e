import { useEffect, useRef } from 'react'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { useWords } from '../ui/words.ts'
import type { Editing } from './editing.ts'

/** What a screen reader has to know at once: contact lost, locked while writing, text that could not be saved. */
export function useAnnouncements({ snapshot, isLocked }: Editing): void {
  const words = useWords()
  const { polite, assertive } = useAnnounce()
  const { connection, rescues, text } = snapshot
  const before = useRef({
    state: connection.state,
    rescues: rescues.length,
    isLocked,
    mayEdit: text?.mayEdit === true,
  })
  useEffect(() => {
    const last = before.current
    before.current = {
      state: connection.state,
      rescues: rescues.length,
      isLocked,
      mayEdit: text?.mayEdit === true,
    }
    if (last.state === 'waiting' && connection.state === 'live')
      polite(words('section.backAndSaved'), 'contact')
    if (rescues.length > last.rescues) assertive(words('section.rescueTitle'))
    else if (isLocked && !last.isLocked && last.mayEdit) assertive(words('section.lockedNow'))
    if (connection.state === 'closed' && last.state !== 'closed' && connection.because === 'signedOut')
      assertive(words('section.signedOut'))
  }, [connection, rescues.length, isLocked, text, polite, assertive, words])
}
