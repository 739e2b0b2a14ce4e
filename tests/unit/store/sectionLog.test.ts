import { describe, expect, it } from 'vitest'
import { isStorableId, parseDocId } from '../../../server/store/docId.ts'
import { createSectionLog, openSectionLog } from '../../../server/store/sectionLog.ts'
import type { Lease, OpenedSectionLog, SectionUpdate } from '../../../server/store/sectionLog.ts'
import { CrashDisk } from './crashDisk.ts'

const path = '/sections/r.s.1.log'
const bytes = (...values: number[]) => new Uint8Array(values)
const update = (value: number): SectionUpdate => ({
  bytes: bytes(value, 0, 255),
  user: 'anna',
  at: `t${value}`,
})
const lease = (clientId: number): Lease => ({
  clientId,
  user: 'bo',
  stateVector: bytes(clientId % 256),
  at: 't',
  schemaVersion: 3,
})

async function open(crashDisk: CrashDisk): Promise<OpenedSectionLog> {
  const opened = await openSectionLog(crashDisk.disk, path, 'r.s.1')
  if (opened === null) throw new Error('no log')
  return opened
}

async function fresh() {
  const crashDisk = new CrashDisk()
  await createSectionLog(crashDisk.disk, path, { snapshot: null, leases: [], updates: [] })
  return { crashDisk, log: (await open(crashDisk)).log }
}

describe('section log', () => {
  it('[ST6] gives back leases and updates in order', async () => {
    const { crashDisk, log } = await fresh()
    await Promise.all([
      log.appendLease(lease(1)),
      log.appendUpdate(update(1)),
      log.appendLease(lease(4294967295)),
      log.appendUpdate(update(2)),
    ])
    const { contents } = await open(crashDisk.afterCrash(() => 0))
    expect(contents).toEqual({
      snapshot: null,
      leases: [lease(1), lease(4294967295)],
      updates: [update(1), update(2)],
    })
    expect(await log.read()).toEqual(contents)
  })

  it('[ST6] compacting keeps every lease, the snapshot and what came after', async () => {
    const { crashDisk, log } = await fresh()
    const all = [
      log.appendLease(lease(1)),
      log.appendUpdate(update(1)),
      log.compact(bytes(9, 9)),
      log.appendLease(lease(2)),
      log.appendUpdate(update(2)),
    ]
    expect(log.growth()).toEqual({ updates: 1, bytes: 3 })
    await Promise.all(all)
    const found = await open(crashDisk.afterCrash(() => 0))
    expect(found.contents).toEqual({
      snapshot: bytes(9, 9),
      leases: [lease(1), lease(2)],
      updates: [update(2)],
    })
    await found.log.compact(bytes(8))
    expect(await found.log.read()).toEqual({ snapshot: bytes(8), leases: [lease(1), lease(2)], updates: [] })
  })

  it('[ST6] a compaction that fails cuts nothing', async () => {
    const probe = await fresh()
    await probe.log.appendUpdate(update(1))
    const failing = new CrashDisk({ at: probe.crashDisk.steps + 1, kind: 'fail' })
    await createSectionLog(failing.disk, path, { snapshot: null, leases: [], updates: [] })
    const { log } = await open(failing)
    await log.appendUpdate(update(1))
    await expect(log.compact(bytes(9))).rejects.toThrow('EIO')
    expect(log.growth()).toEqual({ updates: 1, bytes: 3 })
    expect((await log.read()).updates).toEqual([update(1)])
  })
})

describe('document ids', () => {
  it('[ST13] are three plain parts and nothing that could lead elsewhere', () => {
    expect(parseDocId('sn-2023.ekonomi_1.12')).toEqual({
      reportId: 'sn-2023',
      sectionId: 'ekonomi_1',
      epoch: 12,
    })
    const wrong = [
      '',
      'a.b',
      'a.b.c',
      'a.b.1.2',
      'a.b.01',
      'a.b.-1',
      'a..1',
      '../a.b.1',
      'a/b.c.1',
      'a.b.1\n',
      'a.b.1\0',
      '-a.b.1',
      '.b.1',
      'å.b.1',
      `${'a'.repeat(81)}.b.1`,
    ]
    expect(wrong.filter((text) => parseDocId(text) !== null)).toEqual([])
    expect(['', '..', 'a.b', 'a/b', 'a\\b', '_a', 'a b'].filter(isStorableId)).toEqual([])
  })
})
