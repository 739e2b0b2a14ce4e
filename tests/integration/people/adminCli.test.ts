import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createSessions } from '../../../server/people/sessions.ts'
import { noticeRegister } from '../../../server/notice/noticeRegister.ts'
import { peopleRegister } from '../../../server/people/peopleRegister.ts'
import { reportRegister } from '../../../server/reports/reportRegister.ts'
import { afterTimeout } from '../../../server/store/after.ts'
import { openFileStore } from '../../../server/store/fileStore.ts'
import { silent } from '../api/testServer.ts'

async function create(dataDir: string, password: string): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/cli/admin.ts', 'create', 'root', 'Rut'], {
    env: { PATH: process.env['PATH'], DATA_DIR: dataDir, ADMIN_PASSWORD: password },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
}

test('[SE12] an administrator who gets a new password from the command line is signed out everywhere', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'samskrift-'))
  const now = () => new Date()
  const open = async () => {
    const store = await openFileStore(
      { people: peopleRegister, notices: noticeRegister, report: reportRegister },
      { dataDir, after: afterTimeout, log: silent, now: () => now().toISOString() },
    )
    const register = await store.openPeople()
    const sessions = createSessions({ register: () => register, now, idleMs: 60_000, maxMs: 60_000 })
    return { store, sessions }
  }
  try {
    await create(dataDir, 'ett långt lösenord')
    const before = await open()
    const secret = await before.sessions.open('root')
    expect(before.sessions.use(secret)).not.toBeNull()
    await before.store.close()
    await create(dataDir, 'ett annat lösenord')
    const after = await open()
    expect(after.sessions.use(secret)).toBeNull()
    await after.store.close()
  } finally {
    await rm(dataDir, { recursive: true })
  }
})
