import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crc32c } from '../../../server/store/crc32c.ts'
import { encodeFrame, encodeHeader, headerBytes, scanJournal } from '../../../server/store/journalFormat.ts'
import {
  createJournal,
  JournalDamaged,
  JournalFailed,
  openJournal,
  readJournal,
} from '../../../server/store/journal.ts'
import type { OpenedJournal } from '../../../server/store/journal.ts'
import type { Disk } from '../../../server/store/disk.ts'
import { CrashDisk } from './crashDisk.ts'
import type { Fault } from './crashDisk.ts'

const path = '/data/journal'
const record = (text: string) => new TextEncoder().encode(text)
const texts = (records: readonly Uint8Array[]) => records.map((bytes) => new TextDecoder().decode(bytes))

async function fresh(crashDisk = new CrashDisk()): Promise<{ crashDisk: CrashDisk; opened: OpenedJournal }> {
  await createJournal(crashDisk.disk, path, [])
  return { crashDisk, opened: await mustOpen(crashDisk.disk) }
}

async function mustOpen(disk: Disk): Promise<OpenedJournal> {
  const opened = await openJournal(disk, path)
  if (opened === null) throw new Error('no journal')
  return opened
}

/** A small generator of its own, so that what a crash loses is part of the seed. */
function randomFrom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

describe('journal format', () => {
  it('[ST2] the checksum is CRC-32C', () => {
    expect(crc32c(record('123456789'))).toBe(0xe3069283)
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa)
    expect(crc32c(record('56789'), crc32c(record('1234')))).toBe(0xe3069283)
  })

  it('[ST2] a file cut anywhere gives the commits before the cut and never counts as damaged', () => {
    const frames = [[record('a'), record('bb')], [record('ccc')], [record(''), record('dddd')]]
    let bytes = encodeHeader()
    const ends = [bytes.length]
    for (const frame of frames) {
      bytes = new Uint8Array([...bytes, ...encodeFrame(frame, bytes.length)])
      ends.push(bytes.length)
    }
    for (let cut = headerBytes; cut <= bytes.length; cut++) {
      const whole = ends.filter((end) => end <= cut).length - 1
      const scan = scanJournal(bytes.subarray(0, cut))
      expect(texts(scan.records)).toEqual(texts(frames.slice(0, whole).flat()))
      expect(scan.end).toBe(ends[whole])
      expect(scan.damagedAt).toBeNull()
    }
  })

  it('[ST2] a text that looks like a frame is not taken for one behind a torn commit', () => {
    const disguised = encodeFrame([record('not a frame')], headerBytes)
    const torn = encodeFrame([disguised, disguised], headerBytes).subarray(0, -1)
    expect(scanJournal(new Uint8Array([...encodeHeader(), ...torn])).damagedAt).toBeNull()
  })
})

