import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LockHeld, takeLock, thisProcess } from '../../../server/store/lock.ts'
import type { LockProcess } from '../../../server/store/lock.ts'

/** Another process than this, as the system would tell of it. */
function processLike(
  change: Partial<LockProcess['self']>,
  living: LockProcess['living'] = () => null,
): LockProcess {
  return { self: { host: 'a', pid: 100, started: '5', boot: 'boot-1', ...change }, living }
}

const allBut100 = (pid: number) => (pid === 100 ? null : { started: '5' })

describe('lock', () => {
  let folder: string
  let path: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'samskrift-lock-'))
    path = join(folder, 'lock')
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('[ST11] is refused while its holder lives, naming process and host', async () => {
    const lock = await takeLock(path, processLike({}))
    const second = processLike({ pid: 101 }, () => ({ started: '5' }))
    await expect(takeLock(path, second)).rejects.toThrow(/process 100 on a/)
    await lock.release()
    await (await takeLock(path, second)).release()
    expect(await readdir(folder)).toEqual([])
  })

  it.each([
    ['nothing lives under its pid', {}, null],
    ['its pid has been given to a later process', {}, { started: '6' }],
    ['the machine has been started anew since', { boot: 'boot-2' }, { started: '5' }],
  ])('[ST11] is taken over if %s', async (_why, change, living) => {
    await takeLock(path, processLike({}))
    await takeLock(
      path,
      processLike({ pid: 101, ...change }, () => living),
    )
    await expect(
      takeLock(
        path,
        processLike({ pid: 102, ...change }, () => ({ started: '5' })),
      ),
    ).rejects.toThrow('process 101')
  })

  it('[ST11] of another host always holds, since nobody here can tell', async () => {
    await takeLock(path, processLike({ host: 'b' }))
    await expect(takeLock(path, processLike({ pid: 101 }))).rejects.toThrow(/process 100 on b.*remove/)
  })

  it('[ST11] of ten who take over a dead one at once, one gets it', async () => {
    await takeLock(path, processLike({}))
    const taken = await Promise.allSettled(
      Array.from({ length: 10 }, (_, i) => takeLock(path, processLike({ pid: 200 + i }, allBut100))),
    )
    expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await readdir(folder)).toEqual(['lock'])
  })

  it('[ST11] a file that is no lock does not stop a start', async () => {
    await writeFile(path, '')
    await (await takeLock(path, processLike({}))).release()
  })

  it('[ST11] a process that was killed holds it no more, one that lives does', async () => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', fileURLToPath(new URL('holdLock.ts', import.meta.url)), path],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    await once(child.stdout, 'data')
    const refused = await takeLock(path, thisProcess()).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(LockHeld)
    expect(String(refused)).toContain(`process ${child.pid} on `)
    child.kill('SIGKILL')
    const lock = await takeLock(path, thisProcess())
    await lock.release()
  })
})
