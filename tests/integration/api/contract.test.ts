import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadDemo } from '../../../server/exchange/loadDemo.ts'
import type { Running } from '../../../server/serve.ts'
import { as, demo, guest, startTestServer, type Guest } from './testServer.ts'

let server: Running
let anna: Guest
let report: string
beforeAll(async () => {
  server = await startTestServer()
  await loadDemo({ url: server.url }, demo.reports)
  await server.deps.texts.flushAll()
  anna = await as(server, 'anna.lindqvist')
  report = (await anna.send('GET', '/api/reports')).body.find(
    ({ year }: { year: number }) => year === 2023,
  ).id
  // The demo's result is marked final; these tests change it.
  await anna.send('POST', `/api/reports/${report}/blocks/resultatrapport/final`, { final: false })
}, 60_000)
afterAll(() => server.close())

const cells = (list: object) => anna.send('PUT', `/api/reports/${report}/cells`, list)
const cell = (block: string, row: string, column: string, value: unknown, more = {}) => ({
  block,
  row,
  column,
  value,
  ...more,
})

describe('what a stranger sees', () => {
  test('[PE1] the sign-in page learns the people of the demo with their roles, and that it is a demo', async () => {
    const { body } = await guest(server).send('GET', '/api/session')
    expect(body.auth).toBe('demo')
    expect(body.banner.sv).toContain('Demo')
    const roles = new Set<string>(body.people.flatMap((person: { roles: string[] }) => person.roles))
    expect([...roles].toSorted()).toEqual([
      'godkannare',
      'granskare',
      'lasare',
      'namndsekreterare',
      'samordnare',
      'skribent',
    ])
  })

  test('[RP1] without a session every address of the interface but sign-in answers 401 or 404', async () => {
    const stranger = guest(server)
    for (const path of [
      '/api/me',
      '/api/people',
      '/api/templates',
      '/api/templates/vb-namnd',
      '/api/reports',
      `/api/reports/${report}`,
      `/api/reports/${report}/record`,
      '/api/me/items',
    ]) {
      expect([path, (await stranger.send('GET', path)).status]).toEqual([path, 401])
    }
    expect(
      (await stranger.send('POST', '/api/reports', { template: 'vb-namnd', organisation: 'X', year: 2024 }))
        .status,
    ).toBe(401)
  })

  test('[RP2] refusals are problem+json with code, culprit and a sentence in both languages', async () => {
    const reply = await guest(server).send('GET', '/api/me')
    expect(reply.headers.get('content-type')).toBe('application/problem+json')
    expect(reply.body).toMatchObject({
      code: 'not-signed-in',
      status: 401,
      sv: expect.any(String),
      en: expect.any(String),
    })
  })

  test('[RP3] operations answer without a session; the description names the endpoints', async () => {
    expect((await guest(server).send('GET', '/healthz')).status).toBe(200)
    expect((await guest(server).send('GET', '/readyz')).status).toBe(200)
    expect((await guest(server).send('GET', '/metrics')).body).toContain('samskrift_report_events_total')
    const { body } = await guest(server).send('GET', '/api/openapi.json')
    expect(body.openapi).toBe('3.1.0')
    expect(body.paths['/api/reports/{r}/cells'].put.requestBody).toBeDefined()
  })
})

