import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Running } from '../../../server/serve.ts'
import { as, newTestReport, smallPlan, startTestServer, type Guest } from '../api/testServer.ts'

let server: Running
let report: string
let anna: Guest
beforeAll(async () => {
  server = await startTestServer()
  const made = await newTestReport(server)
  anna = made.anna
  report = made.id
  await anna.send('PUT', `/api/reports/${report}/plan`, smallPlan)
  const member = (user: string, grants: object[]) =>
    anna.send('PUT', `/api/reports/${report}/members/${user}`, { grants })
  await member('karin.hallgren', [{ role: 'skribent', sections: ['framtid'] }])
  await member('sara.ahlgren', [{ role: 'lasare' }])
  await member('maria.oberg', [{ role: 'granskare' }])
  await member('gunilla.astrom', [{ role: 'godkannare' }])
  await member('bengt.nyman', [{ role: 'namndsekreterare' }])
})
afterAll(() => server.close())

/** What has to be in the body for the address to be the only thing at fault. */
const bodies: Readonly<Record<string, unknown>> = {
  'PATCH /api/reports/{r}': { title: 'Annan' },
  'PUT /api/reports/{r}/cells': [
    { block: 'resultatrapport', row: 'otherIncome', column: 'actual', value: '1' },
  ],
  'PUT /api/reports/{r}/statuses/{item}': { status: 'uppnatt' },
  'POST /api/reports/{r}/blocks/{b}/rows': { label: 'Rad' },
  'PATCH /api/reports/{r}/blocks/{b}/rows/{row}': { label: 'Rad' },
  'POST /api/reports/{r}/blocks/{b}/final': { final: true },
  'POST /api/reports/{r}/findings/explain': { findings: ['x'], reason: 'y' },
  'PUT /api/reports/{r}/plan': { items: [] },
  'POST /api/reports/{r}/plan/items': { kind: 'goal', parent: 'st', fields: { text: 'Nytt' } },
  'PATCH /api/reports/{r}/plan/items/{i}': { fields: { text: 'Nytt' } },
  'POST /api/reports/{r}/plan/copy': { from: 'REPORT' },
  'POST /api/reports/{r}/plan/lock': { decision: smallPlan.decision },
  'POST /api/reports/{r}/sections': { chapter: 'framtid', after: null, title: 'Nytt' },
  'PATCH /api/reports/{r}/sections/{s}': { hidden: true },
  'PUT /api/reports/{r}/members/{user}': { grants: [{ role: 'samordnare' }] },
  'PUT /api/reports/{r}/deputies': [],
  'PUT /api/reports/{r}/items': [{ id: 'framtid', people: ['karin.hallgren'] }],
  'PUT /api/reports/{r}/items/{i}': { people: ['karin.hallgren'] },
  'POST /api/reports/{r}/people/copy': { from: 'REPORT' },
  'POST /api/reports/{r}/items/{i}/send-back': { comment: 'x' },
  'POST /api/reports/{r}/sections/{s}/send-back': { comment: 'x' },
  'POST /api/reports/{r}/sections/{s}/reopen': { reason: 'x' },
  'POST /api/reports/{r}/sections/{s}/threads': {
    // Everybody but a läsare may talk about every section; words that are not there are refused last.
    at: { slot: 'handelser-sammanfattning', quote: 'x' },
    text: 'x',
  },
  'POST /api/reports/{r}/sections/{s}/threads/{t}/replies': { text: 'x' },
  'PATCH /api/reports/{r}/sections/{s}/threads/{t}': { resolved: true },
  'POST /api/reports/{r}/contributions': { item: 'handelser-sammanfattning' },
  'PATCH /api/reports/{r}/contributions/{b}': { due: null },
  'PUT /api/reports/{r}/contributions/{b}/proposal': { status: 'uppnatt' },
  'POST /api/reports/{r}/sections/{s}/seen': { digest: 'a'.repeat(64) },
  'POST /api/reports/{r}/sections/{s}/approve': { seen: 'a'.repeat(64) },
  'POST /api/reports/{r}/remind': { items: ['handelser'] },
  'POST /api/reports/{r}/approve': { sections: [{ id: 'handelser', seen: 'a'.repeat(64) }] },
}

const places: Readonly<Record<string, string>> = {
  s: 'handelser',
  b: 'nyckeltal',
  row: 'x',
  item: 'goal',
  i: 'goal',
  user: 'per.sandberg',
  block: 'nyckeltal',
  column: 'actual',
}

