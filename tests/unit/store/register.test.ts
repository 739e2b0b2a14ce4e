import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { After } from '../../../server/store/after.ts'
import type { Disk } from '../../../server/store/disk.ts'
import { createEntryLog } from '../../../server/store/entryLog.ts'
import { memoryDisk } from '../../../server/store/memoryDisk.ts'
import { openRegister, RegisterClosed } from '../../../server/store/register.ts'
import type { Register, RegisterSpec } from '../../../server/store/register.ts'
import type { StoreLog } from '../../../server/store/storeLog.ts'
import { CrashDisk } from './crashDisk.ts'

const paths = { journal: '/r/journal', snapshot: '/r/register.json' }
const anna = { user: 'anna' }

/** A list of numbers to which numbers are added; 13 is a bug in the reducer. */
const numbers: RegisterSpec<readonly number[], { add: number }> = {
  version: 1,
  initial: [],
  state: z.array(z.number()),
  event: z.strictObject({ add: z.number() }),
  reduce: (state, { event }) => {
    if (event.add === 13) throw new Error('bad luck')
    return [...state, event.add]
  },
}

/** Timers that run when the test says so. */
function handTimers() {
  const waiting = new Set<() => void>()
  const after: After = (_ms, run) => {
    waiting.add(run)
    return () => waiting.delete(run)
  }
  return {
    after,
    waiting,
    ring() {
      const due = [...waiting]
      waiting.clear()
      for (const run of due) run()
    },
  }
}

function silentLog() {
  const said: string[] = []
  const say = (_details: object, message: string) => void said.push(message)
  return { said, log: { info: say, warn: say, error: say } satisfies StoreLog }
}

const never: After = () => () => undefined

async function make(disk: Disk): Promise<void> {
  await createEntryLog(disk, paths.journal, [], anna, 't0')
}

async function open(
  disk: Disk,
  after: After = never,
  spec = numbers,
  log: StoreLog = silentLog().log,
): Promise<Register<readonly number[], { add: number }>> {
  const register = await openRegister({ disk, after, log }, paths, spec)
  if (register === null) throw new Error('no register')
  return register
}

async function onMemory(after?: After) {
  const disk = memoryDisk()
  await disk.makeFolder('/r')
  await make(disk)
  return { disk, register: await open(disk, after) }
}

