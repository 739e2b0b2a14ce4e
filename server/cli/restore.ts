// npm run restore -- BACKUP [--replace]: puts a backup in the place of DATA_DIR, while no server runs on it.
import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { BackupRefused } from '../store/backup.ts'
import { layout } from '../store/layout.ts'
import { LockHeld, takeLock, thisProcess } from '../store/lock.ts'
import { nodeDisk } from '../store/nodeDisk.ts'
import { restore } from '../store/restore.ts'
import { restoreSpecs } from './restoreSpecs.ts'

const { values, positionals } = parseArgs({
  options: { replace: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const [backup, ...rest] = positionals

if (backup === undefined || rest.length > 0) {
  console.error('usage: npm run restore -- BACKUP [--replace]')
  process.exitCode = 2
} else {
  const root = resolve(process.env['DATA_DIR'] || './data')
  // npm runs scripts in the project's folder; a path is meant from where the command was given.
  const from = resolve(process.env['INIT_CWD'] ?? process.cwd(), backup)
  try {
    await mkdir(root, { recursive: true, mode: 0o700 })
    const lock = await takeLock(layout.lock(root), thisProcess())
    try {
      const deps = {
        disk: nodeDisk(),
        now: () => new Date(),
        log: { info: console.error, warn: console.error, error: console.error },
      }
      const done = await restore(deps, { backup: from, root, replace: values.replace }, restoreSpecs)
      console.log(
        `${root}: ${done.reports} reports and ${done.sections} section texts as of ${done.madeAt}; everybody has to sign in anew`,
      )
      if (done.replaced !== null) console.log(`what was there before is in ${done.replaced}`)
    } finally {
      await lock.release()
    }
  } catch (error) {
    if (!(error instanceof BackupRefused || error instanceof LockHeld)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
