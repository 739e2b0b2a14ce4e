import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { request } from '../api.ts'
import { keepCopy, takeLeftCopies } from './localCopies.ts'
import { browserShelf } from './rescue.ts'
import type { Lease, SectionDoc, SectionSnapshot } from './sectionDoc.ts'
import { openSectionDoc } from './sectionDoc.ts'
import { openWebsocketChannel } from './websocketChannel.ts'

/**
 * Opens the text of a section for as long as the component stands, and keeps it in step.
 *
 * @param slots  ids of its prose slots now
 */
export function useSectionDoc(
  report: string,
  section: string,
  user: string,
  slots: readonly string[],
): { doc: SectionDoc; snapshot: SectionSnapshot } {
  const doc = useMemo(
    () => openSectionDoc(section, browserPorts(report, section, user)),
    [report, section, user],
  )
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

  return { doc, snapshot }
}

function browserPorts(report: string, section: string, user: string): Parameters<typeof openSectionDoc>[1] {
  const path = `/api/reports/${encodeURIComponent(report)}/sections/${encodeURIComponent(section)}/lease`
  const origin = `${globalThis.location.protocol === 'https:' ? 'wss' : 'ws'}://${globalThis.location.host}`
  // The last part of a doc's name is the epoch: copies of earlier ones are this section's too.
  const isOfSection = (docName: string): boolean => docName.startsWith(`${report}.${section}.`)
  return {
    lease: () => request<Lease>('POST', path),
    openChannel: (doc, docName, events) => openWebsocketChannel(origin, doc, docName, events),
    keepCopy: (doc, docName) => within(2000, keepCopy(user, docName, doc)),
    takeLeftCopies: async () => (await within(2000, takeLeftCopies(user, isOfSection))) ?? [],
    shelf: browserShelf(user, report, section),
    now: () => Date.now(),
    later(run, ms) {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
  }
}

/** A browser's database can hang or be refused (private window, full disk); writing must not wait for it. */
function within<T>(ms: number, answer: Promise<T>): Promise<T | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), ms)
    answer.then(resolve, () => resolve(null)).finally(() => clearTimeout(timer))
  })
}
