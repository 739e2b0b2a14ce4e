import { randomInt } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { toldToday } from '../../server/exchange/demoDates.ts'
import { loadDemo, readDemo } from '../../server/exchange/loadDemo.ts'
import { noticeRegister } from '../../server/notice/noticeRegister.ts'
import { withRoles } from '../../server/people/demoPeople.ts'
import { peopleRegister } from '../../server/people/peopleRegister.ts'
import { readExportStyle } from '../../server/read/exportHtml.ts'
import { isoDay } from '../../server/reports/changeReport.ts'
import { reportRegister } from '../../server/reports/reportRegister.ts'
import { loadTemplates } from '../../server/reports/templates.ts'
import { serve } from '../../server/serve.ts'
import { afterTimeout } from '../../server/store/after.ts'
import { openFileStore } from '../../server/store/fileStore.ts'

const silent = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  debug: () => undefined,
}
const dayMs = 24 * 60 * 60 * 1000

/** The product in this process, with the demo, on disk, and with a clock that a test sets. */
export type ClockServer = {
  url: string
  dataDir: string
  /** From now on it is this moment; what asks the time anew hears of it within a second. */
  setClock: (moment: string) => void
  /** Ends it as an operator would; its data stay. */
  stop: () => Promise<void>
  /** Deletes its data. */
  dispose: () => Promise<void>
}

/** The product itself has no clock but the computer's: this way of setting it exists in tests only. */
export async function startClockServer(moment: string): Promise<ClockServer> {
  let now = new Date(moment)
  const dataDir = await mkdtemp(join(tmpdir(), 'samskrift-e2e-'))
  const demo = await readDemo('templates/demo')
  const newest = demo.reports.at(-1) ?? demo.reports[0]
  const store = await openFileStore(
    { people: peopleRegister, notices: noticeRegister, report: reportRegister },
    { dataDir, after: afterTimeout, log: silent, now: () => now.toISOString() },
  )
  const running = await serve({
    config: {
      host: '127.0.0.1',
      port: 0,
      auth: 'demo',
      publicUrl: undefined,
      // Nobody is signed out by a day that passes in a moment.
      sessionIdleMs: 7 * dayMs,
      sessionMaxMs: 7 * dayMs,
    },
    store,
    templates: await loadTemplates('templates'),
    demoPeople: withRoles(demo.people, newest),
    clientFolder: resolve('dist/client'),
    exportStyle: readExportStyle,
    log: silent,
    newId: () => `id${randomInt(2 ** 40).toString(36)}`,
    now: () => now,
  })
  const today = isoDay(now)
  await loadDemo(
    { url: running.ownUrl, origin: running.url },
    demo.reports.map((file) => toldToday(file, today)),
  )
  await running.deps.texts.flushAll()
  let isStopped = false
  const stop = async (): Promise<void> => {
    if (isStopped) return
    isStopped = true
    await running.close()
  }
  return {
    url: running.url,
    dataDir,
    setClock: (next) => {
      now = new Date(next)
    },
    stop,
    dispose: async () => {
      await stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