describe('a filled report', () => {
  test('[RP4] the loader has filled both years over the interface, with four sections locked and one approved', async () => {
    const { body } = await anna.send('GET', `/api/reports/${report}`)
    expect(body).toMatchObject({
      title: 'Verksamhetsberättelse 2023',
      state: 'oppen',
      revision: expect.any(Number),
    })
    const inState = (wanted: string) =>
      body.sections.filter(({ state }: { state: string }) => state === wanted).length as number
    expect([inState('klar'), inState('godkand')]).toEqual([4, 1])
    const numbers = body.sections.map(({ number }: { number: string }) => number)
    expect(numbers).toContain('4.3')
    for (const section of body.sections) expect(section.counts.emptySlots).toBe(0)
  })

  test('[RP5] loading again changes nothing', async () => {
    const before = (await anna.send('GET', `/api/reports/${report}`)).body.revision
    await loadDemo({ url: server.url }, demo.reports)
    expect((await anna.send('GET', `/api/reports/${report}`)).body.revision).toBe(before)
    expect((await anna.send('GET', '/api/reports')).body).toHaveLength(2)
  })

  test('[RP6] the record holds everything a page derives the rest from', async () => {
    const { body } = await anna.send('GET', `/api/reports/${report}/record`)
    expect(body).toMatchObject({ me: { user: 'anna.lindqvist' }, template: { id: 'vb-namnd' } })
    expect(body.people['per.sandberg'].name).toBe('Per Sandberg')
    expect(body.previousReports.map(({ year }: { year: number }) => year)).toEqual([2022])
    expect(body.seq).toBe((await anna.send('GET', `/api/reports/${report}`)).body.revision)
  })

  test('[RP7] a section shows texts as ProseMirror JSON and cells as printed', async () => {
    const { body } = await anna.send('GET', `/api/reports/${report}/sections/ekonomi-resultatrapport`)
    const { block } = body.slots.find(({ kind }: { kind: string }) => kind === 'block')
    expect(block.cells.otherIncome.actual).toMatchObject({
      text: '2\u00a0426,1',
      kind: 'number',
      computed: false,
      revision: 1,
      by: 'per.sandberg',
    })
    expect(block.cells.otherIncome.budgetDeviation).toMatchObject({ text: '44,7', computed: true })
    expect(block.cells.otherIncome.actualPrev).toMatchObject({
      text: '2\u00a0200,6',
      provenance: { kind: 'carried' },
    })
    expect(body.digest).toMatch(/^[0-9a-f]{64}$/)
    const intro = (await anna.send('GET', `/api/reports/${report}/sections/inledning`)).body
    expect(intro.slots[0].content.content[0].content[0].text).toContain('servicenämnden')
  })

  test('[RP8] the digest moves with a figure and comes back with it', async () => {
    const digest = async () =>
      (await anna.send('GET', `/api/reports/${report}/sections/ekonomi-resultatrapport`)).body.digest
    const before = await digest()
    await cells([cell('resultatrapport', 'staffCosts', 'actual', '-700,0')])
    expect(await digest()).not.toBe(before)
    const history = await anna.send(
      'GET',
      `/api/reports/${report}/cells/resultatrapport/staffCosts/actual/history`,
    )
    const old = history.body.at(-1).before
    await cells([cell('resultatrapport', 'staffCosts', 'actual', old)])
    expect(await digest()).toBe(before)
  })

  test('[RP9] search finds text, figures with either minus, and the plan', async () => {
    const hits = async (q: string) =>
      (await anna.send('GET', `/api/reports/${report}/search?q=${encodeURIComponent(q)}`)).body.hits
    expect((await hits('cosmic')).map(({ kind }: { kind: string }) => kind)).toContain('text')
    expect(await hits('-604,9')).toMatchObject([
      { kind: 'figure', block: 'resultatrapport', row: 'staffCosts' },
    ])
    const computed = await anna.send('GET', `/api/reports/${report}/sections/ekonomi-resultatrapport`)
    const printed = computed.body.slots
      .flatMap((slot: { block?: { id: string; cells: Record<string, Record<string, { text: string }>> } }) =>
        slot.block?.id === 'resultatrapport' ? [slot.block.cells['sumCosts']?.['actualPrev']?.text] : [],
      )
      .at(0)
    expect(printed).toMatch(/^\u2212/)
    expect(await hits(printed)).toContainEqual(
      expect.objectContaining({
        row: 'sumCosts',
        column: 'actualPrev',
        excerpt: expect.stringContaining(': '),
      }),
    )
    expect((await hits('serviceutbudet')).some(({ kind }: { kind: string }) => kind === 'plan')).toBe(true)
    expect(await hits('finns ingenstans')).toEqual([])
  })

  test('[RP10] findings carry id, rule, place and a sentence; an explanation stands until the figure changes', async () => {
    const find = async () => (await anna.send('GET', `/api/reports/${report}/findings`)).body
    const [finding] = await find()
    expect(finding).toMatchObject({
      rule: 'change',
      severity: 'warning',
      text: expect.any(String),
      shown: expect.any(String),
      computed: expect.any(String),
    })
    const explained = await anna.send('POST', `/api/reports/${report}/findings/explain`, {
      findings: [finding.id],
      reason: 'Så levererades den.',
    })
    expect(explained.status).toBe(200)
    expect((await find())[0].explanation).toMatchObject({
      reason: 'Så levererades den.',
      by: 'anna.lindqvist',
    })
    const section = (await anna.send('GET', `/api/reports/${report}/sections/${finding.section}`)).body
    const { block } = section.slots.find(
      ({ block: found }: { block?: { id: string } }) => found?.id === finding.block,
    )
    const { revision, value } = block.cells[finding.row].actual
    await cells([cell(finding.block, finding.row, 'actual', '1', { revision })])
    const after = (await find()).find(({ id }: { id: string }) => id === finding.id)
    expect(after?.explanation).toBeUndefined()
    await cells([cell(finding.block, finding.row, 'actual', value)])
    expect(
      (
        await anna.send('POST', `/api/reports/${report}/findings/explain`, {
          findings: ['nonsense'],
          reason: 'x',
        })
      ).status,
    ).toBe(404)
  })

  test('[RP11] the audit is a chain from the first entry', async () => {
    const { entries } = (await anna.send('GET', `/api/reports/${report}/audit`)).body
    expect(entries[0]).toMatchObject({ seq: 1, event: { type: 'reportCreated' }, prevHash: '0'.repeat(64) })
    for (const [at, entry] of entries.entries()) if (at > 0) expect(entry.prevHash).toBe(entries[at - 1].hash)
  })
})