async function routes(): Promise<{ method: string; pattern: string; path: string; body: unknown }[]> {
  const { paths } = (await anna.send('GET', '/api/openapi.json')).body as {
    paths: Record<string, Record<string, unknown>>
  }
  return Object.entries(paths).flatMap(([pattern, methods]) =>
    Object.keys(methods).map((name) => {
      const method = name.toUpperCase()
      const body = bodies[`${method} ${pattern}`]
      const filled = JSON.stringify(body ?? null).replaceAll('REPORT', report)
      return {
        method,
        pattern,
        path: pattern.replaceAll(/\{(\w+)\}/g, (_, part: string) =>
          part === 'r' ? report : (places[part] ?? 'x'),
        ),
        body: body === undefined ? undefined : (JSON.parse(filled) as unknown),
      }
    }),
  )
}

const ofReport = async () => (await routes()).filter(({ pattern }) => pattern.startsWith('/api/reports/{r}'))
const revision = async (): Promise<number> =>
  (await anna.send('GET', `/api/reports/${report}`)).body.revision as number

describe('every address of a report', () => {
  test('[PM9] is not there for people without a role in it, system roles included', async () => {
    const before = await revision()
    for (const user of ['nils.rask', 'mikael.lund', 'eva.stromberg']) {
      const stranger = await as(server, user)
      for (const { method, path, body } of await ofReport()) {
        const reply = await stranger.send(method, path, body)
        expect([user, method, path, reply.status, reply.body.code]).toEqual([
          user,
          method,
          path,
          404,
          'not-found',
        ])
        const unknown = await stranger.send(method, path.replace(report, 'nosuchreport'), body)
        expect([reply.status, { ...reply.body, culprit: '' }]).toEqual([
          unknown.status,
          { ...unknown.body, culprit: '' },
        ])
      }
      expect((await stranger.send('GET', '/api/reports')).body).toEqual([])
    }
    expect(await revision()).toBe(before)
  })

  test('[PM10] gives a läsare the read view and nothing else', async () => {
    const before = await revision()
    const sara = await as(server, 'sara.ahlgren')
    for (const { method, pattern, path, body } of await ofReport()) {
      const reply = await sara.send(method, path, body)
      const isView =
        method === 'GET' &&
        ['/read', '/export.html', '/export.json', '/sections/{s}', '{r}'].some((end) => pattern.endsWith(end))
      if (pattern.endsWith('/cells') && method === 'PUT') expect(reply.status).toBe(403)
      else expect([method, path, reply.status < 300]).toEqual([method, path, isView])
    }
    expect(await revision()).toBe(before)
  })

  test('[PM11] refuses a skribent of another section whatever changes this one, the plan, people or the report', async () => {
    const before = await revision()
    const karin = await as(server, 'karin.hallgren')
    for (const { method, path, pattern, body } of await ofReport()) {
      if (method === 'GET' || pattern.endsWith('/lease')) continue
      const reply = await karin.send(method, path, body)
      if (pattern.endsWith('/cells'))
        expect(reply.body[0]).toMatchObject({ result: 'refused', problem: { code: 'not-permitted' } })
      else if (pattern.endsWith('/people/copy') || pattern.endsWith('/plan/copy'))
        expect([path, reply.status]).toEqual([path, 403])
      // Whoever reads drafts may say that they have read one; this is not what stands there.
      else if (pattern.endsWith('/seen')) expect([path, reply.status]).toEqual([path, 409])
      else expect([method, path, [403, 404, 422].includes(reply.status)]).toEqual([method, path, true])
    }
    expect(await revision()).toBe(before)
    const lease = await karin.send('POST', `/api/reports/${report}/sections/handelser/lease`)
    expect(lease.body.mayEdit).toBe(false)
    expect((await karin.send('POST', `/api/reports/${report}/sections/framtid/lease`)).body.mayEdit).toBe(
      true,
    )
  })

  test('[PM12] lets nobody but samordnare and godkännare read the audit', async () => {
    const reads = async (user: string) =>
      (await (await as(server, user)).send('GET', `/api/reports/${report}/audit`)).status
    expect(
      await Promise.all(
        [
          'anna.lindqvist',
          'gunilla.astrom',
          'maria.oberg',
          'bengt.nyman',
          'karin.hallgren',
          'sara.ahlgren',
        ].map(reads),
      ),
    ).toEqual([200, 200, 403, 403, 403, 403])
  })
})