describe('journal', () => {
  it('[ST1] an append resolves only when a sync has covered it', async () => {
    const { crashDisk, opened } = await fresh()
    const syncsBefore = crashDisk.syncs
    await opened.journal.append([record('a')])
    expect(crashDisk.syncs).toBe(syncsBefore + 1)
    const found = await mustOpen(crashDisk.afterCrash(() => 0).disk)
    expect(texts(found.records)).toEqual(['a'])
  })

  it('[ST5] appends that arrive during a commit share the next one', async () => {
    const { crashDisk, opened } = await fresh()
    const before = crashDisk.syncs
    const first = opened.journal.append([record('first')])
    await Promise.resolve()
    const later = Array.from({ length: 200 }, (_, i) => opened.journal.append([record(`later ${i}`)]))
    await Promise.all([first, ...later])
    expect(crashDisk.syncs - before).toBe(2)
    expect(await opened.journal.read()).toHaveLength(201)
  })

  it('[ST2] a torn tail is cut off and reported, and the next append lies where it was', async () => {
    const { crashDisk, opened } = await fresh()
    await opened.journal.append([record('kept')])
    const end = opened.journal.length()
    crashDisk.damage(path, end, new Uint8Array(11).fill(7))
    const found = await mustOpen(crashDisk.disk)
    expect(found.dropped).toEqual({ offset: end, bytes: 11 })
    await found.journal.append([record('next')])
    const again = await mustOpen(crashDisk.disk)
    expect(texts(again.records)).toEqual(['kept', 'next'])
    expect(again.dropped).toBeNull()
  })

  it('[ST2] a bad commit with a good one behind it is refused with file and offset, and left as it is', async () => {
    const { crashDisk, opened } = await fresh()
    await opened.journal.append([record('first')])
    const second = opened.journal.length()
    await opened.journal.append([record('second')])
    await opened.journal.append([record('third')])
    for (const offset of [second, second + 5, second + 14]) {
      const damaged = crashDisk.afterCrash(() => 0)
      damaged.damage(path, offset, record('\xff'))
      const before = damaged.bytes(path)
      const error = await openJournal(damaged.disk, path).catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(JournalDamaged)
      expect(error).toMatchObject({ path, offset: second })
      expect(damaged.bytes(path)).toEqual(before)
    }
  })

  it('[ST2] a file that is no journal is refused', async () => {
    const { crashDisk } = await fresh()
    crashDisk.damage(path, 0, record('PK'))
    await expect(openJournal(crashDisk.disk, path)).rejects.toMatchObject({ path, offset: 0 })
  })

  it.each(['write', 'sync'] as const)(
    '[ST3] after a failed %s everything is refused and the handle left alone',
    async (what) => {
      const crashDisk = new CrashDisk()
      await createJournal(crashDisk.disk, path, [])
      const steps = crashDisk.steps
      const failing = new CrashDisk({ at: steps + (what === 'write' ? 5 : 6), kind: 'fail' })
      await createJournal(failing.disk, path, [])
      const { journal } = await mustOpen(failing.disk)
      await journal.append([record('kept')])
      const results = await Promise.allSettled([
        journal.append([record('a')]),
        Promise.resolve().then(() => journal.append([record('b')])),
      ])
      expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
      await expect(journal.append([record('c')])).rejects.toBeInstanceOf(JournalFailed)
      await expect(journal.rewrite([])).rejects.toBeInstanceOf(JournalFailed)
      await expect(journal.read()).rejects.toBeInstanceOf(JournalFailed)
      await journal.close()
      expect(failing.misused).toBe(0)
      expect(texts((await mustOpen(failing.afterCrash(() => 0).disk)).records)[0]).toBe('kept')
    },
  )

  it('[ST3] what a failed sync left readable is made durable before it is shown, and what follows holds', async () => {
    const probe = await fresh()
    await probe.opened.journal.append([record('a')])
    const { crashDisk, opened } = await fresh(new CrashDisk({ at: probe.crashDisk.steps, kind: 'fail' }))
    await expect(opened.journal.append([record('a')])).rejects.toBeInstanceOf(JournalFailed)
    const reopened = await mustOpen(crashDisk.disk)
    expect(texts(reopened.records)).toEqual(['a'])
    await reopened.journal.append([record('b')])
    expect(texts((await mustOpen(crashDisk.afterCrash(() => 0).disk)).records)).toEqual(['a', 'b'])
  })

  it('[ST4] a rewrite takes the place of what came before it and nothing of what comes after', async () => {
    const { crashDisk, opened } = await fresh()
    const { journal } = opened
    const all = [journal.append([record('a')]), journal.rewrite([record('A')]), journal.append([record('b')])]
    await Promise.all(all)
    expect(texts(await journal.read())).toEqual(['A', 'b'])
    expect(texts((await mustOpen(crashDisk.afterCrash(() => 0).disk)).records)).toEqual(['A', 'b'])
  })

  it('[ST4] a rewrite that cannot be written leaves the journal in use', async () => {
    const probe = await fresh()
    await probe.opened.journal.append([record('a')])
    const { opened } = await fresh(new CrashDisk({ at: probe.crashDisk.steps + 2, kind: 'fail' }))
    const { journal } = opened
    await journal.append([record('a')])
    await expect(journal.rewrite([record('A')])).rejects.toBeInstanceOf(JournalFailed)
    await journal.append([record('b')])
    expect(texts(await journal.read())).toEqual(['a', 'b'])
  })

  it('[ST1] closing waits for what was appended', async () => {
    const { crashDisk, opened } = await fresh()
    const appended = opened.journal.append([record('last')])
    await opened.journal.close()
    await appended
    await expect(opened.journal.append([record('late')])).rejects.toBeInstanceOf(JournalFailed)
    expect(texts((await mustOpen(crashDisk.afterCrash(() => 0).disk)).records)).toEqual(['last'])
  })
})

type Act = { kind: 'append'; sizes: number[] } | { kind: 'rewrite' } | { kind: 'turn' }

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('append' as const),
      sizes: fc.array(fc.nat(40), { minLength: 1, maxLength: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'rewrite' as const }) },
  { weight: 3, arbitrary: fc.constant({ kind: 'turn' as const }) },
)

