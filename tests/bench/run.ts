import { build } from '../../server/build/build.mjs'
import { signIn } from '../e2e/rawLine.ts'
import { startServer } from '../e2e/server.ts'
import { measureCheck } from './check.ts'
import { measureJournal } from './journal.ts'
import { measureOpening } from './opening.ts'
import { measureReview } from './review.ts'
import { measureScreens, measureServers, launchBrowser } from './typing.ts'
import { table, type Row } from './table.ts'

/*
 * `npm run bench`: prints what is measured beside a peer of the same run on the same machine. It asserts nothing: a
 * figure depends on the machine, the ratio hardly does.
 */
await build()
const rows: Row[] = [...measureCheck(), ...(await measureJournal())]
const server = await startServer({ env: { LOG_LEVEL: 'error' } })
try {
  const anna = await signIn(server.url, 'anna.lindqvist')
  const reports = (await anna.send('GET', '/api/reports')).body as { id: string; year: number }[]
  const report = reports.find(({ year }) => year === 2023)?.id ?? ''
  rows.push(...(await measureServers(server.url, report)))
  const browser = await launchBrowser()
  rows.push(...(await measureOpening(browser, server.url)))
  rows.push(...(await measureScreens(server.url)))
  // Last: it fills the report.
  rows.push(...(await measureReview(browser, server.url)))
  await browser.close()
} finally {
  await server.dispose()
}
console.log(`\n${table(rows)}`)
