import { afterEach, beforeEach, expect, test } from 'vitest'
import type * as Y from 'yjs'
import { fill } from '../../../server/exchange/writeProse.ts'
import { restMs } from '../../../server/history/restVersions.ts'
import type { Running } from '../../../server/serve.ts'
import type { After } from '../../../server/store/after.ts'
import { memoryDisk } from '../../../server/store/memoryDisk.ts'
import { openText } from '../api/textPage.ts'
import { as, newTestReport, startTestServer, type Guest } from '../api/testServer.ts'

const start = Date.parse('2024-01-22T15:40:00.000Z')
let clock = start
const now = () => new Date(clock)

/** Timers that ring when the clock is set forward. */
const timers = new Set<{ readonly at: number; readonly run: () => void }>()
const after: After = (ms, run) => {
  const timer = { at: clock + ms, run }
  timers.add(timer)
  return () => timers.delete(timer)
}
const forward = (ms: number) => {
  clock += ms
  for (const timer of timers) {
    if (timer.at > clock) continue
    timers.delete(timer)
    timer.run()
  }
}

let disk: ReturnType<typeof memoryDisk>
let server: Running
let report: string
let anna: Guest
let per: Guest
let maria: Guest

beforeEach(async () => {
  clock = start
  timers.clear()
  disk = memoryDisk()
  server = await startTestServer({ disk, now, after })
  const made = await newTestReport(server, {
    'per.sandberg': [{ role: 'skribent' }],
    'maria.oberg': [{ role: 'granskare' }],
    'karin.hallgren': [{ role: 'skribent', items: ['inledning-text'] }],
  })
  report = made.id
  anna = made.anna
  per = await as(server, 'per.sandberg')
  maria = await as(server, 'maria.oberg')
})
afterEach(() => server.close())

const section = (id: string, rest = '') => `/api/reports/${report}/sections/${id}${rest}`
const history = async (who: Guest, id = 'inledning') => (await who.send('GET', section(id, '/history'))).body
const open = (who: Guest, id = 'inledning') => openText(who, section(id, '/lease'))
const move = (who: Guest, step: string, body = {}) => who.send('POST', section('inledning', `/${step}`), body)

const paragraphs =
  (...texts: string[]) =>
  (doc: Y.Doc) =>
    fill(doc, { 'inledning-text': texts.map((text) => ({ kind: 'paragraph' as const, text })) })
const replaceAt = (at: number, text: string) => (doc: Y.Doc) => {
  const fragment = doc.getXmlFragment('inledning-text')
  const words = (fragment.get(at) as Y.XmlElement).get(0) as Y.XmlText
  words.delete(0, words.length)
  words.insert(0, text)
}
const read = async (who: Guest) => JSON.stringify((await who.send('GET', section('inledning'))).body.slots)

/** Writes as somebody, and waits until the records say so. */
async function write(who: Guest, change: (doc: Y.Doc) => void) {
  const page = await open(who)
  expect(await page.change(change)).toBe('saved')
  page.leave()
  await server.deps.texts.flushAll()
}

/** Until what the ringing timers set off is in the records. */
async function versionsOf(
  count: number,
  id = 'inledning',
): Promise<{ id: string; reason: string; people: string[]; words: number; by: string; at: string }[]> {
  const opened = await server.deps.reports.open(report)
  if (opened === null) throw new Error('no report')
  await new Promise<void>((resolve) => {
    const look = () => {
      if ((opened.report().versions[id] ?? []).length < count) return
      callOff()
      resolve()
    }
    const callOff = server.deps.reports.onEntries(look)
    look()
  })
  return (await history(anna, id)).versions
}

test('[HI10] a version is kept when a section is handed to review, with who had written, and not twice of the same', async () => {
  await write(per, paragraphs('Det första.'))
  clock += 1000
  expect((await move(per, 'submit', { message: 'Klart' })).status).toBe(200)
  const { versions, lastChanged } = await history(maria)
  expect(versions).toMatchObject([
    { reason: 'submit', by: 'per.sandberg', people: ['per.sandberg'], words: 2, at: now().toISOString() },
  ])
  expect(lastChanged).toEqual([
    { slot: 'inledning-text', by: 'per.sandberg', at: new Date(start).toISOString() },
  ])
  await move(anna, 'withdraw')
  await move(anna, 'submit')
  expect((await history(anna)).versions).toHaveLength(1)
  const said = await maria.send('GET', section('inledning', `/history/${versions[0].id}`))
  expect(said.body).toMatchObject({ id: versions[0].id, reason: 'submit', digest: versions[0].digest })
  expect(JSON.stringify(said.body.content.prose)).toContain('Det första.')
})

test('[HI10] a refused step keeps nothing; one that is unlocked is kept as it stood', async () => {
  await write(per, paragraphs('Text.'))
  expect((await move(maria, 'submit')).status).toBe(403)
  expect((await history(anna)).versions).toEqual([])
  await move(anna, 'submit')
  clock += 1000
  await write(per, replaceAt(0, 'Rättad medan den granskas.'))
  await move(anna, 'ready')
  expect((await move(anna, 'reopen', { reason: 'Ett fel.' })).status).toBe(200)
  expect((await history(anna)).versions.map(({ reason }: { reason: string }) => reason)).toEqual([
    'reopen',
    'submit',
  ])
})

