import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { startDemoServer } from './demoServer.ts'
import {
  firstText,
  guestOf,
  leaseOf,
  openLine,
  signIn,
  socketOf,
  type Guest,
  type Lease,
  type RawLine,
} from './rawLine.ts'
import { becomes } from './reportPage.ts'
import type { RunningServer } from './server.ts'

/* The built server as somebody meets it who sends what no page would: sign-in, Origin, lease, role and lock together. */
const section = 'ekonomi-arets-resultat'
const slot = 'arets-resultat-text'

let server: RunningServer
let report: string
let per: Guest, maria: Guest, anna: Guest, karin: Guest
let victim: RawLine
beforeAll(async () => {
  server = await startDemoServer()
  ;[per, maria, anna, karin] = await Promise.all([
    signIn(server.url, 'per.sandberg'),
    signIn(server.url, 'maria.oberg'),
    signIn(server.url, 'anna.lindqvist'),
    signIn(server.url, 'karin.hallgren'),
  ])
  const reports = (await per.send('GET', '/api/reports')).body as { id: string; year: number }[]
  report = reports.find(({ year }) => year === 2023)?.id ?? ''
  victim = await openLine(per, await lease(per))
})
afterAll(async () => {
  victim.socket.close()
  await server.dispose()
})

const lease = (guest: Guest, of = section) => leaseOf(guest, report, of)
const say =
  (words: string, where = slot) =>
  (doc: Y.Doc) =>
    firstText(doc, where).insert(0, words)
const figure = { block: 'driftredovisning', row: 'gemensamt', column: 'turnover', value: '1' }
const stored = async (of = section): Promise<string> =>
  JSON.stringify((await anna.send('GET', `/api/reports/${report}/sections/${of}`)).body)

/** Sends it as this person with this lease; it must be refused so, change nothing, and leave the victim's next key alone. */
async function refused(
  guest: Guest,
  granted: Lease,
  edit: (doc: Y.Doc) => void,
  reason: string,
): Promise<void> {
  const before = await stored()
  const line = await openLine(guest, granted)
  line.write(edit)
  await becomes(line.closed).toBe(reason)
  expect(await stored()).toBe(before)
  victim.write(say('.'))
  await becomes(victim.isSaved).toBe(true)
  expect(victim.closed()).toBeUndefined()
}

test('[E218] a reviewer’s raw update, an id without a lease, another’s lease and an undeclared root are refused', async () => {
  const reviewer = await lease(maria)
  expect(reviewer.mayEdit).toBe(false)
  await refused(maria, reviewer, say('x'), '4409 reset:read-only')
  await refused(anna, { ...(await lease(anna)), clientId: 4242 }, say('x'), '4409 reset:foreign-client')
  await refused(
    anna,
    { ...(await lease(anna)), clientId: (await lease(per)).clientId },
    say('x'),
    '4409 reset:foreign-client',
  )
  await refused(
    anna,
    await lease(anna),
    (doc) => {
      const block = new Y.XmlElement('textBlock')
      doc.getXmlFragment('hemligt').insert(0, [block])
    },
    '4409 reset:undeclared-root',
  )
})

test('[E219] who is responsible for one text writes in it and nowhere else in the section', async () => {
  const { body } = await anna.send('GET', `/api/reports/${report}/sections/${section}`)
  const { slots } = body as { slots: { id: string; in?: { row?: string }; content?: unknown }[] }
  const own =
    slots.find(({ content }) => JSON.stringify(content ?? '').includes('strategiska medel'))?.id ?? ''
  await refused(karin, await lease(karin), say('x'), '4409 reset:slot')
  const line = await openLine(karin, await lease(karin))
  line.write(say('Karin. ', own))
  await becomes(line.isSaved).toBe(true)
  expect(await stored()).toContain('Karin. Överskottet')
  line.socket.close()
})

test('[E220] a foreign Origin, nobody signed in and a person of another report come nowhere', async () => {
  const { doc } = await lease(anna)
  const foreign = socketOf(anna, `/sync/${doc}`, 'https://elsewhere.example')
  const [, response] = (await once(foreign, 'unexpected-response')) as [unknown, { statusCode: number }]
  expect(response.statusCode).toBe(403)
  const nobody = await once(socketOf(guestOf(server.url), `/sync/${doc}`), 'close')
  expect(nobody[0]).toBe(4401)
  expect(
    (await per.send('PUT', `/api/reports/${report}/cells`, [figure], { origin: 'https://elsewhere.example' }))
      .status,
  ).toBe(403)

  // A report of another nämnd, which Per has no part in: as if it did not exist.
  const made = (
    await anna.send('POST', '/api/reports', {
      template: 'vb-namnd',
      organisation: 'Kulturnämnden',
      year: 2024,
    })
  ).body as { id: string }
  for (const path of ['', '/record', '/sections/inledning', '/findings', '/export.json', '/read', '/audit'])
    expect([path, (await per.send('GET', `/api/reports/${made.id}${path}`)).status]).toEqual([path, 404])
  expect((await per.send('POST', `/api/reports/${made.id}/sections/inledning/lease`)).status).toBe(404)
  expect((await per.send('PUT', `/api/reports/${made.id}/cells`, [figure])).status).toBe(404)
  const [code] = (await once(socketOf(per, `/sync/${made.id}.inledning.1`), 'close')) as [number]
  expect(code).toBe(4404)
  const [live] = (await once(socketOf(per, `/live/${made.id}`), 'close')) as [number]
  expect(live).toBe(4404)
})

test('[E221] a section locked while a raw line is open takes nothing more on it, nor as a command; the next one goes on', async () => {
  const of = 'personal-kostnader'
  const line = await openLine(anna, await lease(anna, of))
  for (const step of ['submit', 'ready'])
    expect((await anna.send('POST', `/api/reports/${report}/sections/${of}/${step}`, {})).status).toBe(200)
  const before = await stored(of)
  line.write(say('x', 'personalkostnader-text'))
  await becomes(() => line.closed()?.slice(0, 4)).toBe('4423')
  expect(await stored(of)).toBe(before)
  expect((await lease(anna, of)).mayEdit).toBe(false)
  victim.write(say('.'))
  await becomes(victim.isSaved).toBe(true)
})

test('[E222] a cell of another kind, a computed one and one that is not there are refused one by one', async () => {
  const cell = (row: string, column: string, value: unknown) => ({
    block: 'driftredovisning',
    row,
    column,
    value,
  })
  const answer = await anna.send('PUT', `/api/reports/${report}/cells`, [
    cell('gemensamt', 'turnover', { kind: 'choice', choice: 'ja' }),
    cell('result', 'turnover', '1'),
    cell('gemensamt', 'hemligt', '1'),
    cell('gemensamt', 'turnover', '143,1'),
  ])
  const answers = answer.body as { result: string; problem?: { code: string }; cell?: { text: string } }[]
  expect(answers.map(({ result, problem, cell: kept }) => [result, problem?.code ?? kept?.text])).toEqual([
    ['refused', 'cell-not-a-choice'],
    ['refused', 'cell-computed'],
    ['refused', 'cell-unknown'],
    ['stored', '143,1'],
  ])
})
