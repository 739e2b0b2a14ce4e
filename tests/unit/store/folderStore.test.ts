import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openFolderStore } from '../../../server/store/folderStore.ts'
import type { RegisterSpec } from '../../../server/store/register.ts'
import { CrashDisk } from './crashDisk.ts'

const anna = { user: 'anna' }
const at = '2024-01-31T10:00:00Z'
const words: RegisterSpec<readonly string[], { word: string }> = {
  version: 1,
  initial: [],
  state: z.array(z.string()),
  event: z.strictObject({ word: z.string() }),
  reduce: (state, { event }) => [...state, event.word],
}
const nothing = () => undefined

const openOn = ({ disk }: CrashDisk) =>
  openFolderStore(
    {
      disk,
      root: '/data',
      after: () => nothing,
      log: { info: nothing, warn: nothing, error: nothing },
      now: () => at,
    },
    { people: words, notices: words, report: words },
  )

/** A report and the text of a section, each written to once. */
async function begin(crashDisk: CrashDisk) {
  const store = await openOn(crashDisk)
  const report = await store.createReport('r', [{ word: 'one' }], anna, at)
  const { log } = await store.openSection('r.s.1')
  await report?.append([{ word: 'two' }], anna, at)
  await log.appendUpdate({ bytes: new Uint8Array([1]), user: 'anna', at })
  return { store, report, log }
}

describe('a store on a failing disk', () => {
  it.each([
    ['write', 1],
    ['sync', 2],
  ])(
    '[ST10] a report whose %s failed is another one when asked for again, and goes on',
    async (_what, step) => {
      const probe = new CrashDisk()
      await begin(probe)
      const crashDisk = new CrashDisk({ at: probe.steps + step, kind: 'fail' })
      const { store, report } = await begin(crashDisk)
      await expect(report?.append([{ word: 'three' }], anna, at)).rejects.toThrow('EIO')
      const again = await store.openReport('r')
      expect(again).not.toBe(report)
      expect(again?.state().slice(0, 2)).toEqual(['one', 'two'])
      await again?.append([{ word: 'four' }], anna, at)
      await store.close()
      const found = await (await openOn(crashDisk.afterCrash(() => 0))).openReport('r')
      expect(found?.state().filter((word) => word !== 'three')).toEqual(['one', 'two', 'four'])
      expect(crashDisk.misused).toBe(0)
    },
  )

  it('[ST3] a section log that failed can be closed and opened again, and goes on', async () => {
    const probe = new CrashDisk()
    await begin(probe)
    const crashDisk = new CrashDisk({ at: probe.steps + 1, kind: 'fail' })
    const { store, log } = await begin(crashDisk)
    const second = { bytes: new Uint8Array([2]), user: 'anna', at }
    await expect(log.appendUpdate(second)).rejects.toThrow('EIO')
    await expect(store.openSection('r.s.1')).rejects.toThrow('held')
    await log.close()
    const again = await store.openSection('r.s.1')
    expect(again.contents.updates.map(({ bytes }) => bytes[0])).toEqual([1])
    await again.log.appendUpdate(second)
    const found = await (await openOn(crashDisk.afterCrash(() => 0))).readSection('r.s.1')
    expect(found?.updates.map(({ bytes }) => bytes[0])).toEqual([1, 2])
  })
})