describe('people of a report', () => {
  test('[PM13] rights end with the role, at the next request', async () => {
    const per = await as(server, 'per.sandberg')
    const path = `/api/reports/${report}/members/per.sandberg`
    const set = () =>
      per.send('PUT', `/api/reports/${report}/cells`, [
        { block: 'resultatrapport', row: 'otherIncome', column: 'actual', value: '7' },
      ])
    await anna.send('PUT', path, { grants: [{ role: 'skribent' }] })
    expect((await set()).body[0].result).toBe('stored')
    await anna.send('DELETE', path)
    expect((await set()).status).toBe(404)
  })

  test('[PM14] the last samordnare of the whole report stays', async () => {
    const reply = await anna.send('DELETE', `/api/reports/${report}/members/anna.lindqvist`)
    expect([reply.status, reply.body.code]).toEqual([409, 'last-coordinator'])
    const limited = await anna.send('PUT', `/api/reports/${report}/members/anna.lindqvist`, {
      grants: [{ role: 'samordnare', sections: ['framtid'] }],
    })
    expect(limited.body.code).toBe('last-coordinator')
  })

  test('[PM15] being named responsible for one uppdrag gives the right to write there and nowhere else', async () => {
    const leila = await as(server, 'leila.haddad')
    expect((await leila.send('GET', `/api/reports/${report}`)).status).toBe(404)
    expect(
      (
        await anna.send('PUT', `/api/reports/${report}/items/task`, {
          people: ['leila.haddad'],
          due: '2025-01-20',
        })
      ).status,
    ).toBe(200)
    expect(
      (await leila.send('PUT', `/api/reports/${report}/statuses/task`, { status: 'uppnatt' })).status,
    ).toBe(200)
    expect(
      (await leila.send('PUT', `/api/reports/${report}/statuses/goal`, { status: 'uppnatt' })).status,
    ).toBe(403)
    const mine = (await leila.send('GET', '/api/me/items')).body
    expect(mine).toMatchObject([
      { item: 'task', kind: 'assignment', title: 'Ett uppdrag.', state: 'paborjad', due: '2025-01-20' },
    ])
    expect((await anna.send('PUT', `/api/reports/${report}/items/nowhere`, { people: [] })).status).toBe(404)
    expect(
      (await anna.send('PUT', `/api/reports/${report}/items/task`, { people: ['nobody.here'] })).body.code,
    ).toBe('person-unknown')
  })

  test('[PM16] a deputy acts while the dates hold, and the log shows both', async () => {
    const deputy = {
      for: 'gunilla.astrom',
      user: 'anna.ek',
      from: '2020-01-01',
      to: '2999-12-31',
      reason: 'Ledig',
    }
    const ek = await as(server, 'anna.ek')
    expect((await ek.send('GET', `/api/reports/${report}`)).status).toBe(404)
    expect((await anna.send('PUT', `/api/reports/${report}/deputies`, { deputies: [deputy] })).status).toBe(
      200,
    )
    expect(
      (await ek.send('POST', `/api/reports/${report}/statuses/goal/settle`, { status: 'uppnatt' })).status,
    ).toBe(200)
    const { entries } = (await anna.send('GET', `/api/reports/${report}/audit`)).body
    expect(entries.at(-1).actor).toEqual({ user: 'anna.ek', forUser: 'gunilla.astrom' })
    await anna.send('PUT', `/api/reports/${report}/deputies`, { deputies: [{ ...deputy, to: '2020-01-02' }] })
    expect((await ek.send('GET', `/api/reports/${report}`)).status).toBe(404)
  })

  test('[PM17] a läsare sees a section from the state that the samordnare chose', async () => {
    const sara = await as(server, 'sara.ahlgren')
    await anna.send('PATCH', `/api/reports/${report}`, { readersFrom: 'granskning' })
    expect((await sara.send('GET', `/api/reports/${report}`)).body.sections).toEqual([])
    expect((await sara.send('GET', `/api/reports/${report}/sections/framtid`)).status).toBe(404)
    await anna.send('POST', `/api/reports/${report}/sections/framtid/submit`, {})
    expect(
      (await sara.send('GET', `/api/reports/${report}`)).body.sections.map(({ id }: { id: string }) => id),
    ).toEqual(['framtid'])
    expect((await sara.send('GET', `/api/reports/${report}/sections/framtid`)).status).toBe(200)
  })
})
