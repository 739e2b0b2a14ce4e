import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { SectionDoc, SectionSnapshot } from './sectionDoc.ts'

/** What stays the same object while somebody only types, so that a key draws its own text and not the page. */
export type SteadySnapshot = Omit<SectionSnapshot, 'waiting' | 'savedAt'>

/**
 * Keeps the text of a section in step for as long as the component stands.
 *
 * @param slots  ids of its prose slots now
 */
export function useSectionDoc(doc: SectionDoc, slots: readonly string[]): SteadySnapshot {
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

  useWarningOnUnload(doc)
  const getSteady = useMemo(() => steadySnapshotOf(doc), [doc])
  return useSyncExternalStore(doc.subscribe, getSteady)
}

/** The whole snapshot, for what says how much waits: it changes with every key. */
export const useSnapshot = (doc: SectionDoc): SectionSnapshot =>
  useSyncExternalStore(doc.subscribe, doc.getSnapshot)

function steadySnapshotOf(doc: SectionDoc): () => SteadySnapshot {
  let last: SteadySnapshot | undefined
  return () => {
    const { connection, text, people, rescues } = doc.getSnapshot()
    const isSame =
      last?.connection === connection &&
      last.text === text &&
      last.people === people &&
      last.rescues === rescues
    if (last === undefined || !isSame) last = { connection, text, people, rescues }
    return last
  }
}

/** Who leaves with unsaved text is asked. A page without any stays fit for the browser's memory of pages. */
function useWarningOnUnload(doc: SectionDoc): void {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
    const look = (): void => {
      if (doc.getSnapshot().waiting > 0) globalThis.addEventListener('beforeunload', warn)
      else globalThis.removeEventListener('beforeunload', warn)
    }
    look()
    const stop = doc.subscribe(look)
    return () => {
      stop()
      globalThis.removeEventListener('beforeunload', warn)
    }
  }, [doc])
}
