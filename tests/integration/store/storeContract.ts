import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import type { Store } from '../../../server/store/store.ts'

type Words = readonly string[]
type Word = { word: string }
type WordStore = Store<Words, Word, Words, Word, Words, Word>

const anna = { user: 'anna' }
const at = '2024-01-31T10:00:00Z'
const text = (value: string) => new TextEncoder().encode(value)
const update = (value: string) => ({ bytes: text(value), user: 'anna', at })

/** What every store does. `open` opens the same data again after `close`. */
export function storeContract(
  name: string,
  make: () => Promise<{ open: () => Promise<WordStore>; remove: () => Promise<void> }>,
): void {
  describe(`${name}: store contract`, () => {
    const cleanUp: (() => Promise<void>)[] = []
    afterEach(async () => {
      for (const run of cleanUp.splice(0).toReversed()) await run()
    })

    async function begin() {
      const made = await make()
      cleanUp.push(made.remove)
      let store = await made.open()
      cleanUp.push(() => store.close())
      return {
        store,
        reopened: async () => {
          await store.close()
          store = await made.open()
          return store
        },
      }
    }

    it('[ST8] keeps people, notices and reports', async () => {
      const { store, reopened } = await begin()
      expect(await store.reportIds()).toEqual([])
      expect(await store.openReport('sn-2023')).toBeNull()
      const made = await store.createReport('sn-2023', [{ word: 'one' }, { word: 'two' }], anna, at)
      expect(made?.state()).toEqual(['one', 'two'])
      expect(made?.durableSeq()).toBe(2)
      expect(await store.openReport('sn-2023')).toBe(made)
      await made?.append([{ word: 'three' }], anna, at)
      await (await store.openPeople()).append([{ word: 'anna' }], anna, at)
      await (await store.openNotices()).append([{ word: 'told' }], anna, at)
      const again = await reopened()
      expect((await again.openPeople()).state()).toEqual(['anna'])
      expect((await again.openNotices()).state()).toEqual(['told'])
      expect((await again.openReport('sn-2023'))?.state()).toEqual(['one', 'two', 'three'])
      expect(await again.reportIds()).toEqual(['sn-2023'])
    })

    it('[ST8] a report id is given once, also to two who ask at the same time', async () => {
      const { store } = await begin()
      const made = await Promise.all(
        ['a', 'b', 'c'].map((word) => store.createReport('r', [{ word }], anna, at)),
      )
      expect(made.filter((register) => register !== null)).toHaveLength(1)
      expect(await store.createReport('r', [{ word: 'd' }], anna, at)).toBeNull()
      expect((await store.openReport('r'))?.seq()).toBe(1)
    })

    it('[ST6] keeps the documents of sections, each epoch for itself', async () => {
      const { store, reopened } = await begin()
      await store.createReport('r', [], anna, at)
      const first = await store.openSection('r.s.1')
      expect(first.contents).toEqual({ snapshot: null, leases: [], updates: [] })
      const lease = { clientId: 7, user: 'anna', stateVector: text('v'), at, schemaVersion: 1 }
      await Promise.all([first.log.appendLease(lease), first.log.appendUpdate(update('a'))])
      expect((await store.readSection('r.s.1'))?.updates).toEqual([update('a')])
      expect(
        await store.createSection('r.s.10', { snapshot: text('S'), leases: [], updates: [update('b')] }),
      ).toBe(true)
      expect(await store.createSection('r.s.10', { snapshot: null, leases: [], updates: [] })).toBe(false)
      await (await store.openSection('r.s.2')).log.appendUpdate(update('c'))
      const again = await reopened()
      expect(await again.sectionDocs('r')).toEqual(['r.s.1', 'r.s.2', 'r.s.10'])
      expect((await again.openSection('r.s.1')).contents).toEqual({
        snapshot: null,
        leases: [lease],
        updates: [update('a')],
      })
      expect(await again.readSection('r.s.10')).toEqual({
        snapshot: text('S'),
        leases: [],
        updates: [update('b')],
      })
      expect(await again.readSection('r.s.11')).toBeNull()
    })

    it('[ST6] a section log has one holder at a time', async () => {
      const { store } = await begin()
      await store.createReport('r', [], anna, at)
      const opened = await Promise.allSettled([store.openSection('r.s.1'), store.openSection('r.s.1')])
      expect(opened.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
      if (opened[0].status !== 'fulfilled') return
      await opened[0].value.log.close()
      await (await store.openSection('r.s.1')).log.appendUpdate(update('a'))
    })

    it('[ST6] closing waits for what was appended', async () => {
      const { store, reopened } = await begin()
      const report = await store.createReport('r', [], anna, at)
      const { log } = await store.openSection('r.s.1')
      const all = Promise.all([log.appendUpdate(update('a')), report?.append([{ word: 'last' }], anna, at)])
      const again = await reopened()
      await all
      expect((await again.readSection('r.s.1'))?.updates).toEqual([update('a')])
      expect((await again.openReport('r'))?.state()).toEqual(['last'])
    })

    it('[ST13] refuses ids that are no ids, and documents of no report', async () => {
      const { store } = await begin()
      await expect(store.createReport('../r', [], anna, at)).rejects.toThrow('not the id')
      await expect(store.openReport('a/b')).rejects.toThrow('not the id')
      await expect(store.sectionDocs('..')).rejects.toThrow('not the id')
      await expect(store.readSection('r.s/../t.1')).rejects.toThrow('not the id')
      await expect(store.openSection('r.s.1')).rejects.toThrow('no report')
      await expect(store.createSection('r.s.1', { snapshot: null, leases: [], updates: [] })).rejects.toThrow(
        'no report',
      )
      expect(await store.media.get('../people/journal')).toBeNull()
      expect(await store.reportIds()).toEqual([])
    })

    it('[ST12] keeps media by the hash of their bytes', async () => {
      const { store, reopened } = await begin()
      const hash = createHash('sha256').update('picture').digest('hex')
      expect(await store.media.has(hash)).toBe(false)
      expect(await Promise.all([store.media.put(text('picture')), store.media.put(text('picture'))])).toEqual(
        [hash, hash],
      )
      const again = await reopened()
      expect(await again.media.has(hash)).toBe(true)
      expect(await again.media.get(hash)).toEqual(text('picture'))
      expect(await again.media.get('0'.repeat(64))).toBeNull()
    })
  })
}