test('[HI11] a version is kept ten minutes after the last change, not before', async () => {
  await write(per, paragraphs('En början.'))
  forward(restMs - 1)
  await write(anna, replaceAt(0, 'En annan början.'))
  forward(restMs - 1)
  expect((await history(anna)).versions).toEqual([])
  forward(1)
  expect(await versionsOf(1)).toMatchObject([{ reason: 'rest', people: ['anna.lindqvist'], words: 3 }])
  forward(restMs)
  expect((await history(anna)).versions).toHaveLength(1)
})

test('[HI11] figures too rest, and what rested while the server was down is kept at the start', async () => {
  const set = await anna.send('PUT', `/api/reports/${report}/cells`, [
    { block: 'resultatrapport', row: 'financialNet', column: 'actual', value: '-678,8' },
  ])
  expect(set.body[0].result).toBe('stored')
  await write(per, paragraphs('Skrivet strax före omstarten.'))
  await server.close()
  clock += restMs
  timers.clear()
  server = await startTestServer({ disk, now, after })
  anna = await as(server, 'anna.lindqvist')
  expect(await versionsOf(1)).toMatchObject([{ reason: 'rest', people: ['per.sandberg'] }])
  expect(await versionsOf(1, 'ekonomi-resultatrapport')).toMatchObject([
    { reason: 'rest', people: ['anna.lindqvist'], words: 0 },
  ])
})

test('[HI12] a restore is a new edit that open pages see; what stood there is kept first; blocks that say the same stay', async () => {
  const page = await open(per)
  await page.change(paragraphs('Ett stycke som står kvar.', 'Det som skrevs först.'))
  await server.deps.texts.flushAll()
  await move(per, 'submit')
  await move(per, 'withdraw')
  clock += 1000
  const karin = await open(anna)
  await karin.change(replaceAt(1, 'Något helt annat nu.'))
  await server.deps.texts.flushAll()
  const fragment = page.doc.getXmlFragment('inledning-text')
  const kept = fragment.get(0)
  const [first] = (await history(anna)).versions
  clock += 1000
  const done = await anna.send('POST', section('inledning', `/history/${first.id}/restore`))
  expect(done).toMatchObject({
    status: 200,
    body: { restored: { slots: ['inledning-text'], cells: [] }, notRestored: [] },
  })
  // The page's next change is answered after everything before it.
  await page.change((doc) => void doc.getXmlFragment('inledning-text').get(0))
  expect(fragment.toString()).toContain('Det som skrevs först.')
  expect(fragment.toString()).not.toContain('Något helt annat nu.')
  expect(fragment.get(0)).toBe(kept)
  expect(await read(maria)).toContain('Det som skrevs först.')
  const { versions, lastChanged } = await history(anna)
  expect(versions[0]).toMatchObject({
    reason: 'beforeRestore',
    by: 'anna.lindqvist',
    people: ['anna.lindqvist'],
    restored: { id: first.id, at: first.at },
  })
  const before = await anna.send('GET', section('inledning', `/history/${versions[0].id}`))
  expect(JSON.stringify(before.body.content)).toContain('Något helt annat nu.')
  expect(lastChanged).toMatchObject([
    { slot: 'inledning-text', by: 'anna.lindqvist', at: now().toISOString() },
  ])
  page.leave()
  karin.leave()
})

test('[HI12] a synpunkt on words that say the same keeps its place through a restore', async () => {
  await write(per, paragraphs('Ett stycke som står kvar.', 'Det som skrevs först.'))
  await move(per, 'submit')
  await move(per, 'withdraw')
  const quote = 'står kvar'
  const opened = await maria.send('POST', section('inledning', '/threads'), {
    at: { slot: 'inledning-text', quote },
    text: 'Gör det verkligen det?',
  })
  expect(opened.status).toBe(201)
  clock += 1000
  await write(per, replaceAt(1, 'Något annat.'))
  const [version] = (await history(anna)).versions
  const done = await anna.send('POST', section('inledning', `/history/${version.id}/restore`))
  expect(done.body.restored.slots).toEqual(['inledning-text'])
  const { threads } = (await maria.send('GET', section('inledning', '/threads'))).body
  expect(threads).toMatchObject([{ id: opened.body.id, orphan: false, at: { quote } }])
  expect(await read(maria)).toContain(opened.body.id)
})

