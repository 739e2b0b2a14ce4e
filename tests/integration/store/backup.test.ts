import { spawn } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { afterTimeout } from '../../../server/store/after.ts'
import { backUp, BackupRefused } from '../../../server/store/backup.ts'
import { verifyChain } from '../../../server/store/entryChain.ts'
import { openFileStore } from '../../../server/store/fileStore.ts'
import type { RegisterSpec } from '../../../server/store/register.ts'
import { nodeDisk } from '../../../server/store/nodeDisk.ts'
import { restore } from '../../../server/store/restore.ts'
import type { StoreSpecs } from '../../../server/store/folderStore.ts'
import type { RestoreSpecs } from '../../../server/store/restore.ts'
import { silent } from './silent.ts'

const anna = { user: 'anna' }
const at = '2024-01-31T10:00:00.000Z'
const restoredAt = new Date('2024-02-01T10:00:00Z')
const restoredEpoch = restoredAt.getTime() / 1000
const text = (value: string) => new TextEncoder().encode(value)
const update = (value: number) => ({ bytes: text(`update ${value}`), user: 'anna', at })

type Minutes = {
  said: readonly string[]
  epochs: Readonly<Record<string, number>>
  sessions: readonly string[]
}
type Event = { say: string } | { raise: string[]; to: number } | { open: string } | { end: string[] }

const minutes: RegisterSpec<Minutes, Event> = {
  version: 1,
  initial: { said: [], epochs: {}, sessions: [] },
  state: z.object({
    said: z.array(z.string()),
    epochs: z.record(z.string(), z.number()),
    sessions: z.array(z.string()),
  }),
  event: z.union([
    z.strictObject({ say: z.string() }),
    z.strictObject({ raise: z.array(z.string()), to: z.number() }),
    z.strictObject({ open: z.string() }),
    z.strictObject({ end: z.array(z.string()) }),
  ]),
  reduce: (state, { event }) => {
    if ('say' in event) return { ...state, said: [...state.said, event.say] }
    if ('open' in event) return { ...state, sessions: [...state.sessions, event.open] }
    if ('end' in event)
      return { ...state, sessions: state.sessions.filter((session) => !event.end.includes(session)) }
    return {
      ...state,
      epochs: { ...state.epochs, ...Object.fromEntries(event.raise.map((id) => [id, event.to])) },
    }
  },
}

const specs: RestoreSpecs<Minutes, Event, Minutes, Event> &
  StoreSpecs<Minutes, Event, Minutes, Event, Minutes, Event> = {
  people: minutes,
  notices: minutes,
  report: minutes,
  epochs: {
    of: (state, section) => state.epochs[section] ?? 1,
    raised: (sections, to) => ({ raise: [...sections], to }),
  },
  sessionsEnded: ({ sessions }) => [{ end: [...sessions] }],
}

