import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { afterTimeout } from '../../../server/store/after.ts'
import { openFileStore } from '../../../server/store/fileStore.ts'
import { silent } from './silent.ts'
import { wordSpecs } from './wordSpecs.ts'

it('[ST1] [ST11] killed while it writes and started again at once, a process finds all it had acknowledged', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'samskrift-kill-'))
  let updates = 0
  let entries = 0
  for (const enough of [1, 150, 40]) {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', fileURLToPath(new URL('keepWriting.ts', import.meta.url)), folder],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    let lines = 0
    for await (const line of createInterface(child.stdout)) {
      const [acknowledgedUpdates, acknowledgedEntries] = line.split(' ').map(Number)
      // A store that had lost something would begin again from less.
      expect(acknowledgedUpdates).toBeGreaterThan(updates)
      expect(acknowledgedEntries).toBeGreaterThan(entries)
      updates = acknowledgedUpdates ?? 0
      entries = acknowledgedEntries ?? 0
      lines += 1
      if (lines === enough) child.kill('SIGKILL')
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }
  const store = await openFileStore(wordSpecs, {
    dataDir: folder,
    after: afterTimeout,
    log: silent,
    now: () => '2024-01-31T10:00:00Z',
  })
  const contents = await store.readSection('r.s.1')
  const numbers = contents?.updates.map(({ bytes }) => Number(new TextDecoder().decode(bytes))) ?? []
  expect(numbers).toEqual(numbers.map((_, i) => i))
  expect(numbers.length).toBeGreaterThanOrEqual(updates)
  expect((await store.openReport('r'))?.seq()).toBeGreaterThanOrEqual(entries)
  await store.close()
  await rm(folder, { recursive: true })
})