test('[HI13] a restore is for those who may write in the whole section, and never in a locked one', async () => {
  await write(per, paragraphs('Första.'))
  await move(per, 'submit')
  const [version] = (await history(anna)).versions
  const restore = (who: Guest) => who.send('POST', section('inledning', `/history/${version.id}/restore`))
  await write(per, replaceAt(0, 'Andra.'))
  expect(await restore(maria)).toMatchObject({ status: 403, body: { code: 'not-permitted' } })
  expect(await restore(await as(server, 'karin.hallgren'))).toMatchObject({ status: 403 })
  await move(anna, 'ready')
  expect(await restore(per)).toMatchObject({ status: 423, body: { code: 'section-locked' } })
  expect(await read(anna)).toContain('Andra.')
  expect((await history(anna)).versions).toHaveLength(1)
  expect((await anna.send('POST', section('inledning', '/history/finns-inte/restore'))).status).toBe(404)
})

test('[HI12] figures are restored with the text; those that are final are left and named', async () => {
  const set = (value: string, row = 'financialNet') =>
    anna.send('PUT', `/api/reports/${report}/cells`, [
      { block: 'resultatrapport', row, column: 'actual', value },
    ])
  const where = await anna.send('GET', `/api/reports/${report}`)
  const holds = where.body.sections.find(({ slots }: { slots: { block?: string }[] }) =>
    slots.some(({ block }) => block === 'resultatrapport'),
  ).id
  await set('-678,8')
  await anna.send('POST', section(holds, '/submit'))
  await anna.send('POST', section(holds, '/withdraw'))
  await set('-700,0')
  const [version] = (await history(anna, holds)).versions
  const done = await anna.send('POST', section(holds, `/history/${version.id}/restore`))
  expect(done.body).toMatchObject({
    restored: { cells: [{ block: 'resultatrapport', row: 'financialNet', column: 'actual' }] },
    notRestored: [],
  })
  const now1 = await anna.send('GET', section(holds, '/history/now'))
  expect(now1.body.digest).toBe(version.digest)
  await set('-1,0')
  await anna.send('POST', `/api/reports/${report}/blocks/resultatrapport/final`, { final: true })
  const again = await anna.send('POST', section(holds, `/history/${version.id}/restore`))
  expect(again.body).toMatchObject({
    restored: { cells: [] },
    notRestored: [{ row: 'financialNet', because: 'refused', problem: { code: 'cell-final' } }],
  })
})

test('[HI14] what I have seen is kept as I saw it, once, and only if it is what stands there', async () => {
  await write(per, paragraphs('Läst av Maria.'))
  const { digest } = (await maria.send('GET', section('inledning'))).body
  expect((await maria.send('GET', section('inledning', '/history/seen'))).status).toBe(404)
  expect((await maria.send('POST', section('inledning', '/seen'), { digest })).status).toBe(200)
  const opened = await server.deps.reports.open(report)
  const seq = opened?.register.seq()
  expect((await maria.send('POST', section('inledning', '/seen'), { digest })).status).toBe(200)
  expect(opened?.register.seq()).toBe(seq)
  clock += 1000
  await write(per, replaceAt(0, 'Ändrat sedan.'))
  expect(await maria.send('POST', section('inledning', '/seen'), { digest })).toMatchObject({
    status: 409,
    body: { code: 'seen-outdated' },
  })
  const seen = await maria.send('GET', section('inledning', '/history/seen'))
  expect(seen.body).toMatchObject({ id: 'seen', digest, at: new Date(start).toISOString() })
  expect(JSON.stringify(seen.body.content)).toContain('Läst av Maria.')
  expect(
    JSON.stringify((await maria.send('GET', section('inledning', '/history/now'))).body.content),
  ).toContain('Ändrat sedan.')
})

test("[HI16] what has changed since I read is told of others' changes, not of my own", async () => {
  const since = async (who: Guest) =>
    (await who.send('GET', `/api/reports/${report}/seen?section=inledning`)).body.sections[0]
  await write(per, paragraphs('Första stycket.', 'Andra stycket.'))
  expect(await since(anna)).toMatchObject({ id: 'inledning', at: null, changes: 0 })
  const { digest } = await since(anna)
  await anna.send('POST', section('inledning', '/seen'), { digest })
  clock += 1000
  await write(anna, replaceAt(0, 'Ändrat av mig själv.'))
  expect((await since(anna)).changes).toBe(0)
  clock += 1000
  await write(per, replaceAt(1, 'Ändrat av Per.'))
  const now1 = await since(anna)
  expect(now1.changes).toBeGreaterThan(0)
  expect(now1.digest).not.toBe(digest)
  expect((await anna.send('GET', `/api/reports/${report}/seen`)).body.sections.length).toBeGreaterThan(5)
})

test('[HI15] the record leaves out versions, and what others have seen', async () => {
  await write(per, paragraphs('Text.'))
  await move(per, 'submit')
  const { digest } = (await maria.send('GET', section('inledning'))).body
  await maria.send('POST', section('inledning', '/seen'), { digest })
  const ofPer = (await per.send('GET', `/api/reports/${report}/record`)).body.report
  expect([ofPer.versions, ofPer.seen]).toEqual([{}, {}])
  const ofMaria = (await maria.send('GET', `/api/reports/${report}/record`)).body.report
  expect(ofMaria.seen).toEqual({ 'maria.oberg': { inledning: { digest, at: now().toISOString() } } })
})