describe('cells', () => {
  test('[CE1] one answer for each: stored, refused with its reason, in the order asked', async () => {
    const { status, body } = await cells([
      cell('resultatrapport', 'otherCosts', 'actual', '\u22121\u00a0234,5'),
      cell('resultatrapport', 'otherCosts', 'budget', 'tolv'),
      cell('resultatrapport', 'sumCosts', 'actual', '1'),
      cell('resultatrapport', 'nowhere', 'actual', '1'),
      cell('resultatrapport', 'otherCosts', 'budgetDeviation', '1'),
    ])
    expect(status).toBe(200)
    expect(
      body.map(
        ({ result, problem }: { result: string; problem?: { code: string } }) => problem?.code ?? result,
      ),
    ).toEqual(['stored', 'cell-not-a-number', 'cell-computed', 'cell-unknown', 'cell-computed'])
    expect(body[0].cell).toMatchObject({
      text: '\u22121\u00a0234,5',
      value: { kind: 'number', value: '-1234.5' },
      byName: 'Anna Lindqvist',
    })
  })

  test('[CE2] two people on one cell: the second is told what stands there and whose it is', async () => {
    const per = await as(server, 'per.sandberg')
    const put = (who: Guest, value: string, revision?: number) =>
      who.send('PUT', `/api/reports/${report}/cells`, [
        cell('resultatrapport', 'financialNet', 'budget', value, revision === undefined ? {} : { revision }),
      ])
    const now = (await put(anna, '-150,0')).body[0].cell.revision
    expect((await put(per, '-156,1', now)).body[0].result).toBe('stored')
    const late = (await put(anna, '-165,1', now)).body[0]
    expect(late).toMatchObject({
      result: 'conflict',
      problem: { code: 'cell-conflict' },
      cell: { text: '\u2212156,1', byName: 'Per Sandberg', revision: now + 1 },
    })
    expect((await put(anna, '-156,1', now)).body[0].result).toBe('stored')
  })

  test('[CE3] a delivered value stands beside the computed one until it is taken away', async () => {
    const address = ['resultatrapport', 'sumCosts', 'actual'] as const
    const put = (value: string) => cells([cell(...address, value, { reported: true })])
    expect((await put('-1 999,9')).body[0].cell).toMatchObject({
      text: '\u22121\u00a0999,9',
      computed: true,
      reported: '\u22121\u00a0999,9',
      computedText: expect.any(String),
    })
    const dropped = (await put('')).body[0].cell
    expect(dropped.reported).toBeUndefined()
    expect(dropped.text).not.toBe('\u22121\u00a0999,9')
    expect(
      (await cells([cell('resultatrapport', 'otherCosts', 'actual', '1', { reported: true })])).body[0]
        .problem.code,
    ).toBe('cell-locked')
  })

  test('[CE4] shapes that are none are refused whole, and nothing is stored', async () => {
    const before = (await anna.send('GET', `/api/reports/${report}`)).body.revision
    for (const body of [
      [cell('__proto__', 'a', 'b', '1')],
      [cell('resultatrapport', 'otherCosts', 'actual', '1', { by: 'per.sandberg' })],
      [cell('resultatrapport', 'otherCosts', 'actual', 5)],
      [cell('resultatrapport', 'otherCosts', 'actual', { kind: 'number', value: '1e9' })],
      {
        cells: [cell('resultatrapport', 'otherCosts', 'actual', '1')],
        provenance: { kind: 'carried', report: 'x', label: 'y' },
      },
      [],
    ]) {
      expect((await cells(body)).status).toBe(400)
    }
    expect((await anna.send('GET', `/api/reports/${report}`)).body.revision).toBe(before)
  })

  test('[CE5] a locked section takes no cell, row, judgement or text, from the samordnare either', async () => {
    const locked = 'ekonomi-nyckeltal'
    const move = (step: string, body = {}) =>
      anna.send('POST', `/api/reports/${report}/sections/${locked}/${step}`, body)
    expect((await move('submit')).status).toBe(200)
    expect((await move('ready')).status).toBe(200)
    const row = await anna.send('POST', `/api/reports/${report}/blocks/nyckeltal/rows`, { label: 'Ny rad' })
    expect([row.status, row.body.code]).toEqual([423, 'section-locked'])
    const { lease } = { lease: await anna.send('POST', `/api/reports/${report}/sections/${locked}/lease`) }
    expect(lease.body.mayEdit).toBe(false)
    expect((await move('reopen')).body.code).toBe('reason-required')
    expect((await move('reopen', { reason: 'En siffra saknas.' })).status).toBe(200)
    expect((await move('approve', { seen: 'a'.repeat(64) })).status).toBe(403)
  })

  test('[CE6] figures marked final stand still until the mark is taken away', async () => {
    const final = (value: boolean) =>
      anna.send('POST', `/api/reports/${report}/blocks/resultatrapport/final`, { final: value })
    expect((await final(true)).body.final).toMatchObject({ by: 'anna.lindqvist' })
    expect((await cells([cell('resultatrapport', 'otherCosts', 'actual', '5')])).body[0].problem.code).toBe(
      'cell-final',
    )
    await final(false)
    expect((await cells([cell('resultatrapport', 'otherCosts', 'actual', '5')])).body[0].result).toBe(
      'stored',
    )
  })
})

