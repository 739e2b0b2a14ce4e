import { useEffect, useState } from 'react'
import type { SectionSnapshot } from '../sync/sectionDoc.ts'
import type { Saved } from '../ui/SavedState.tsx'

const sayNothingMs = 800
const callItWaitingMs = 3000

/** What the page says of saving: a wait is worth a word only when it lasts, or when there is no contact. */
export function useSaved(snapshot: SectionSnapshot, isLocked: boolean): Saved {
  const isWaiting = snapshot.waiting > 0
  const [wait, setWait] = useState<'short' | 'saving' | 'long'>('short')
  useEffect(() => {
    if (!isWaiting) return undefined
    const saving = setTimeout(() => setWait('saving'), sayNothingMs)
    const long = setTimeout(() => setWait('long'), callItWaitingMs)
    return () => {
      clearTimeout(saving)
      clearTimeout(long)
      setWait('short')
    }
  }, [isWaiting])

  if (isLocked) return { state: 'locked' }
  if (isWaiting && (wait === 'long' || snapshot.connection.state !== 'live'))
    return { state: 'waiting', count: snapshot.waiting }
  if (isWaiting && wait === 'saving') return { state: 'saving' }
  return snapshot.savedAt === null ? { state: 'nothing' } : { state: 'saved', at: snapshot.savedAt }
}
