import { randomInt } from 'node:crypto'
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import pino from 'pino'
import { readConfig, type Config } from './config.ts'
import { toldToday } from './exchange/demoDates.ts'
import { loadDemo, readDemo } from './exchange/loadDemo.ts'
import { noticeRegister } from './notice/noticeRegister.ts'
import { withRoles } from './people/demoPeople.ts'
import { peopleRegister } from './people/peopleRegister.ts'
import { readExportStyle } from './read/exportHtml.ts'
import { isoDay } from './reports/changeReport.ts'
import { reportRegister } from './reports/reportRegister.ts'
import { loadTemplates, TemplatesInvalid } from './reports/templates.ts'
import { serve } from './serve.ts'
import { afterTimeout } from './store/after.ts'
import { openFileStore } from './store/fileStore.ts'
import { LockHeld } from './store/lock.ts'

/** The folder with package.json, from the sources as from the bundle. */
function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder)
  return folder
}

const alphabet = '23456789abcdefghjkmnpqrstuvwxyz'
/** Twelve letters and digits without those that look alike: they stand in addresses that people read out. */
const newId = (): string => Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)]).join('')

function giveUp(lines: readonly string[]): never {
  for (const line of lines) console.error(line)
  process.exit(1)
}

async function main(config: Config): Promise<void> {
  const dataDir = resolve(config.dataDir)
  process.chdir(projectRoot())
  const log = pino({ level: config.logLevel, serializers: { error: pino.stdSerializers.err } })
  const demo = config.auth === 'demo' ? await readDemo('templates/demo') : null
  const newest = demo?.reports.at(-1)
  const store = await openFileStore(
    { people: peopleRegister, notices: noticeRegister, report: reportRegister },
    { dataDir, after: afterTimeout, log, now: () => new Date().toISOString() },
  )
  let ready = demo === null
  const running = await serve({
    config,
    store,
    templates: await loadTemplates('templates'),
    demoPeople: demo === null || newest === undefined ? [] : withRoles(demo.people, newest),
    clientFolder: resolve('dist/client'),
    exportStyle: remember(readExportStyle),
    log,
    newId,
    isReady: () => ready,
    processMetrics: true,
  })

  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    await running.close()
    process.exit(0)
  }
  process.once('SIGTERM', (signal) => void stop(signal))
  process.once('SIGINT', (signal) => void stop(signal))

  console.log(`Samskrift: ${running.url}`)
  if (demo === null) {
    const people = running.deps.accounts.list()
    console.log(
      people.length > 0
        ? 'Sign in with your name and password.'
        : 'Nobody can sign in yet. Stop the server and run: npm run admin -- create <user> "<Name>"',
    )
    return
  }
  console.log('Demo: open the address and choose one of the people. Only this computer can reach it.')
  try {
    const today = isoDay(new Date())
    const reports = demo.reports.map((file) => toldToday(file, today))
    await loadDemo({ url: running.ownUrl, origin: running.url }, reports)
    await running.deps.texts.flushAll()
    ready = true
    log.info('the demo is filled')
  } catch (error) {
    if (stopping) return
    log.fatal({ error }, 'the demo could not be filled; the next start goes on where this one stopped')
    await running.close()
    process.exit(1)
  }
}

function remember<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

const read = readConfig(process.env)
if (!read.ok)
  giveUp(['Samskrift cannot start:', ...read.faults.map(({ variable, fault }) => `  ${variable} ${fault}`)])
try {
  await main(read.config)
} catch (error) {
  if (error instanceof TemplatesInvalid)
    giveUp(['Samskrift cannot start, its templates are at fault:', error.message])
  if (error instanceof LockHeld) giveUp([`Samskrift cannot start: ${error.message}`])
  throw error
}
