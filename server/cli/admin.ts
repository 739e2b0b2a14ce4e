// npm run admin -- create USER "NAME" [TITLE]: makes an administrator who can sign in with a password (AUTH=local).
// The password is read from the terminal, from a pipe, or from ADMIN_PASSWORD. The server must not be running.
import { resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import pino from 'pino'
import { shortestPassword } from '../../shared/people/password.ts'
import { person as personSchema } from '../../shared/people/role.ts'
import { createAccounts } from '../people/accounts.ts'
import { createSessions } from '../people/sessions.ts'
import { noticeRegister } from '../notice/noticeRegister.ts'
import { peopleRegister } from '../people/peopleRegister.ts'
import { reportRegister } from '../reports/reportRegister.ts'
import { afterTimeout } from '../store/after.ts'
import { openFileStore } from '../store/fileStore.ts'
import { LockHeld } from '../store/lock.ts'

const [command, user, name, title = 'administratör'] = process.argv.slice(2)
const person = personSchema.safeParse({ user, name, title, system: ['administrator'] })

if (command !== 'create') {
  fail('usage: npm run admin -- create USER "NAME" [TITLE]', 2)
} else if (!person.success) {
  fail(person.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'), 2)
} else {
  const password = await askPassword()
  if (password.length < shortestPassword) fail(`a password has at least ${shortestPassword} characters`, 2)
  else await create(person.data, password)
}

async function create(created: typeof person.data & object, password: string): Promise<void> {
  const log = pino({ level: 'warn' })
  const now = () => new Date()
  try {
    const store = await openFileStore(
      { people: peopleRegister, notices: noticeRegister, report: reportRegister },
      {
        dataDir: resolve(process.env['DATA_DIR'] || './data'),
        after: afterTimeout,
        log,
        now: () => now().toISOString(),
      },
    )
    try {
      const register = await store.openPeople()
      const accounts = createAccounts({ register: () => register, now })
      const known = accounts.person(created.user)
      // Somebody who is there already keeps who they are: they get the role and a new password.
      await accounts.set(
        'admin',
        known === undefined
          ? created
          : { ...known, system: [...new Set([...known.system, 'administrator' as const])] },
        password,
      )
      // Whoever knew the old password is out.
      await createSessions({ register: () => register, now, idleMs: 0, maxMs: 0 }).endAll(created.user)
      // A closed account of that name is opened again.
      await accounts.setActive('admin', created.user, true)
      console.log(`${created.user} is an administrator and can sign in with AUTH=local`)
    } finally {
      await store.close()
    }
  } catch (error) {
    if (!(error instanceof LockHeld)) throw error
    fail(`${error.message}\nStop the server first, or add people while signed in as an administrator.`, 1)
  }
}

async function askPassword(): Promise<string> {
  const given = process.env['ADMIN_PASSWORD']
  if (given !== undefined && given !== '') return given
  const shown = process.stdin.isTTY
  // What is typed is not shown: the line's echo goes nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const line = createInterface({ input: process.stdin, output: nowhere, terminal: shown })
  if (shown) process.stdout.write(`Password (at least ${shortestPassword} characters): `)
  try {
    for await (const answer of line) return answer
    return ''
  } finally {
    line.close()
    if (shown) process.stdout.write('\n')
  }
}

function fail(message: string, code: number): void {
  console.error(message)
  process.exitCode = code
}
