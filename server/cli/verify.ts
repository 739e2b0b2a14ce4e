// npm run verify -- [FOLDER | FILE]: looks a data folder (DATA_DIR if none is named), a backup or an export.json over, and says what
// is not as it was stored. It changes nothing, and may run beside the server.
import { readFile, stat } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { verifyExport } from '../approval/verifyExport.ts'
import { verifyFolder, type Verified } from '../approval/verifyFolder.ts'
import { layout } from '../store/layout.ts'
import { holderOf, thisProcess } from '../store/lock.ts'
import { nodeDisk } from '../store/nodeDisk.ts'

const [target, ...rest] = process.argv.slice(2)
// npm runs scripts in the project's folder; a path is meant from where the command was given.
const from = process.env['INIT_CWD'] ?? process.cwd()

if (rest.length > 0 || target?.startsWith('-') === true) {
  console.error('usage: npm run verify -- [FOLDER | export.json]')
  process.exitCode = 2
} else {
  const path = target === undefined ? resolve(process.env['DATA_DIR'] || './data') : resolve(from, target)
  const verified = await verify(path)
  if (verified === null) {
    console.error(`${path} is neither a data folder nor an exported report`)
    process.exitCode = 2
  } else tell(path, verified)
}

async function verify(path: string): Promise<Verified | null> {
  const found = await stat(path).catch(() => null)
  if (found === null) return null
  if (found.isFile()) return verifyExport(path, await readFile(path, 'utf8'))
  const disk = nodeDisk()
  if ((await disk.list(layout.people(path))) === null && (await disk.list(layout.reports(path))) === null)
    return null
  const holder = await holderOf(layout.lock(path), thisProcess())
  if (holder !== null)
    console.log(
      `process ${holder.pid} on ${holder.host} has it open; what it writes meanwhile is not looked at`,
    )
  if ((await disk.list(layout.restoring(path))) !== null)
    console.log('a restore into it was interrupted: run it again, with --replace')
  return verifyFolder(disk, path, holder !== null)
}

function tell(path: string, { reports, entries, seals, faults }: Verified): void {
  for (const { file, seq, fault } of faults) {
    const name = relative(path, file) === '' ? file : relative(path, file)
    console.error(`${name}${seq === undefined ? '' : `, ${seq}`}: ${fault}`)
  }
  const count = (n: number, one: string) => `${n} ${one}${n === 1 ? '' : 's'}`
  const counts = [
    count(reports, 'report'),
    count(entries, 'entry').replace(/entrys$/, 'entries'),
    count(seals, 'seal'),
  ]
  console.log(`${counts.join(', ')}, ${faults.length === 0 ? 'no faults' : count(faults.length, 'fault')}`)
  if (faults.length > 0) process.exitCode = 1
}
