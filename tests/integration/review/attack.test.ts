import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fill } from '../../../server/exchange/writeProse.ts'
import type { Running } from '../../../server/serve.ts'
import { as, smallPlan, startTestServer, type Guest } from '../api/testServer.ts'
import { openText } from '../api/textPage.ts'
import { digestOf, expectDone, makeReady, reportToApprove, write } from '../approval/approvalKit.ts'

/* What an honest page never sends, to the addresses of review, approval and responsibility. */

let server: Running
let report: string
let anna: Guest
let per: Guest
let maria: Guest
let gunilla: Guest
const at = (path: string) => `/api/reports/${report}/${path}`
beforeAll(async () => {
  server = await startTestServer()
  const made = await reportToApprove(server)
  report = made.id
  anna = made.anna
  per = await as(server, 'per.sandberg')
  maria = await as(server, 'maria.oberg')
  gunilla = await as(server, 'gunilla.astrom')
  expectDone(await anna.send('PUT', at('plan'), smallPlan))
  await write(server, report, 'inledning', 'Ett ord och ett ord till.')
  await write(server, report, 'framtid', 'Framtiden är ljus.')
})
afterAll(() => server.close())

const threadIn = (section: string, body: object) =>
  maria.send('POST', at(`sections/${section}/threads`), body)
const words = { slot: 'inledning-text', quote: 'ord' }
const revision = async () => (await anna.send('GET', at('').slice(0, -1))).body.revision as number

/** Ids that mean something to every object of the language, and nothing in a report. */
const borrowed = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '..', '%00', 'x'.repeat(5000)]

describe('a synpunkt', () => {
  const huge = Number.MAX_SAFE_INTEGER
  const id = (client: number, clock: number) => ({ client, clock })
  const positions = [
    { item: id(huge, huge) },
    { item: id(0, 0), assoc: -1 },
    { item: id(1, huge), assoc: huge },
    { type: id(huge, 0) },
    { type: id(1, 1), item: id(1, 1), tname: 'inledning-text' },
    { tname: 'framtid-text' },
    { tname: '__proto__' },
    { tname: 'inledning-text', assoc: -huge },
    { item: null, type: null, tname: null },
    {},
  ]
  const shapeless = [{ item: id(-1, 0) }, { item: id(0.5, 0) }, { item: 'x' }, { type: id(1, 1), more: 1 }, 7]

  test('[PW40] with forged positions stands at its words or nowhere', async () => {
    for (const from of positions)
      for (const to of positions) {
        const reply = await threadIn('inledning', { at: { ...words, from, to }, text: 'x' })
        expect([from, to, reply.status]).toEqual([from, to, 201])
      }
    for (const from of shapeless)
      expect([from, (await threadIn('inledning', { at: { ...words, from }, text: 'x' })).status]).toEqual([
        from,
        400,
      ])
    const { threads } = (await anna.send('GET', at('sections/inledning/threads'))).body as {
      threads: { at: { quote: string }; orphan: boolean }[]
    }
    expect(threads).toHaveLength(positions.length ** 2)
    for (const thread of threads) expect([thread.at.quote, thread.orphan]).toEqual(['ord', false])
    const { slots } = (await anna.send('GET', at('sections/inledning'))).body as { slots: { id: string }[] }
    expect(slots.map((slot) => slot.id).filter((slot) => slot.includes('proto'))).toEqual([])
  })

  test('[PW41] names places, threads and people that are there', async () => {
    const before = await revision()
    for (const name of borrowed) {
      const path = encodeURIComponent(name)
      const sent = [
        await threadIn('inledning', { at: { slot: name, quote: 'ord' }, text: 'x' }),
        await threadIn('inledning', { at: { block: name }, text: 'x' }),
        await threadIn('inledning', { at: words, text: 'x', mentions: [name] }),
        await threadIn('inledning', { at: words, text: 'x', assignee: name }),
        await threadIn(path, { at: words, text: 'x' }),
        await maria.send('POST', at(`sections/inledning/threads/${path}/replies`), { text: 'x' }),
        await maria.send('PATCH', at(`sections/inledning/threads/${path}`), { resolved: true }),
        await per.send('POST', at(`sections/inledning/suggestions/${path}/accept`), { anyway: true }),
        await per.send('POST', at(`sections/inledning/suggestions/${path}/reject`)),
        await per.send('POST', at(`sections/inledning/suggestions/${path}/undo`)),
        await per.send('GET', at(`sections/inledning/history/${path}`)),
        await per.send('POST', at(`sections/inledning/history/${path}/restore`)),
        await per.send('GET', at(`sections/${path}/seal`)),
        await per.send('POST', at(`sections/${path}/seen`), { digest: 'a'.repeat(64) }),
        await per.send('POST', at(`items/${path}/hand-in`)),
        await per.send('POST', at(`items/${path}/confirm-quotes`)),
        await anna.send('POST', at('remind'), { items: [name] }),
        await anna.send('POST', at('contributions'), { item: name, writers: ['per.sandberg'] }),
        await anna.send('POST', at(`contributions/${path}/insert`)),
        await per.send('PUT', at(`contributions/${path}/proposal`), { status: 'uppnatt' }),
        await gunilla.send('POST', at(`sections/${path}/approve`), { seen: 'a'.repeat(64) }),
        await anna.send('POST', at('findings/explain'), { findings: [name], reason: null }),
      ]
      expect([
        name,
        sent.flatMap(({ status }, index) => ([400, 404, 422].includes(status) ? [] : [[index, status]])),
      ]).toEqual([name, []])
    }
    expect(await revision()).toBe(before)
  })

  test('[PW42] calls on twenty people at most', async () => {
    const before = await revision()
    for (const count of [21, 10_000]) {
      const mentions = Array.from({ length: count }, () => 'per.sandberg')
      expect((await threadIn('inledning', { at: words, text: 'x', mentions })).status).toBe(400)
    }
    expect(await revision()).toBe(before)
  })

  test('[PW43] suggests words, and no more than words', async () => {
    const lines = await threadIn('inledning', { at: words, text: 'x', suggestion: 'en\nrad till' })
    expect(lines.status).toBe(400)
    const sly = '\u0000<b>\u0007\u202Eslug\u001B[31m'
    const made = await threadIn('inledning', {
      at: { slot: 'inledning-text', quote: 'till' },
      text: 'x',
      suggestion: sly,
    })
    expect(made.status).toBe(201)
    const accept = () =>
      per.send('POST', at(`sections/inledning/suggestions/${made.body.id as string}/accept`))
    expect((await accept()).status).toBe(200)
    expect((await accept()).body.code).toBe('suggestion-decided')
    const text = JSON.stringify((await per.send('GET', at('sections/inledning'))).body.slots)
    expect(text).not.toMatch(/\\u00(?:0|1)/)
    expect(text).toContain('slug')
    const html = (await per.send('GET', at('export.html'))).body as string
    expect(html).not.toContain('<b>')
  })
})

