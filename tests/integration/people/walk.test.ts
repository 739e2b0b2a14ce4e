import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../../server/app.ts'
import type { Running } from '../../../server/serve.ts'
import { approve, expectDone, makeReady, write } from '../approval/approvalKit.ts'
import {
  as,
  guest,
  newTestReport,
  smallPlan,
  startTestServer,
  type Guest,
  type Reply,
} from '../api/testServer.ts'
import { lines, ofReport, open, own, trying, type Line, type Trying } from './routeTable.ts'

/** Sections by the state they are in. */
const section = { arbete: 'inledning', granskning: 'handelser', klar: 'syfte', godkand: 'framtid' } as const
const users: Readonly<Record<Trying, string>> = {
  lasare: 'sara.ahlgren',
  skribent: 'karin.hallgren',
  granskare: 'maria.oberg',
  godkannare: 'gunilla.astrom',
  namndsekreterare: 'bengt.nyman',
}

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

let server: Running
let report: string
let anna: Guest
let places: Readonly<Record<string, string>>
let finding: string
let routes: readonly string[]
beforeAll(async () => {
  server = await startTestServer()
  const { app, sync } = createApp(server.deps)
  sync.stop()
  routes = [...new Set(app.routes.map(({ method, path }) => `${method} ${path}`))]
  const made = await newTestReport(server, {
    'per.sandberg': [{ role: 'skribent' }],
    'karin.hallgren': [{ role: 'skribent', sections: [section.godkand] }],
    ...Object.fromEntries(
      (['lasare', 'granskare', 'godkannare', 'namndsekreterare'] as const).map((role) => [
        users[role],
        [{ role }],
      ]),
    ),
  })
  report = made.id
  anna = made.anna
  const at = (path: string) => `/api/reports/${report}/${path}`
  expectDone(await anna.send('PUT', at('plan'), smallPlan))
  for (const text of [section.arbete, section.klar, section.godkand])
    await write(server, report, text, 'En inledning.')
  const row = await anna.send('POST', at('blocks/nyckeltal/rows'), { label: 'Antal ärenden' })
  const thread = await anna.send('POST', at(`sections/${section.arbete}/threads`), {
    at: { slot: 'inledning-text', quote: 'inledning' },
    text: 'Ett annat ord?',
    suggestion: 'början',
  })
  const contribution = await anna.send('POST', at('contributions'), {
    item: 'inledning-text',
    writers: ['per.sandberg'],
  })
  const picture = await anna.send('POST', at(`sections/${section.arbete}/images`), new Uint8Array(onePixel), {
    'content-type': 'image/png',
  })
  for (const { status, body } of [row, thread, contribution, picture])
    if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`)
  expectDone(await anna.send('POST', at(`sections/${section.granskning}/submit`)))
  for (const ready of [section.klar, section.godkand]) await makeReady(anna, report, ready)
  expectDone(await approve(await as(server, users.godkannare), report, section.godkand))
  const findings = (await anna.send('GET', at('findings'))).body as { id: string; section: string }[]
  const [found] = findings.filter((known) => known.section === 'mal-process')
  if (found === undefined) throw new Error('nothing is missing in an empty section')
  finding = found.id
  places = {
    r: report,
    s: section.arbete,
    i: 'goal',
    item: 'goal',
    t: thread.body.id as string,
    v: 'now',
    row: row.body.row as string,
    block: 'resultatrapport',
    column: 'actual',
    user: 'per.sandberg',
    id: 'vb-namnd',
    hash: picture.body.hash as string,
    contribution: contribution.body.id as string,
  }
})
afterAll(() => server.close())

const methodOf = (route: string): string => route.split(' ')[0] ?? ''

const pathOf = (route: string, line?: Pick<Line, 'in'>, id = report): string =>
  (route.split(' ')[1] ?? '').replaceAll(/:(\w+)/g, (_, name: string) => {
    if (name === 'r') return id
    if (name === 's' && line?.in !== undefined) return section[line.in]
    if (name === 'b') return route.includes('/contributions/') ? (places['contribution'] ?? '') : 'nyckeltal'
    if (name === 'row' && route.includes('/cells/')) return 'otherIncome'
    const place = places[name]
    if (place === undefined) throw new Error(`${route}: where is :${name}?`)
    return name === 'hash' ? `${place}?report=${id}` : place
  })

/** The line's body with this report and a finding in the places left for them. */
function bodyOf({ body }: { readonly body?: unknown }): unknown {
  if (body === undefined || body instanceof Uint8Array) return body
  const filled = JSON.stringify(body)
    .replaceAll('REPORT', report)
    .replaceAll('"FINDING"', JSON.stringify(finding))
  return JSON.parse(filled) as unknown
}

const send = (who: Guest, route: string, line: Pick<Line, 'body' | 'in'>, id = report): Promise<Reply> =>
  who.send(methodOf(route), pathOf(route, line, id), bodyOf(line))

const revision = async (): Promise<number> =>
  (await anna.send('GET', `/api/reports/${report}`)).body.revision as number

const addresses = { ...ofReport, ...own }
const changing = [...Object.keys(addresses), ...Object.keys(open)].filter(
  (route) => !['GET', 'ALL'].includes(methodOf(route)),
)

describe('every address of the server', () => {
  test('[PW1] has a line in one of the tables, and every line an address', () => {
    const told = [...Object.keys(addresses), ...Object.keys(open), ...lines]
    expect(routes.filter((route) => !told.includes(route))).toEqual([])
    // Files of the pages are served where they have been built.
    expect(told.filter((route) => !routes.includes(route) && route !== 'GET /assets/*')).toEqual([])
    expect(new Set(told).size).toBe(told.length)
  })

  test('[PW2] asks who is there, unless it is for everybody', async () => {
    const before = await revision()
    for (const [route, line] of Object.entries<Pick<Line, 'body' | 'in'>>(addresses)) {
      const reply = await send(guest(server), route, line)
      const expected = own[route]?.nobody === 404 ? [404, 'not-found'] : [401, 'not-signed-in']
      expect([route, reply.status, reply.body.code]).toEqual([route, ...expected])
    }
    expect(await revision()).toBe(before)
  })

  test('[PW3] that changes something takes it from our own pages only', async () => {
    const before = await revision()
    for (const route of changing) {
      const line = ofReport[route] ?? own[route] ?? {}
      for (const origin of ['https://elsewhere.example', 'null', '']) {
        const reply = await anna.send(methodOf(route), pathOf(route, line), bodyOf(line), { origin })
        expect([route, origin, reply.status, reply.body.code]).toEqual([route, origin, 403, 'foreign-origin'])
      }
    }
    expect(await revision()).toBe(before)
    // The same from our own page, and she is still signed in.
    expect((await send(anna, 'GET /media/:hash', {})).status).toBe(200)
  })

  test('[PW4] outside the reports answers whoever is signed in about themselves only', async () => {
    for (const [route, { body, answer }] of Object.entries(own)) {
      const stranger = await as(server, 'nils.rask')
      const reply = await send(stranger, route, { body })
      expect([route, reply.status]).toEqual([route, answer])
      expect([route, JSON.stringify(reply.body).includes(report)]).toEqual([route, false])
    }
  })
})

/** What every object of the language has, and what leads out of a folder. */
const borrowed = ['__proto__', 'constructor', '..', '%00', 'x'.repeat(3000)]

describe('every address of a report', () => {
  test('[PW7] takes a name that is none for nothing, and for no fault of ours', async () => {
    const before = await revision()
    const wrong: unknown[] = []
    for (const [route, line] of Object.entries<Pick<Line, 'body' | 'in'>>(addresses)) {
      const names = [...route.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
      for (const name of names)
        for (const taken of borrowed) {
          const pattern = route.replace(`:${name}`, encodeURIComponent(encodeURIComponent(taken)))
          const path = decodeURIComponent(pathOf(pattern, line))
          const reply = await anna.send(methodOf(route), path, bodyOf(line))
          const isTaken = reply.status < 300 && methodOf(route) !== 'GET'
          if (reply.status >= 500 || isTaken) wrong.push([route, name, taken.slice(0, 20), reply.status])
        }
    }
    expect(wrong).toEqual([])
    expect(await revision()).toBe(before)
  })

  test('[PM9] is not there for people without a role in it, system roles included', async () => {
    const before = await revision()
    for (const user of ['nils.rask', 'mikael.lund', 'eva.stromberg']) {
      const stranger = await as(server, user)
      for (const [route, line] of Object.entries(ofReport)) {
        const reply = await send(stranger, route, line)
        expect([user, route, reply.status, reply.body.code]).toEqual([user, route, 404, 'not-found'])
        const unknown = await send(stranger, route, line, 'nosuchreport')
        expect([reply.status, { ...reply.body, culprit: '' }]).toEqual([
          unknown.status,
          { ...unknown.body, culprit: '' },
        ])
      }
      expect((await stranger.send('GET', '/api/reports')).body).toEqual([])
    }
    expect(await revision()).toBe(before)
  })

  /** Sends everything that is not theirs and reads everything that is. */
  async function expectAsTold(role: Trying): Promise<Guest> {
    const before = await revision()
    const who = await as(server, users[role])
    const at = trying.indexOf(role)
    const wrong: unknown[] = []
    for (const [route, line] of Object.entries(ofReport)) {
      const answer = line.answers[at]
      if (answer === 'may' && methodOf(route) !== 'GET') continue
      const reply = await send(who, route, line)
      const isAsTold =
        answer === 'may'
          ? reply.status === 200
          : answer === 'each'
            ? reply.body[0]?.problem?.code === 'not-permitted'
            : reply.status === answer
      if (!isAsTold) wrong.push([route, answer, reply.status, reply.body])
    }
    expect(wrong).toEqual([])
    expect(await revision()).toBe(before)
    return who
  }

  test('[PM10] gives a läsare the read view and nothing else', () => expectAsTold('lasare'))

  test('[PM11] refuses a skribent of another section whatever changes this one, the plan, people or the report', async () => {
    const karin = await expectAsTold('skribent')
    const lease = await karin.send('POST', `/api/reports/${report}/sections/${section.arbete}/lease`)
    expect([lease.status, lease.body.mayEdit]).toEqual([200, false])
  })

  test('[PW5] lets those who review and approve read and talk, and write nothing', async () => {
    for (const role of ['granskare', 'godkannare', 'namndsekreterare'] as const) await expectAsTold(role)
  })

  test('[PW6] leaves a report nobody but its samordnare to let people in', async () => {
    const before = await revision()
    for (const user of Object.values(users)) {
      const who = await as(server, user)
      const self = `/api/reports/${report}/members/${user}`
      for (const grants of [[{ role: 'godkannare' }], [{ role: 'samordnare' }], [{ role: 'skribent' }]])
        expect([user, (await who.send('PUT', self, { grants })).status]).toEqual([user, 403])
      const deputy = { for: users.godkannare, user, from: '2020-01-01', to: '2999-12-31', reason: 'x' }
      expect((await who.send('PUT', `/api/reports/${report}/deputies`, [deputy])).status).toBe(403)
    }
    expect(await revision()).toBe(before)
  })
})
