import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { afterTimeout } from '../../../server/store/after.ts'
import { openFileStore } from '../../../server/store/fileStore.ts'
import { silent } from './silent.ts'
import { storeContract } from './storeContract.ts'
import { wordSpecs } from './wordSpecs.ts'

const openIn = (dataDir: string) =>
  openFileStore(wordSpecs, { dataDir, after: afterTimeout, log: silent, now: () => '2024-01-31T10:00:00Z' })

storeContract('files', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'samskrift-store-'))
  return { open: () => openIn(join(folder, 'data')), remove: () => rm(folder, { recursive: true }) }
})

describe('files', () => {
  const cleanUp: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const run of cleanUp.splice(0).toReversed()) await run()
  })

  async function begin() {
    const folder = await mkdtemp(join(tmpdir(), 'samskrift-store-'))
    cleanUp.push(() => rm(folder, { recursive: true }))
    const store = await openIn(folder)
    cleanUp.push(() => store.close())
    return { folder, store }
  }

  it('[ST12] a picture that has been damaged is not given out, and is mended by the next upload of it', async () => {
    const { folder, store } = await begin()
    const bytes = new TextEncoder().encode('picture')
    const hash = await store.media.put(bytes)
    await writeFile(join(folder, 'media', hash), 'pictura')
    await expect(store.media.get(hash)).rejects.toThrow('damaged')
    await store.media.put(bytes)
    expect(await store.media.get(hash)).toEqual(bytes)
  })

  it('[ST11] the folder is for its owner alone, and its lock goes with the store', async () => {
    const { folder, store } = await begin()
    await store.createReport('r', [{ word: 'one' }], { user: 'anna' }, '2024-01-31T10:00:00Z')
    expect((await stat(join(folder, 'reports/r/journal'))).mode & 0o077).toBe(0)
    expect((await stat(join(folder, 'reports'))).mode & 0o077).toBe(0)
    expect(JSON.parse(await readFile(join(folder, 'lock'), 'utf8'))).toMatchObject({ pid: process.pid })
    await expect(openIn(folder)).rejects.toThrow(`process ${process.pid} on `)
    await store.close()
    await expect(stat(join(folder, 'lock'))).rejects.toThrow('ENOENT')
  })

  it('[ST2] a damaged journal stops the one report and no other', async () => {
    const { folder, store } = await begin()
    for (const id of ['good', 'bad']) {
      const report = await store.createReport(id, [{ word: 'one' }], { user: 'anna' }, '2024-01-31T10:00:00Z')
      await report?.append([{ word: 'two' }], { user: 'anna' }, '2024-01-31T10:00:00Z')
    }
    await store.close()
    const path = join(folder, 'reports/bad/journal')
    const bytes = await readFile(path)
    bytes[40] = (bytes[40] ?? 0) ^ 1
    await writeFile(path, bytes)
    const again = await openIn(folder)
    cleanUp.push(() => again.close())
    await expect(again.openReport('bad')).rejects.toThrow('reports/bad/journal is damaged at byte 16')
    expect((await again.openReport('good'))?.state()).toEqual(['one', 'two'])
  })
})
