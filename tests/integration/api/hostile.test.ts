import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { writeProse } from '../../../server/exchange/writeProse.ts'
import { visit } from '../../../server/exchange/visitor.ts'
import type { Running } from '../../../server/serve.ts'
import { as, cookieOf, guest, newTestReport, smallPlan, startTestServer, type Guest } from './testServer.ts'

let server: Running
let report: string
let anna: Guest
beforeAll(async () => {
  server = await startTestServer()
  const made = await newTestReport(server)
  anna = made.anna
  report = made.id
  await anna.send('PUT', `/api/reports/${report}/plan`, smallPlan)
})
afterAll(() => server.close())

const localSignIn = {
  host: '127.0.0.1',
  port: 0,
  auth: 'local',
  publicUrl: undefined,
  sessionIdleMs: 7_200_000,
  sessionMaxMs: 43_200_000,
} as const

const at = (path: string) => `/api/reports/${report}${path}`

describe('what a läsare gets as data', () => {
  test('[SE1] nothing of a section that has not come far enough: no figure, no goal, no heading, no finding', async () => {
    await anna.send('PUT', at('/members/sara.ahlgren'), { grants: [{ role: 'lasare' }] })
    await anna.send('PUT', at('/cells'), [
      { block: 'resultatrapport', row: 'otherIncome', column: 'actual', value: '4711,5' },
    ])
    await anna.send('PUT', at('/statuses/goal'), { status: 'uppnatt' })
    await anna.send('PATCH', at(''), { readersFrom: 'klar' })
    const sara = await as(server, 'sara.ahlgren')
    const { body } = await sara.send('GET', at('/export.json'))
    expect(body).toMatchObject({ chapters: [], tables: [], goals: [], isk: [], findings: [], sections: [] })
    expect(body).not.toHaveProperty('iskVerdict')
    expect(JSON.stringify((await anna.send('GET', at('/export.json'))).body)).toMatch(/4\s711,5/)
    await anna.send('PATCH', at(''), { readersFrom: 'arbete' })
    const whole = (await sara.send('GET', at('/export.json'))).body
    expect(whole.goals).toHaveLength(1)
    expect(whole.findings).toEqual([])
  })

  test('[SE1] one section alone holds its own tables and goals', async () => {
    const { body } = await anna.send('GET', at('/export.json?section=ekonomi-resultatrapport'))
    expect(body.tables.map(({ block }: { block: string }) => block)).toEqual(['resultReport'])
    expect(body.goals).toEqual([])
    const { goals } = (await anna.send('GET', at('/export.json?section=mal-process'))).body
    expect(goals).toHaveLength(1)
  })
})

test('[SE2] a text that names the picture of another report does not bring it into the exported file', async () => {
  const other = await newTestReport(server)
  const picture = new Uint8Array(60)
  picture.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52], 0)
  picture.set([0, 0, 0, 9, 0, 0, 0, 9], 16)
  const upload = (id: string) => anna.send('POST', `/api/reports/${id}/sections/handelser/images`, picture)
  const { hash } = (await upload(other.id)).body
  await writeProse(await visit({ url: server.url }, 'anna.lindqvist'), report, 'handelser', {
    'handelser-sammanfattning': [{ kind: 'paragraph', text: 'Text.' }],
  })
  await server.deps.rooms.edit(
    `${report}.handelser.1`,
    (doc) => {
      // Just as an author's own update may do it: any hash has the right shape.
      const fragment = doc.getXmlFragment('handelser-sammanfattning')
      const image = new Y.XmlElement('image')
      image.setAttribute('hash', hash)
      image.setAttribute('alt', 'En bild')
      fragment.insert(1, [image])
    },
    'anna.lindqvist',
  )
  const html = async () => (await anna.send('GET', at('/export.html'))).body as string
  expect(await html()).toContain('En bild')
  expect(await html()).not.toContain('data:image/png')
  await upload(report)
  expect(await html()).toContain('data:image/png')
})

test('[SE3] who has changed the plan is never taken from the plan that is sent', async () => {
  const { id } = await newTestReport(server)
  const [perspective, ...rest] = smallPlan.items
  const forged = {
    kind: 'changed',
    decision: smallPlan.decision,
    by: 'gunilla.astrom',
    at: 'not a date',
  }
  const { status, body } = await anna.send('PUT', `/api/reports/${id}/plan`, {
    ...smallPlan,
    items: [{ ...perspective, changes: [forged] }, ...rest],
  })
  expect(status).toBe(200)
  expect(body.items[0].changes).toEqual([])
})

