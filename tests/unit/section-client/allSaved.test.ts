import { expect, test, vi } from 'vitest'
import { allSaved } from '../../../client/section/allSaved.ts'
import type { SectionConnection, SectionSnapshot } from '../../../client/sync/sectionDoc.ts'

const fakeDoc = (waiting: number, state: 'live' | 'opening') => {
  const listeners = new Set<() => void>()
  const connection: SectionConnection = { state }
  let snapshot: SectionSnapshot = {
    connection,
    text: null,
    waiting,
    savedAt: null,
    people: new Map(),
    rescues: [],
  }
  return {
    getSnapshot: () => snapshot,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    becomes: (change: Partial<SectionSnapshot>) => {
      snapshot = { ...snapshot, ...change }
      for (const listener of listeners) listener()
    },
    listeners,
  }
}

test('[ED45] who leaves with everything saved is not asked', async () => {
  expect(await allSaved(fakeDoc(0, 'opening'), 1000)).toBe(true)
})

test('[ED45] what is on its way is waited for', async () => {
  const doc = fakeDoc(2, 'live')
  const answer = allSaved(doc, 1000)
  doc.becomes({ waiting: 1 })
  doc.becomes({ waiting: 0 })
  expect(await answer).toBe(true)
  expect(doc.listeners.size).toBe(0)
})

test('[ED45] without contact, or when it is lost, who leaves is asked at once', async () => {
  expect(await allSaved(fakeDoc(1, 'opening'), 1000)).toBe(false)
  const doc = fakeDoc(1, 'live')
  const answer = allSaved(doc, 1000)
  doc.becomes({ connection: { state: 'opening' } })
  expect(await answer).toBe(false)
})

test('[ED45] a slow server is not waited for without end', async () => {
  vi.useFakeTimers()
  try {
    const answer = allSaved(fakeDoc(1, 'live'), 1000)
    await vi.advanceTimersByTimeAsync(1000)
    expect(await answer).toBe(false)
  } finally {
    vi.useRealTimers()
  }
})