describe('judgements and rows', () => {
  test('[RP12] an author proposes, the samordnare settles; the wrong word and the old revision are refused', async () => {
    const per = await as(server, 'per.sandberg')
    const path = `/api/reports/${report}/statuses/nm-digital`
    expect((await per.send('PUT', path, { status: 'lila' })).body.code).toBe('status-unknown')
    const proposed = await per.send('PUT', path, { status: 'uppnatt' })
    expect(proposed.body).toMatchObject({
      proposed: { status: 'uppnatt', trend: 'forbattrat', by: 'per.sandberg' },
    })
    expect((await per.send('PUT', path, { status: 'uppnatt', revision: 0 })).body.code).toBe(
      'status-conflict',
    )
    expect((await per.send('POST', `${path}/settle`, {})).status).toBe(403)
    const settled = await anna.send('POST', `${path}/settle`, { meeting: 'ledningsgruppen 1 feb' })
    expect(settled.body.settled).toMatchObject({
      status: 'uppnatt',
      meeting: 'ledningsgruppen 1 feb',
      by: 'anna.lindqvist',
    })
    expect((await anna.send('POST', `${path}/unsettle`, {})).body.settled).toBeUndefined()
  })

  test('[RP13] rows are added to, renamed and taken from repeating tables only', async () => {
    const rows = `/api/reports/${report}/blocks/nyckeltal/rows`
    const added = await anna.send('POST', rows, { label: 'Provrad', unit: 'st' })
    expect(added.status).toBe(201)
    const { row } = added.body
    expect((await cells([cell('nyckeltal', row, 'actual', '12')])).body[0].result).toBe('stored')
    expect((await anna.send('PATCH', `${rows}/${row}`, { label: 'Annat namn' })).status).toBe(200)
    expect((await anna.send('DELETE', `${rows}/${row}`)).status).toBe(200)
    expect((await cells([cell('nyckeltal', row, 'actual', '13')])).body[0].problem.code).toBe('cell-unknown')
    expect(
      (await anna.send('POST', `/api/reports/${report}/blocks/resultatrapport/rows`, { label: 'X' })).body
        .code,
    ).toBe('row-fixed')
    expect(
      (await anna.send('DELETE', `/api/reports/${report}/blocks/resultatrapport/rows/otherIncome`)).body.code,
    ).toBe('row-fixed')
  })
})

