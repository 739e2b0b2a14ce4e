import { useEffect, useSyncExternalStore } from 'react'
import type { SectionDoc, SectionSnapshot } from './sectionDoc.ts'

/**
 * Keeps the text of a section in step for as long as the component stands.
 *
 * @param slots  ids of its prose slots now
 */
export function useSectionDoc(doc: SectionDoc, slots: readonly string[]): SectionSnapshot {
  const slotsKey = slots.join(' ')

  useEffect(() => {
    doc.setSlots(slotsKey === '' ? [] : slotsKey.split(' '))
  }, [doc, slotsKey])

  useEffect(() => {
    doc.join()
    const tryNow = (): void => {
      const { state } = doc.getSnapshot().connection
      if (state === 'waiting' || state === 'unreachable') doc.join()
    }
    globalThis.addEventListener('online', tryNow)
    return () => {
      globalThis.removeEventListener('online', tryNow)
      doc.close()
    }
  }, [doc])

  const snapshot = useSyncExternalStore(doc.subscribe, doc.getSnapshot)

  useEffect(() => {
    if (snapshot.waiting === 0) return undefined
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
    globalThis.addEventListener('beforeunload', warn)
    return () => globalThis.removeEventListener('beforeunload', warn)
  }, [snapshot.waiting])

  return snapshot
}
