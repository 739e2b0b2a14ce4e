import { afterAll, expect, test } from 'vitest'
import type { Running } from '../../../server/serve.ts'
import { memoryDisk } from '../../../server/store/memoryDisk.ts'
import { fill, writeProse } from '../../../server/exchange/writeProse.ts'
import { visit } from '../../../server/exchange/visitor.ts'
import { guest, newTestReport, startTestServer } from './testServer.ts'

const running: Running[] = []
afterAll(async () => {
  for (const server of running) await server.close()
})
const start = async (disk: ReturnType<typeof memoryDisk>): Promise<Running> => {
  const server = await startTestServer({ disk })
  running.push(server)
  return server
}

test('[RP33] everything that was answered is there after a crash, in the log with its chain, and goes on from there', async () => {
  const disk = memoryDisk()
  const first = await start(disk)
  const { id, anna } = await newTestReport(first, { 'per.sandberg': [{ role: 'skribent' }] })
  const set = (who: ReturnType<typeof guest>, value: string) =>
    who.send('PUT', `/api/reports/${id}/cells`, [
      { block: 'resultatrapport', row: 'otherIncome', column: 'actual', value },
    ])
  const stored = await Promise.all(Array.from({ length: 20 }, (_, i) => set(anna, String(i))))
  await anna.send('POST', `/api/reports/${id}/sections/inledning/submit`, { message: 'Klar' })
  await writeProse(await visit({ url: first.url }, 'per.sandberg'), id, 'handelser', {
    'handelser-sammanfattning': [{ kind: 'bullet', text: 'En punkt.' }],
  })
  const before = (await anna.send('GET', `/api/reports/${id}`)).body.revision
  expect(stored.every(({ body }) => body[0].result === 'stored')).toBe(true)

  // The first server is never told: what the second finds is what was on the disk.
  const second = await start(disk)
  const again = guest(second, anna.cookie)
  const report = (await again.send('GET', `/api/reports/${id}/record`)).body.report
  expect(report.cells.resultatrapport.otherIncome.actual).toMatchObject({
    revision: 20,
    value: { value: '19' },
  })
  expect(report.sections.inledning).toMatchObject({ state: 'granskning', submitted: { message: 'Klar' } })
  const section = (await again.send('GET', `/api/reports/${id}/sections/handelser`)).body
  expect(JSON.stringify(section.slots)).toContain('En punkt.')
  expect((await set(again, '99')).body[0].cell.revision).toBe(21)
  const { entries } = (await again.send('GET', `/api/reports/${id}/audit`)).body
  expect(entries.length).toBeGreaterThan(before)
  for (const [at, entry] of entries.entries()) if (at > 0) expect(entry.prevHash).toBe(entries[at - 1].hash)
})

test('[RP34] a text whose count was lost in a crash is counted again at the next start', async () => {
  const disk = memoryDisk()
  const first = await start(disk)
  const { id, anna } = await newTestReport(first)
  const { authority, rooms } = first.deps
  const doc = `${id}.inledning.1`
  expect(authority.find(doc)).not.toBeNull()
  // Written without the bookkeeping: the room's own edit, and the process gone before the text has rested.
  await rooms.edit(
    doc,
    (ydoc) => fill(ydoc, { 'inledning-text': [{ kind: 'paragraph', text: 'Tre små ord.' }] }),
    'anna.lindqvist',
  )
  const second = await start(disk)
  const again = guest(second, anna.cookie)
  const report = (await again.send('GET', `/api/reports/${id}/record`)).body.report
  expect(report.texts.inledning['inledning-text'].words).toBe(3)
})