describe('a contribution that is not handed in', () => {
  test('[PW50] is read through no door, and none is opened by those who look after the report', async () => {
    const made = await per.send('POST', at('contributions'), { item: 'inledning-text' })
    const id = made.body.id as string
    const page = await openText(per, at(`contributions/${id}/lease`))
    const paragraph = [{ kind: 'paragraph', text: 'Hemligheten' }] as const
    expect(await page.change((doc) => fill(doc, { text: paragraph }))).toBe('saved')
    expectDone(await anna.send('POST', at('sections/inledning/submit')))
    expectDone(await anna.send('POST', at('sections/inledning/send-back'), { comment: 'Mer' }))
    for (const [method, path, body] of [
      ['PATCH', '', { writers: ['per.sandberg', 'anna.lindqvist'] }],
      ['PATCH', '', { writers: ['anna.lindqvist'] }],
      ['PATCH', '', { writers: ['maria.oberg', 'per.sandberg'] }],
      ['POST', '/insert', {}],
      ['POST', '/insert', { again: true }],
      ['POST', '/hand-in', {}],
      ['POST', '/take-back', undefined],
      ['POST', '/send-back', { comment: 'x' }],
      ['POST', '/lease', undefined],
      ['PUT', '/proposal', { status: 'uppnatt' }],
    ] as const) {
      const reply = await anna.send(method, at(`contributions/${id}${path}`), body)
      expect([method, path, [403, 404, 409].includes(reply.status)]).toEqual([method, path, true])
    }
    const doors = [
      'record',
      'audit',
      'search?q=hemligheten',
      'contributions',
      `contributions/${id}`,
      'sections/inledning',
      'sections/inledning/history',
      'sections/inledning/history/now',
      'sections/inledning/threads',
      'seen',
      'findings',
      'read',
      'export.json',
      'export.html',
      'items/inledning-text/last-year',
    ]
    for (const who of [anna, maria, gunilla])
      for (const path of [...doors.map(at), '/api/me/items', '/api/me/notices', `/api/reports/${report}`]) {
        const { body } = await who.send('GET', path)
        const said = typeof body === 'string' ? body : JSON.stringify(body)
        expect([path, said.toLowerCase().includes('hemlighet')]).toEqual([path, false])
      }
    // Taken away, it is still nobody else's.
    expectDone(await anna.send('POST', at(`contributions/${id}/withdraw`)))
    expect((await anna.send('GET', at(`contributions/${id}`))).body.text).toBeUndefined()
    expect(JSON.stringify((await per.send('GET', at(`contributions/${id}`))).body.text)).toContain(
      'Hemligheten',
    )
    page.leave()
  })
})