describe('requests', () => {
  test('[RP14] a write or a socket from another site, or from none, is refused before anything happens', async () => {
    for (const origin of ['https://evil.example', 'null', `${server.url}.evil.example`]) {
      const reply = await anna.send('PATCH', `/api/reports/${report}`, { title: 'Kapad' }, { origin })
      expect([origin, reply.status, reply.body.code]).toEqual([origin, 403, 'foreign-origin'])
    }
    const bare = await fetch(`${server.url}/api/reports/${report}`, {
      method: 'PATCH',
      headers: { cookie: anna.cookie, 'content-type': 'application/json' },
      body: '{"title":"Kapad"}',
    })
    expect(bare.status).toBe(403)
    for (const path of [`/live/${report}`, `/sync/${report}.inledning.1`]) {
      const socket = anna.socket(path, { origin: 'https://evil.example' })
      const error = await new Promise<Error>((resolve) => socket.once('error', resolve))
      expect(error.message).toContain('403')
    }
  })

  test('[RP15] a POST sent again with its key is done once; the key of another is refused', async () => {
    const key = { 'idempotency-key': 'k-1' }
    const rows = `/api/reports/${report}/blocks/nyckeltal/rows`
    const both = await Promise.all([
      anna.send('POST', rows, { label: 'En gång' }, key),
      anna.send('POST', rows, { label: 'En gång' }, key),
    ])
    expect(both.map(({ status }) => status)).toEqual([201, 201])
    expect(both[0]?.body).toEqual(both[1]?.body)
    expect((await anna.send('POST', rows, { label: 'Annat' }, key)).body.code).toBe('idempotency-mismatch')
    const record = (await anna.send('GET', `/api/reports/${report}/record`)).body.report
    expect(record.rows.nyckeltal.filter(({ label }: { label: string }) => label === 'En gång')).toHaveLength(
      1,
    )
  })

  test('[RP16] bodies that are too large, not JSON or of another type are refused', async () => {
    expect((await anna.send('PUT', `/api/reports/${report}/cells`, ['x'.repeat(5_000_000)])).status).toBe(413)
    const raw = (body: string, type: string) =>
      fetch(`${server.url}/api/reports/${report}/cells`, {
        method: 'PUT',
        headers: { cookie: anna.cookie, origin: server.url, 'content-type': type },
        body,
      })
    expect((await raw('{', 'application/json')).status).toBe(400)
    expect((await raw('[]', 'text/plain')).status).toBe(400)
  })

  test('[RP17] every answer is guarded by headers; the policy admits no inline script', async () => {
    const { headers } = await anna.send('GET', '/api/me')
    expect(headers.get('content-security-policy')).toContain("script-src 'self';")
    expect(headers.get('content-security-policy')).not.toContain('unsafe')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toBe('no-store')
  })

  test('[RP18] a picture is what its bytes say; who has no role does not get it', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAFklEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg==',
      'base64',
    )
    const images = `/api/reports/${report}/sections/framtid/images`
    const stored = await anna.send('POST', images, new Uint8Array(png), { 'content-type': 'image/png' })
    expect(stored.body).toMatchObject({ width: 3, height: 2, hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
    const svg = new TextEncoder().encode(
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    )
    expect((await anna.send('POST', images, svg, { 'content-type': 'image/png' })).body.code).toBe(
      'image-unreadable',
    )
    expect((await anna.send('POST', images, new Uint8Array(11 * 1024 * 1024))).status).toBe(413)
    const path = `/media/${stored.body.hash}?report=${report}`
    const shown = await anna.send('GET', path)
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect((await (await as(server, 'nils.rask')).send('GET', path)).status).toBe(404)
    const other = (await anna.send('GET', '/api/reports')).body.find(
      ({ year }: { year: number }) => year === 2022,
    ).id
    expect((await anna.send('GET', `/media/${stored.body.hash}?report=${other}`)).status).toBe(404)
  })
})
