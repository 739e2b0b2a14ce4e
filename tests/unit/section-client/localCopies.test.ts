import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { forgetCleanCopies, keepCopy, takeLeftCopies } from '../../../client/sync/localCopies.ts'
import { lastText, type } from './fakeServer.ts'

/** One browser: its storage, and locks that go with the page that holds them. */
function browser(): { closePage(): void } {
  let held = new Set<string>()
  const stored = new Map<string, string>()
  vi.stubGlobal('navigator', {
    locks: {
      request: async (
        name: string,
        _options: unknown,
        run: (lock: object | null) => Promise<void> | undefined,
      ) => {
        if (held.has(name)) return run(null)
        const locks = held
        locks.add(name)
        await run({})
        locks.delete(name)
      },
    },
  })
  vi.stubGlobal('localStorage', {
    get length() {
      return stored.size
    },
    key: (at: number) => [...stored.keys()][at] ?? null,
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  })
  return {
    closePage: () => {
      held = new Set()
    },
  }
}

let page: ReturnType<typeof browser>
beforeEach(() => {
  page = browser()
})
afterEach(() => vi.unstubAllGlobals())

const ofSection = (doc: string): boolean => doc.startsWith('r.s.')

async function write(user: string, docName: string, words: string) {
  const doc = new Y.Doc()
  const copy = await keepCopy(user, docName, doc)
  if (copy === null) throw new Error('this browser keeps no copies')
  type(doc, 'intro', words)
  copy.mark({ clean: false, savedClock: 0 })
  return { doc, copy }
}

const textIn = (update: Uint8Array): string => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  return lastText(doc, 'intro').toJSON()
}

describe('copies in the browser', () => {
  it('[ED39] what a page left unsaved is taken over by the next page of the same person, once', async () => {
    await write('per', 'r.s.1', 'unsaved')
    page.closePage()
    const left = await takeLeftCopies('per', ofSection)
    expect(left.map(({ update, note }) => [note.doc, textIn(update)])).toEqual([['r.s.1', 'unsaved']])
    await left[0]?.remove()
    page.closePage()
    expect(await takeLeftCopies('per', ofSection)).toEqual([])
  })

  it('[ED40] a copy that a living page holds, of another person or of another section is left alone', async () => {
    await write('per', 'r.s.1', 'living')
    expect(await takeLeftCopies('per', ofSection)).toEqual([])
    page.closePage()
    expect(await takeLeftCopies('anna', ofSection)).toEqual([])
    expect(await takeLeftCopies('per', (doc) => doc.startsWith('r.other.'))).toEqual([])
  })

  it('[ED41] sign-out deletes what is saved and keeps what is not', async () => {
    const saved = await write('per', 'r.s.1', 'saved')
    saved.copy.mark({ clean: true, savedClock: 8 })
    await write('per', 'r.s.1', 'unsaved')
    page.closePage()
    // The databases of a closed page are closed with it.
    await saved.copy.release()
    await forgetCleanCopies('per')
    const left = await takeLeftCopies('per', ofSection)
    expect(left.map(({ update }) => textIn(update))).toEqual(['unsaved'])
  })
})