describe('names that every object has', () => {
  // A report of its own: a text written in the other is counted in its journal some seconds later.
  let quiet: string
  beforeAll(async () => {
    quiet = (await newTestReport(server)).id
    await anna.send('PUT', `/api/reports/${quiet}/plan`, smallPlan)
  })
  const names = [
    'constructor',
    'toString',
    'valueOf',
    'hasOwnProperty',
    'isPrototypeOf',
    'toLocaleString',
    '__proto__',
    '__defineGetter__',
  ]
  test.each(names)('[SE4] %s is no id, no person and no finding', async (name) => {
    const at = (path: string) => `/api/reports/${quiet}${path}`
    const seq = async () => (await anna.send('GET', at('/record'))).body.seq as number
    const before = await seq()
    const plan = { items: [{ ...smallPlan.items[0], id: name }] }
    const deputy = { user: 'per.sandberg', from: '2024-01-01', to: '2024-02-01', reason: 'Semester' }
    const answers = [
      await anna.send('PUT', at('/plan'), plan),
      await anna.send('DELETE', at(`/members/${name}`)),
      await anna.send('PUT', at(`/members/${name}`), { grants: [{ role: 'skribent' }] }),
      await anna.send('PUT', at('/deputies'), [{ ...deputy, for: name }]),
      await anna.send('PUT', at('/deputies'), [{ ...deputy, for: 'anna.lindqvist', user: name }]),
      await anna.send('PUT', at('/items'), [{ id: name, people: ['per.sandberg'] }]),
      await anna.send('PUT', at('/items/framtid'), { people: [name] }),
      await anna.send('PUT', at(`/statuses/${name}`), { status: 'uppnatt' }),
      await anna.send('POST', at('/findings/explain'), { findings: [name], reason: null }),
    ]
    for (const [index, { status }] of answers.entries())
      expect([index, status >= 400 && status < 500]).toEqual([index, true])
    expect(await seq()).toBe(before)
  })
})

test('[SE4] nobody is called so, and who is not there cannot be changed', async () => {
  const local = await startTestServer({ config: localSignIn })
  const root = { user: 'root', name: 'Rut', title: '', system: ['administrator' as const] }
  await local.deps.accounts.set('test', root, 'ett långt lösenord')
  const reply = await guest(local).send('POST', '/api/session', {
    user: 'root',
    password: 'ett långt lösenord',
  })
  const asRoot = guest(local, cookieOf(reply))
  const person = { user: 'constructor', name: 'X', title: '', password: 'ett annat lösenord' }
  expect((await asRoot.send('POST', '/api/people', person)).status).toBe(400)
  for (const name of ['constructor', 'toString', '__proto__'])
    expect((await asRoot.send('PATCH', `/api/people/${name}`, { title: 'x' })).body.code).toBe(
      'person-unknown',
    )
  await local.close()
})

test('[SE5] half a character is refused wherever it stands, and the report can still be exported', async () => {
  const raw = (body: string) =>
    anna.send('PATCH', at(''), new TextEncoder().encode(body), { 'content-type': 'application/json' })
  for (const body of ['{"title":"\\ud800x"}', '{"title":"x\\udc00"}', '{"title":"x","\\ud800":1}'])
    expect((await raw(body)).status).toBe(400)
  expect((await raw('{"title":"\\ud83d\\ude00 och \\\\ud800"}')).status).toBe(200)
  for (const ending of ['html', 'json'])
    expect((await anna.send('GET', at(`/export.${ending}`))).status).toBe(200)
})

describe('sockets', () => {
  test('[SE6] a sign-in that runs out closes the line of a report and the line of a text, though nobody says a word', async () => {
    let time = Date.now()
    const other = await startTestServer({ now: () => new Date(time) })
    const made = await newTestReport(other)
    const lines = [`/live/${made.id}`, `/sync/${made.id}.handelser.1`].map((path) => made.anna.socket(path))
    await Promise.all(lines.map((line) => once(line, 'message')))
    const closed = Promise.all(lines.map((line) => once(line, 'close')))
    time += 3 * 60 * 60_000
    expect((await closed).map(([code]: unknown[]) => code)).toEqual([4401, 4401])
    await other.close()
  })

  test.each([
    ['a question', [0x80, 0, 0, 1, 0]],
    ['a question, its second number', [0, 0x80, 0, 1, 0]],
    ['a caret', [0x81, 0, 1, 0]],
  ])(
    '[SE7] %s whose kind is written longer than it is does not pass for something cheaper',
    async (_name, bytes) => {
      const line = anna.socket(`/sync/${report}.handelser.1`)
      await once(line, 'message')
      line.send(Buffer.from(bytes))
      const [code, reason] = await once(line, 'close')
      expect([code, String(reason)]).toEqual([4409, 'reset:malformed'])
    },
  )
})