describe('backup and restore', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'samskrift-backup-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  const openAt = (name: string) =>
    openFileStore(specs, { dataDir: join(folder, name), after: afterTimeout, log: silent, now: () => at })
  const backUpTo = (target: string, from = 'data') =>
    backUp(nodeDisk(), join(folder, from), join(folder, target), () => at)
  const restoreTo = (root: string, { from = 'backup', replace = false, now = restoredAt } = {}) =>
    restore(
      { disk: nodeDisk(), log: silent, now: () => now },
      { backup: join(folder, from), root: join(folder, root), replace },
      specs,
    )

  it('[ST14] a backup taken while people write opens, and holds all that was acknowledged before it began', async () => {
    const store = await openAt('data')
    const people = await store.openPeople()
    await people.append([{ open: 'session-1' }, { say: 'anna joined' }], anna, at)
    await (await store.openNotices()).append([{ say: 'told anna' }], anna, at)
    const report = await store.createReport('r', [{ say: 'made' }], anna, at)
    if (report === null) throw new Error('the id is free')
    const picture = await store.media.put(text('picture'))
    const { log } = await store.openSection('r.s.1')
    await log.appendLease({ clientId: 1, user: 'anna', stateVector: text(''), at, schemaVersion: 1 })

    const done = new AbortController()
    const count = { said: 0, updates: 0 }
    const speaking = async () => {
      while (!done.signal.aborted) {
        await report.append([{ say: `word ${count.said}` }], anna, at)
        count.said += 1
      }
    }
    const typing = async () => {
      while (!done.signal.aborted) {
        await log.appendUpdate(update(count.updates))
        count.updates += 1
        if (count.updates % 100 === 0) await log.compact(text(`state after ${count.updates}`))
      }
    }
    const writing = Promise.all([speaking(), typing()])
    for (let round = 0; round < 5; round++) {
      const enough = count.said + 20
      while (count.said < enough) await report.durableState()
      const acknowledged = { ...count }
      const made = await backUpTo(`backup-${round}`)
      expect(made).toMatchObject({ reports: 1, documents: 1, media: 1 })
      await restoreTo(`restored-${round}`, { from: `backup-${round}` })
      const restored = await openAt(`restored-${round}`)
      expect((await restored.openNotices()).state().said).toEqual(['told anna'])
      const found = await restored.openReport('r')
      if (found === null) throw new Error('the report is gone')
      const words = found.state().said
      expect(words.length - 1).toBeGreaterThanOrEqual(acknowledged.said)
      expect(words).toEqual(['made', ...words.slice(1).map((_, i) => `word ${i}`)])
      expect(verifyChain(await found.audit())).toBeNull()
      const contents = await restored.readSection(`r.s.${restoredEpoch}`)
      const covered = contents?.snapshot
        ? Number(new TextDecoder().decode(contents.snapshot).slice('state after '.length))
        : 0
      const numbers = contents?.updates.map(({ bytes }) => new TextDecoder().decode(bytes)) ?? []
      expect(numbers).toEqual(numbers.map((_, i) => `update ${covered + i}`))
      expect(covered + numbers.length).toBeGreaterThanOrEqual(acknowledged.updates)
      expect(await restored.media.get(picture)).toEqual(text('picture'))
      expect((await restored.openPeople()).state().said).toEqual(['anna joined'])
      await restored.close()
    }
    done.abort()
    await writing
    await store.close()
  })

  it('[ST15] a restore gives every section a new epoch, without leases, and ends every session', async () => {
    const store = await openAt('data')
    await (await store.openPeople()).append([{ open: 'session-1' }], anna, at)
    await store.createReport('r', [{ raise: ['t'], to: 2 }], anna, at)
    const lease = { clientId: 1, user: 'anna', stateVector: text(''), at, schemaVersion: 1 }
    for (const [doc, value] of [
      ['r.s.1', 1],
      ['r.t.1', 2],
      ['r.t.2', 3],
      ['r.t.3', 4],
    ] as const) {
      await store.createSection(doc, { snapshot: text(doc), leases: [lease], updates: [update(value)] })
    }
    await store.close()
    await backUpTo('backup')
    expect(await restoreTo('restored')).toEqual({ reports: 1, sections: 2, replaced: null, madeAt: at })
    const restored = await openAt('restored')
    const report = await restored.openReport('r')
    expect(report?.state().epochs).toEqual({ s: restoredEpoch, t: restoredEpoch })
    expect((await report?.entries())?.at(-1)).toMatchObject({
      actor: { user: 'server' },
      event: { raise: ['s', 't'] },
    })
    expect(await restored.readSection(`r.s.${restoredEpoch}`)).toEqual({
      snapshot: text('r.s.1'),
      leases: [],
      updates: [update(1)],
    })
    // The report speaks of epoch 2; a third that the backup caught is of a later moment.
    expect(await restored.readSection(`r.t.${restoredEpoch}`)).toEqual({
      snapshot: text('r.t.2'),
      leases: [],
      updates: [update(3)],
    })
    expect((await restored.openPeople()).state().sessions).toEqual([])
    await restored.close()

    // The same backup once more: pages of the first restore must not be taken for pages of the second.
    await restoreTo('restored', { replace: true, now: new Date(restoredAt.getTime() + 60_000) })
    const again = await openAt('restored')
    expect((await again.openReport('r'))?.state().epochs).toEqual({
      s: restoredEpoch + 60,
      t: restoredEpoch + 60,
    })
    await again.close()
  })

  it('[ST15] nothing is overwritten: a folder in use is refused, one that holds something is kept aside', async () => {
    const store = await openAt('data')
    await store.createReport('r', [{ say: 'old' }], anna, at)
    await backUpTo('backup')
    await (await store.openReport('r'))?.append([{ say: 'new' }], anna, at)
    await store.close()
    await expect(restoreTo('data')).rejects.toBeInstanceOf(BackupRefused)
    const { replaced } = await restoreTo('data', { replace: true })
    const restored = await openAt('data')
    expect((await restored.openReport('r'))?.state().said).toEqual(['old'])
    await restored.close()
    const aside = await openFileStore(specs, {
      dataDir: replaced ?? '',
      after: afterTimeout,
      log: silent,
      now: () => at,
    })
    expect((await aside.openReport('r'))?.state().said).toEqual(['old', 'new'])
    await aside.close()
  })

  it('[ST15] a restore that was interrupted keeps the server from starting until it has been run again', async () => {
    const store = await openAt('data')
    await store.createReport('r', [{ say: 'old' }], anna, at)
    await store.close()
    await backUpTo('backup')
    await cp(join(folder, 'data/people'), join(folder, 'data/restoring/people'), { recursive: true })
    await expect(openAt('data')).rejects.toThrow('interrupted')
    await restoreTo('data', { replace: true })
    await (await openAt('data')).close()
  })

  it('[ST14] a backup that is not whole is refused before anything is touched', async () => {
    const store = await openAt('data')
    await store.createReport('r', [{ say: 'old' }], anna, at)
    await store.close()
    await backUpTo('backup')
    await truncate(join(folder, 'backup/reports/r/journal'), 30)
    await expect(restoreTo('restored')).rejects.toThrow('is not what was backed up')
    await rm(join(folder, 'backup/manifest.json'))
    await expect(restoreTo('restored')).rejects.toThrow('no manifest.json')
    expect(await readdir(folder)).toEqual(['backup', 'data'])
  })

  it('[ST14] a backup goes into a folder of its own, and of data only', async () => {
    await (await openAt('data')).close()
    await writeFile(join(folder, 'file'), '')
    await expect(backUp(nodeDisk(), join(folder, 'data'), folder, () => at)).rejects.toThrow('not empty')
    await expect(backUpTo('data/backup')).rejects.toThrow('lies in the data folder')
    await expect(backUpTo('backup', 'nothing')).rejects.toThrow('not a data folder')
  })

  it('[ST14] a torn commit at the end is left out, a damaged journal stops the backup', async () => {
    const store = await openAt('data')
    const report = await store.createReport('r', [{ say: 'a' }], anna, at)
    await report?.append([{ say: 'b' }], anna, at)
    await report?.append([{ say: 'c' }], anna, at)
    const path = join(folder, 'data/reports/r/journal')
    const whole = await readFile(path)
    await truncate(path, whole.length - 3)
    expect(await backUpTo('backup')).toMatchObject({ entries: 2 })
    const damaged = Buffer.from(whole)
    damaged[60] = (damaged[60] ?? 0) ^ 1
    await writeFile(path, damaged)
    await expect(backUpTo('backup-2')).rejects.toThrow('reports/r/journal is damaged at byte 16')
    await writeFile(path, whole)
    await store.close()
  })
})

