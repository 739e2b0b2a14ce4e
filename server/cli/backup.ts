// npm run backup -- TARGET: copies DATA_DIR into the new or empty folder TARGET, also while the server runs.
import { resolve } from 'node:path'
import { backUp, BackupRefused } from '../store/backup.ts'
import { JournalDamaged } from '../store/journal.ts'
import { nodeDisk } from '../store/nodeDisk.ts'

const [target, ...rest] = process.argv.slice(2)
// npm runs scripts in the project's folder; a path is meant from where the command was given.
const from = process.env['INIT_CWD'] ?? process.cwd()

if (target === undefined || rest.length > 0 || target.startsWith('-')) {
  console.error('usage: npm run backup -- TARGET   (a folder that is new or empty)')
  process.exitCode = 2
} else {
  const root = resolve(process.env['DATA_DIR'] || './data')
  try {
    const made = await backUp(nodeDisk(), root, resolve(from, target), () => new Date().toISOString())
    console.log(
      `${resolve(from, target)}: ${made.reports} reports with ${made.entries} entries, ${made.documents} section texts, ` +
        `${made.media} pictures, ${Math.ceil(made.bytes / 1024)} kB`,
    )
  } catch (error) {
    if (!(error instanceof BackupRefused || error instanceof JournalDamaged)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
