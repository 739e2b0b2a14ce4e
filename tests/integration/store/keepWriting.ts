// Writes to the data folder named on the command line until it is killed, and says after each commit what was acknowledged.
import { afterTimeout } from '../../../server/store/after.ts'
import { openFileStore } from '../../../server/store/fileStore.ts'
import { silent } from './silent.ts'
import { wordSpecs } from './wordSpecs.ts'

const at = '2024-01-31T10:00:00Z'
const store = await openFileStore(wordSpecs, {
  dataDir: process.argv[2] ?? '',
  after: afterTimeout,
  log: silent,
  now: () => at,
})
const report = (await store.openReport('r')) ?? (await store.createReport('r', [], { user: 'anna' }, at))
const { log, contents } = await store.openSection('r.s.1')
const start = contents.updates.length

for (let i = 0; ; i++) {
  const bytes = new TextEncoder().encode(String(start + i))
  await Promise.all([
    log.appendUpdate({ bytes, user: 'anna', at }),
    report?.append([{ word: `${process.pid}.${i}` }], { user: 'anna' }, at),
  ])
  process.stdout.write(`${start + i + 1} ${report?.durableSeq()}\n`)
}