describe('the commands', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'samskrift-cli-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  const run = (tool: string, ...rest: string[]) =>
    new Promise<{ code: number | null; output: string }>((resolve, reject) => {
      const file = fileURLToPath(new URL(`../../../server/cli/${tool}.ts`, import.meta.url))
      const { INIT_CWD: _, ...env } = process.env
      const child = spawn(process.execPath, ['--import', 'tsx', file, ...rest], {
        env: { ...env, DATA_DIR: join(folder, 'data') },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let output = ''
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
      child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
      child.on('error', reject)
      child.on('close', (code) => resolve({ code, output }))
    })

  it('[ST14] [ST15] back up beside a running server and restore only when it has stopped', async () => {
    const store = await openFileStore(specs, {
      dataDir: join(folder, 'data'),
      after: afterTimeout,
      log: silent,
      now: () => at,
    })
    await store.media.put(text('picture'))
    expect(await run('backup')).toMatchObject({ code: 2 })
    const made = await run('backup', join(folder, 'backup'))
    expect(made).toMatchObject({ code: 0 })
    expect(made.output).toContain('0 reports')
    const refused = await run('restore', join(folder, 'backup'), '--replace')
    expect(refused.code).toBe(1)
    expect(refused.output).toContain(`process ${process.pid} on `)
    await store.close()
    expect((await run('restore', join(folder, 'backup'))).output).toContain('not empty')
    expect(await run('restore', join(folder, 'backup'), '--replace')).toMatchObject({ code: 0 })
    expect(await readdir(join(folder, 'data'))).toEqual([
      expect.stringMatching(/^media$/),
      'notices',
      'people',
      expect.stringMatching(/^replaced-/),
      'reports',
    ])
  })
})