describe('an approval', () => {
  test('[PW44] of one section by what another one says is refused', async () => {
    for (const section of ['inledning', 'framtid']) await makeReady(anna, report, section)
    const seen = await digestOf(gunilla, report, 'framtid')
    const reply = await gunilla.send('POST', at('sections/inledning/approve'), { seen })
    expect([reply.status, reply.body.code]).toEqual([409, 'seen-outdated'])
    const both = await gunilla.send('POST', at('approve'), {
      sections: [
        { id: 'inledning', seen },
        { id: 'framtid', seen },
      ],
    })
    expect([both.status, both.body.code]).toEqual([409, 'seen-outdated'])
    expect((await anna.send('GET', at('sections/framtid'))).body.state).toBe('klar')
  })

  test('[PW45] is not repeated by somebody else with the same key', async () => {
    const seen = await digestOf(gunilla, report, 'framtid')
    const key = { 'idempotency-key': 'approve-1' }
    const send = (who: Guest) => who.send('POST', at('sections/framtid/approve'), { seen }, key)
    expect((await send(per)).status).toBe(403)
    expect((await send(gunilla)).status).toBe(200)
    expect((await send(per)).status).toBe(403)
    expect((await send(anna)).status).toBe(403)
    expect((await send(gunilla)).body.seals).toHaveLength(1)
    const other = await gunilla.send('POST', at('sections/inledning/approve'), { seen }, key)
    expect(other.body.code).toBe('idempotency-mismatch')
  })

  test('[PW46] holds the explanations as they were: none is written or taken away afterwards', async () => {
    const findings = ((await anna.send('GET', at('findings'))).body as { id: string; section: string }[])
      .filter(({ section }) => section === 'ekonomi-nyckeltal' || section === 'mal-process')
      .map(({ id }) => id)
    const [first] = findings
    if (first === undefined) throw new Error('nothing is missing in an empty report')
    const explain = (who: Guest, ids: readonly string[], reason: string | null) =>
      who.send('POST', at('findings/explain'), { findings: ids, reason })
    expectDone(await explain(anna, findings, 'Så är det.'))
    for (const section of ['ekonomi-nyckeltal', 'mal-process']) {
      await makeReady(anna, report, section)
      // What is only ready can still be explained.
      expectDone(await explain(maria, [first], 'Så är det.'))
      const seen = await digestOf(gunilla, report, section)
      expectDone(await gunilla.send('POST', at(`sections/${section}/approve`), { seen }))
    }
    for (const who of [anna, maria, gunilla, per])
      for (const reason of ['Annat.', null]) {
        const reply = await explain(who, findings, reason)
        expect([reply.status, reply.body.code]).toEqual([423, 'section-locked'])
      }
  })

  test('[PW47] leaves what was explained to those who explain, also where nothing is found any more', async () => {
    expectDone(await anna.send('PUT', at('members/sara.ahlgren'), { grants: [{ role: 'lasare' }] }))
    expectDone(
      await anna.send('PUT', at('members/karin.hallgren'), {
        grants: [{ role: 'skribent', sections: ['syfte'] }],
      }),
    )
    const findings = (await anna.send('GET', at('findings'))).body as { id: string; section: string }[]
    const found = findings.find(({ section }) => section === 'syfte')
    if (found === undefined) throw new Error('nothing is missing in an empty text')
    const explain = (who: Guest, reason: string | null) =>
      who.send('POST', at('findings/explain'), { findings: [found.id], reason })
    expectDone(await explain(anna, 'Skrivs sist.'))
    await write(server, report, 'syfte', 'Nu är det skrivet.')
    await server.deps.texts.flush(`${report}.syfte.1`)
    const now = (await anna.send('GET', at('findings'))).body as { id: string }[]
    expect(now.filter(({ id }) => id === found.id)).toEqual([])
    for (const user of ['sara.ahlgren', 'karin.hallgren'])
      expect([user, (await explain(await as(server, user), null)).status]).toEqual([user, 403])
    expectDone(await explain(maria, null))
  })
})

describe('what is one’s own', () => {
  test('[PW48] nobody chooses for others what they are told', async () => {
    for (const body of [{ off: [], user: 'per.sandberg' }, { off: ['__proto__'] }, { off: 'all' }])
      expect((await maria.send('PUT', '/api/me/notice-settings', body)).status).toBe(400)
    const { body } = await per.send('GET', '/api/me/notices')
    const ids = (body.notices as { id: string }[]).map(({ id }) => id)
    const unread = body.unread as number
    const read = await maria.send('POST', '/api/me/notices/read', { ids: [...ids, 'x'] })
    expect(read.body).toEqual({ read: 0 })
    expect((await per.send('GET', '/api/me/notices')).body.unread).toBe(unread)
  })
})