describe('register', () => {
  it('[ST8] is null where there is none', async () => {
    expect(
      await openRegister({ disk: memoryDisk(), after: never, log: silentLog().log }, paths, numbers),
    ).toBeNull()
  })

  it('[ST8] advances at once, and opens as it was, with or without a snapshot', async () => {
    const { disk, register } = await onMemory()
    const first = register.append([{ add: 1 }, { add: 2 }], anna, 't1')
    expect(register.state()).toEqual([1, 2])
    expect(register.durableSeq()).toBe(0)
    expect((await first).map(({ seq, at, actor, event }) => ({ seq, at, actor, event }))).toEqual([
      { seq: 1, at: 't1', actor: anna, event: { add: 1 } },
      { seq: 2, at: 't1', actor: anna, event: { add: 2 } },
    ])
    expect(register.durableSeq()).toBe(2)
    expect((await open(disk)).state()).toEqual([1, 2])
    await register.close()
    const second = await open(disk)
    await second.append([{ add: 3 }], anna, 't2')
    const third = await open(disk)
    expect(third.state()).toEqual([1, 2, 3])
    expect(third.seq()).toBe(3)
    expect((await third.entries()).map(({ event }) => event)).toEqual([{ add: 1 }, { add: 2 }, { add: 3 }])
  })

  it('[ST8] a snapshot of another version, or one that cannot be read, is replaced by a replay', async () => {
    const { disk, register } = await onMemory()
    await register.append([{ add: 1 }], anna, 't1')
    await register.close()
    const doubled = {
      ...numbers,
      version: 2,
      reduce: (state: readonly number[], { event }: { event: { add: number } }) => [...state, 2 * event.add],
    }
    expect((await open(disk, never, doubled)).state()).toEqual([2])
    const file = await disk.create(paths.snapshot)
    await file.write(0, new TextEncoder().encode('{"version":1,'))
    const { said, log } = silentLog()
    expect((await open(disk, never, numbers, log)).state()).toEqual([1])
    expect(said).toHaveLength(1)
  })

  it('[ST8] a journal that lacks what the snapshot holds is refused', async () => {
    const { disk, register } = await onMemory()
    await register.append([{ add: 1 }], anna, 't1')
    await register.close()
    await make(disk)
    await expect(open(disk)).rejects.toThrow('/r/journal does not hold entry 1')
    const other = await openRegister(
      { disk, after: never, log: silentLog().log },
      { ...paths, snapshot: '/r/none' },
      numbers,
    )
    await other?.append([{ add: 7 }], anna, 't1')
    await expect(open(disk)).rejects.toThrow('does not hold entry 1')
  })

  it('[ST8] writes its snapshot at most once per interval, and only when something has changed', async () => {
    const timers = handTimers()
    const { disk, register } = await onMemory(timers.after)
    expect(timers.waiting.size).toBe(0)
    for (let i = 0; i < 20; i++) await register.append([{ add: i + 20 }], anna, 't')
    expect(timers.waiting.size).toBe(1)
    expect(await disk.open(paths.snapshot, 'read')).toBeNull()
    timers.ring()
    await register.append([{ add: 1 }], anna, 't')
    await register.close()
    expect(timers.waiting.size).toBe(0)
    const file = await disk.open(paths.snapshot, 'read')
    const text = new TextDecoder().decode(await file?.read(0, 10_000))
    expect(JSON.parse(text)).toMatchObject({ seq: 21 })
  })

  it('[ST8] an event that could not be read back, or that the reducer cannot take, changes nothing', async () => {
    const { register } = await onMemory()
    await register.append([{ add: 1 }], anna, 't')
    await expect(register.append([{ add: 2 }, { add: Number.NaN }], anna, 't')).rejects.toThrow(
      'Invalid input',
    )
    await expect(register.append([{ add: 2 }, { add: 13 }], anna, 't')).rejects.toThrow('bad luck')
    expect(register.state()).toEqual([1])
    await register.append([{ add: 3 }], anna, 't')
    expect((await register.audit()).map(({ seq }) => seq)).toEqual([1, 2])
  })

  it('[ST9] tells of entries in order, after their commit and before the appender', async () => {
    const crashDisk = new CrashDisk()
    await make(crashDisk.disk)
    const register = await open(crashDisk.disk)
    const told: number[] = []
    register.onDurable(() => {
      throw new Error('a bug of a listener')
    })
    const off = register.onDurable((entries) => {
      const stored = crashDisk.afterCrash(() => 0).bytes(paths.journal) ?? new Uint8Array()
      for (const { seq, hash } of entries) {
        expect(new TextDecoder().decode(stored)).toContain(hash)
        told.push(seq)
      }
    })
    const appends = [1, 2, 3].map(async (add) => {
      const entries = await register.append([{ add }, { add }], anna, 't')
      expect(told).toEqual(expect.arrayContaining(entries.map(({ seq }) => seq)))
    })
    expect(await register.durableState()).toEqual([1, 1, 2, 2, 3, 3])
    await Promise.all(appends)
    expect(told).toEqual([1, 2, 3, 4, 5, 6])
    off()
    await register.append([{ add: 4 }], anna, 't')
    expect(told).toHaveLength(6)
  })

  it('[ST10] after a failed append it refuses everything, tells so once, and opens with what is on disk', async () => {
    const probe = new CrashDisk()
    await make(probe.disk)
    await (await open(probe.disk)).append([{ add: 1 }], anna, 't')
    const crashDisk = new CrashDisk({ at: probe.steps + 1, kind: 'fail' })
    await make(crashDisk.disk)
    const timers = handTimers()
    const register = await open(crashDisk.disk, timers.after)
    const failures: Error[] = []
    const told: number[] = []
    register.onFailed((error) => failures.push(error))
    register.onDurable((entries) => told.push(...entries.map(({ seq }) => seq)))
    await register.append([{ add: 1 }], anna, 't')
    const results = await Promise.allSettled([
      register.append([{ add: 2 }], anna, 't'),
      register.append([{ add: 3 }], anna, 't'),
      register.durableState(),
    ])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(() => register.state()).toThrow(RegisterClosed)
    await expect(register.append([{ add: 4 }], anna, 't')).rejects.toBeInstanceOf(RegisterClosed)
    expect(failures).toHaveLength(1)
    expect(told).toEqual([1])
    expect(timers.waiting.size).toBe(0)
    await register.close()
    expect((await open(crashDisk.afterCrash(() => 0.9).disk)).state()).toEqual([1])
  })
})

describe('register after a crash', () => {
  it('[ST8] at any step, snapshots included: all that was acknowledged is there, and it is a prefix of what was done', async () => {
    let snapshots = 0
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 8, max: 60 }),
        fc.array(fc.constantFrom('append', 'turn', 'ring'), { maxLength: 40 }),
        fc.integer({ min: 0, max: 9 }),
        async (at, acts, loss) => {
          const crashDisk = new CrashDisk({ at, kind: 'crash' })
          await make(crashDisk.disk)
          const timers = handTimers()
          const register = await open(crashDisk.disk, timers.after)
          let made = 0
          let acknowledged = 0
          const pending: Promise<unknown>[] = []
          for (const next of acts) {
            if (next === 'turn') await new Promise((resolve) => setImmediate(resolve))
            else if (next === 'ring') timers.ring()
            else {
              const add = 100 + made++
              const done = async () => {
                await register.append([{ add }], anna, 't')
                acknowledged = add - 99
              }
              pending.push(done().catch(() => undefined))
            }
          }
          await Promise.all(pending)
          let turn = loss
          const found = crashDisk.afterCrash(() => (turn++ % 10) / 10)
          if (found.bytes(paths.snapshot) !== null) snapshots += 1
          const state = (await open(found.disk)).state()
          expect(state.length).toBeGreaterThanOrEqual(acknowledged)
          expect(state).toEqual(Array.from({ length: made }, (_, i) => 100 + i).slice(0, state.length))
        },
      ),
      { numRuns: 500, seed: 8 },
    )
    expect(snapshots).toBeGreaterThan(50)
  })
})