/** Runs the acts until the end or the fault; answers how many appends were made and how many acknowledged. */
async function run(
  crashDisk: CrashDisk,
  acts: readonly Act[],
  from: number,
): Promise<{ made: number; acknowledged: number }> {
  const { journal } = await mustOpen(crashDisk.disk)
  const pending: Promise<unknown>[] = []
  let made = from
  let acknowledged = from
  const sealed = await journal.read()
  for (const next of acts) {
    if (next.kind === 'turn') await new Promise((resolve) => setImmediate(resolve))
    else if (next.kind === 'rewrite') {
      pending.push(journal.rewrite([...sealed]).catch(() => undefined))
    } else {
      const number = ++made
      const records = next.sizes.map((size, part) =>
        record(`${number}.${part}/${next.sizes.length}${'x'.repeat(size)}`),
      )
      sealed.push(...records)
      const acknowledge = async () => {
        await journal.append(records)
        expect(number).toBe(acknowledged + 1)
        acknowledged = number
      }
      pending.push(
        acknowledge().catch((error: unknown) => {
          if (!(error instanceof JournalFailed)) throw error
        }),
      )
    }
  }
  await Promise.all(pending)
  return { made, acknowledged }
}

/** How many appends the records hold, each whole and in order. */
function wholeAppends(records: readonly Uint8Array[]): number {
  let number = 0
  let part = 0
  for (const text of texts(records)) {
    const [, n, p, of] = /^(\d+)\.(\d+)\/(\d)/.exec(text) ?? []
    if (part === 0) number += 1
    expect([Number(n), Number(p)]).toEqual([number, part])
    part = Number(p) + 1 === Number(of) ? 0 : part + 1
  }
  expect(part).toBe(0)
  return number
}

describe('journal after a crash', () => {
  it('[ST1] a journal whose making was interrupted is there whole or not at all', async () => {
    for (let at = 1; at <= 5; at++) {
      for (let seed = 0; seed < 20; seed++) {
        const crashDisk = new CrashDisk({ at, kind: 'crash' })
        await expect(createJournal(crashDisk.disk, path, [record('a'), record('b')])).rejects.toThrow('stops')
        const found = await openJournal(crashDisk.afterCrash(randomFrom(seed)).disk, path)
        if (found !== null) expect(texts(found.records)).toEqual(['a', 'b'])
      }
    }
  })

  it('[ST1] at any step, whatever the disk lost: all that was acknowledged is there, in order, and nothing in halves', async () => {
    const faults: fc.Arbitrary<Fault> = fc.record({
      at: fc.integer({ min: 6, max: 40 }),
      kind: fc.constantFrom('crash', 'fail'),
    })
    let stopped = 0
    let torn = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { minLength: 1, maxLength: 25 }),
        faults,
        faults,
        fc.integer(),
        async (acts, first, second, seed) => {
          const random = randomFrom(seed)
          let crashDisk: CrashDisk = new CrashDisk(first)
          await createJournal(crashDisk.disk, path, [])
          let before = 0
          for (const fault of [{ ...second, at: second.at - 5 }, null]) {
            const outcome = await run(crashDisk, acts, before).catch((error: unknown) => {
              // Opening itself may meet the fault.
              if (error instanceof Error && /machine|EIO/.test(error.message))
                return { made: before, acknowledged: before }
              throw error
            })
            if (crashDisk.crashed) stopped += 1
            // After a mere fault the program may also open the journal again on the running machine.
            if (crashDisk.crashed || random() < 0.5) crashDisk = crashDisk.afterCrash(random, fault)
            const found = await readJournal(crashDisk.disk, path)
            if (found === null) throw new Error('the journal is gone')
            if (found.scan.end < found.bytes.length) torn += 1
            const there = wholeAppends(found.scan.records)
            expect(there).toBeGreaterThanOrEqual(outcome.acknowledged)
            expect(there).toBeLessThanOrEqual(outcome.made)
            before = there
          }
          const quiet = crashDisk.afterCrash(random)
          const survived = await readJournal(quiet.disk, path)
          before = wholeAppends(survived?.scan.records ?? [])
          const last = await run(quiet, [{ kind: 'append', sizes: [3] }], before)
          expect(last.acknowledged).toBe(before + 1)
        },
      ),
      { numRuns: 1500, seed: 20240131 },
    )
    // The property means nothing if the crash seldom hits.
    expect(stopped).toBeGreaterThan(200)
    expect(torn).toBeGreaterThan(50)
  })
})
