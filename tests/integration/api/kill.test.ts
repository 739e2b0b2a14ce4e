import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, expect, test } from 'vitest'
import { as, type Guest } from './testServer.ts'

let folder = ''
const children = new Set<ChildProcess>()
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  if (folder !== '') await rm(folder, { recursive: true, force: true })
})

/** The server as a process of its own, from its sources; resolves when the demo is filled. */
async function startProcess(dataDir: string): Promise<{ url: string; kill: () => Promise<void> }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    env: { PATH: process.env['PATH'], PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.add(child)
  let url = ''
  for await (const line of createInterface({ input: child.stdout })) {
    url ||= /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0] ?? ''
    if (line.includes('the demo is filled')) break
  }
  if (url === '') throw new Error('the server did not start')
  return {
    url,
    async kill() {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

test('[RP44] kill -9 in the middle of commands: every one that was answered is there after the next start', async () => {
  folder = await mkdtemp(join(tmpdir(), 'samskrift-kill-'))
  const first = await startProcess(folder)
  const anna = await as(first, 'anna.lindqvist')
  const report = (await anna.send('GET', '/api/reports')).body[0].id as string
  await anna.send('POST', `/api/reports/${report}/blocks/resultatrapport/final`, { final: false })

  const answered: number[] = []
  const set = async (who: Guest, value: number): Promise<void> => {
    const cell = { block: 'resultatrapport', row: 'otherIncome', column: 'budget', value: String(value) }
    const { body } = await who.send('PUT', `/api/reports/${report}/cells`, [cell])
    if (body[0].result === 'stored') answered.push(value)
  }
  const writing = (async () => {
    for (let value = 1; ; value++) await set(anna, value)
  })().catch(() => undefined)
  while (answered.length < 50) await new Promise((resolve) => setImmediate(resolve))
  await first.kill()
  await writing

  const second = await startProcess(folder)
  const again = await as(second, 'anna.lindqvist')
  const history = (
    await again.send('GET', `/api/reports/${report}/cells/resultatrapport/otherIncome/budget/history`)
  ).body
  const kept = history.map(({ after }: { after: { value: string } }) => Number(after.value))
  expect(kept).toEqual(expect.arrayContaining(answered))
  const { budget } = (await again.send('GET', `/api/reports/${report}/record`)).body.report.cells
    .resultatrapport.otherIncome
  // One more may have reached the disk whose answer did not get out.
  expect([0, 1]).toContain(Number(budget.value.value) - (answered.at(-1) ?? 0))
  await second.kill()
}, 120_000)
