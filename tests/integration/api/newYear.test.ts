import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadDemo } from '../../../server/exchange/loadDemo.ts'
import type { Running } from '../../../server/serve.ts'
import { as, demo, startTestServer, type Guest, type Reply } from './testServer.ts'

// Tests look into answers as they come.
// oxlint-disable-next-line typescript/no-explicit-any
type Json = any

let server: Running
let anna: Guest
let last: string
let next: string
let record: Json
beforeAll(async () => {
  server = await startTestServer()
  await loadDemo({ url: server.url }, demo.reports)
  anna = await as(server, 'anna.lindqvist')
  last = (await anna.send('GET', '/api/reports')).body.find(({ year }: Json) => year === 2023).id
  const created = await anna.send('POST', '/api/reports', {
    template: 'vb-namnd',
    organisation: 'Servicenämnden',
    year: 2024,
    previous: last,
    copyPeople: true,
  })
  if (created.status !== 201) throw new Error(JSON.stringify(created.body))
  next = created.body.id
  record = (await anna.send('GET', `/api/reports/${next}/record`)).body
}, 60_000)
afterAll(() => server.close())

const decision = { body: 'Servicenämnden', date: '2024-06-13', reference: '§ 58' }
const plan = (method: string, path: string, body?: unknown): Promise<Reply> =>
  anna.send(method, `/api/reports/${next}/plan${path}`, body)

test('[RP25] a new year has the old plan under new ids, unlocked, without what is finished', () => {
  const { items, locked } = record.report.plan
  expect(locked).toBeUndefined()
  const texts = items.map(({ fields }: Json) => fields.text)
  expect(texts).toContain('Digitalisering')
  const before = new Set(demo.reports.at(-1)?.plan.items.map(({ id }) => id))
  for (const item of items) {
    expect(before.has(item.id)).toBe(false)
    expect(before.has(item.previous)).toBe(true)
  }
})

test("[RP26] last year's outcome stands in its column, with the report it came from; the texts are empty", async () => {
  const cell = record.report.cells.resultatrapport.otherIncome.actualPrev
  expect(cell).toMatchObject({
    value: { kind: 'number', value: '2426.1' },
    provenance: { kind: 'carried', report: last },
  })
  expect(record.report.cells.resultatrapport.otherIncome.actual).toBeUndefined()
  expect(record.report.texts).toEqual({})
  expect(record.report.rows.nyckeltal.length).toBeGreaterThan(3)
  const view = (await anna.send('GET', `/api/reports/${next}`)).body
  expect(view.title).toBe('Verksamhetsberättelse 2024')
  expect(view.sections.map(({ number }: Json) => number).slice(0, 5)).toEqual(['1', '2', '3', '4', '4.1'])
})

test('[RP27] people and responsibilities come along, to the plan items of this year', () => {
  expect(record.report.members['per.sandberg'].grants).toEqual([{ role: 'skribent' }])
  const digital = record.report.plan.items.find(({ previous }: Json) => previous === 'nm-digital')
  const karin = record.report.members['karin.hallgren'].grants[0]
  expect(karin.items).toContain(digital.id)
  expect(karin.items).not.toContain('nm-digital')
})

test("[RP28] a carried figure is not an author's to change, but the samordnare's", async () => {
  const per = await as(server, 'per.sandberg')
  const set = (who: Guest) =>
    who.send('PUT', `/api/reports/${next}/cells`, [
      { block: 'resultatrapport', row: 'otherIncome', column: 'actualPrev', value: '1' },
    ])
  expect((await set(per)).body[0].problem.code).toBe('cell-locked')
  expect((await set(anna)).body[0].result).toBe('stored')
})

test('[RP29] the plan is edited freely, locked by a decision, and then changed by decision only', async () => {
  const goal = record.report.plan.items.find(({ kind }: Json) => kind === 'goal')
  const strategy = record.report.plan.items.find(({ id }: Json) => id === goal.parent)
  const list = await plan('POST', '/items', {
    items: ['Ett', 'Två', 'Tre'].map((text) => ({
      kind: 'assignment',
      parent: strategy.id,
      fields: { text },
    })),
  })
  expect([list.status, list.body.ids.length]).toEqual([201, 3])
  const [one, two, three] = list.body.ids
  expect((await plan('PATCH', `/items/${three}`, { before: one })).status).toBe(200)
  const order = (await plan('GET', '')).body.items
    .map(({ id }: Json) => id)
    .filter((id: string) => [one, two, three].includes(id))
  expect(order).toEqual([three, one, two])
  expect(
    (await plan('POST', '/items', { kind: 'measure', parent: strategy.id, fields: { text: 'Fel' } })).body
      .code,
  ).toBe('plan-item-misplaced')
  expect((await plan('PATCH', `/items/${strategy.id}`, { parent: goal.id })).body.code).toBe(
    'plan-item-misplaced',
  )

  expect((await plan('POST', '/lock', {})).body.code).toBe('plan-decision-required')
  expect((await plan('POST', '/lock', { decision: { ...decision, date: '2023-12-12' } })).status).toBe(200)
  expect((await plan('PUT', '', { items: [] })).body.code).toBe('plan-locked')
  const change = { fields: { text: 'Ett, ändrat' } }
  expect((await plan('PATCH', `/items/${one}`, change)).body.code).toBe('plan-decision-required')
  const changed = (await plan('PATCH', `/items/${one}`, { ...change, decision })).body
  expect(changed.changes).toMatchObject([
    { kind: 'changed', decision, before: { text: 'Ett' }, by: 'anna.lindqvist' },
  ])
  const added = await plan('POST', '/items', {
    kind: 'assignment',
    parent: strategy.id,
    fields: { text: 'Tillägg' },
    decision,
  })
  expect(added.body.items[0].changes).toMatchObject([{ kind: 'added', decision }])
  expect((await plan('DELETE', `/items/${two}`)).body.code).toBe('plan-decision-required')
  expect(
    (await plan('DELETE', `/items/${two}`, { decision })).body.items.find(({ id }: Json) => id === two),
  ).toMatchObject({ removed: true })
})

test('[RP30] a tilläggsuppdrag has its Kommentar at once, in pages that are open too', async () => {
  const goal = record.report.plan.items.find(({ kind }: Json) => kind === 'goal')
  const { body } = await plan('POST', '/items', {
    kind: 'assignment',
    parent: goal.id,
    fields: { text: 'I juni' },
    decision,
  })
  const view = (await anna.send('GET', `/api/reports/${next}`)).body
  const home = view.sections.find(({ slots }: Json) =>
    slots.some(({ id }: Json) => id === `${body.id}.comment`),
  )
  expect(home).toBeDefined()
  expect(server.deps.authority.roots(`${next}.${home.id}.1`).has(`${body.id}.comment`)).toBe(true)
})

test('[RP46] what a locked section shows of the plan stands still until it is unlocked', async () => {
  const goal = record.report.plan.items.find(({ kind }: Json) => kind === 'goal')
  const risk = record.report.plan.items.find(({ kind }: Json) => kind === 'risk')
  const view = (await anna.send('GET', `/api/reports/${next}`)).body
  const home = view.sections.find(({ slots }: Json) => slots.some(({ id }: Json) => id === goal.id)).id
  const move = (step: string, body = {}) =>
    anna.send('POST', `/api/reports/${next}/sections/${home}/${step}`, body)
  await move('submit')
  await move('ready')
  const change = { fields: { text: 'Annat' }, decision }
  expect((await plan('PATCH', `/items/${goal.id}`, change)).body).toMatchObject({
    code: 'section-locked',
    culprit: home,
  })
  expect((await plan('DELETE', `/items/${goal.id}`, { decision })).status).toBe(423)
  const added = { kind: 'assignment', parent: goal.id, fields: { text: 'Sent' }, decision }
  expect((await plan('POST', '/items', added)).status).toBe(423)
  expect((await plan('PATCH', `/items/${risk.id}`, change)).status).toBe(200)
  await move('reopen', { reason: 'Planen ändras.' })
  expect((await plan('PATCH', `/items/${goal.id}`, change)).status).toBe(200)
})

test('[RP31] a section of free text is added, retitled, hidden and taken away; the numbers follow', async () => {
  const numbers = async () =>
    new Map(
      (await anna.send('GET', `/api/reports/${next}`)).body.sections.map(
        ({ id, number }: Json) => [id, number] as const,
      ),
    )
  const base = `/api/reports/${next}/sections`
  expect((await numbers()).get('ekonomi-atgarder')).toBe('5.3')
  const added = await anna.send('POST', base, {
    chapter: 'ekonomi',
    after: 'ekonomi-arets-resultat',
    title: 'Särskilt',
  })
  const { id } = added.body
  expect((await numbers()).get(id)).toBe('5.3')
  expect((await numbers()).get('ekonomi-atgarder')).toBe('5.4')
  expect((await anna.send('PATCH', `${base}/${id}`, { title: 'Annat', hidden: true })).status).toBe(200)
  expect((await numbers()).get('ekonomi-atgarder')).toBe('5.3')
  expect((await anna.send('PATCH', `${base}/inledning`, { hidden: true })).body.code).toBe('report-invalid')
  expect((await anna.send('DELETE', `${base}/inledning`)).body.code).toBe('report-invalid')
  expect((await anna.send('DELETE', `${base}/${id}`)).status).toBe(200)
  expect((await anna.send('GET', `${base}/${id}`)).status).toBe(404)
})

test('[RP32] a report is made by who coordinates one or looks after the installation; of a known template, and a report they may read', async () => {
  const body = { template: 'vb-namnd', organisation: 'Kulturnämnden', year: 2024 }
  const nils = await as(server, 'nils.rask')
  expect((await nils.send('POST', '/api/reports', body)).status).toBe(403)
  const mikael = await as(server, 'mikael.lund')
  expect((await mikael.send('POST', '/api/reports', { ...body, previous: last })).status).toBe(404)
  const made = await mikael.send('POST', '/api/reports', {
    ...body,
    members: [{ user: 'nils.rask', grants: [{ role: 'samordnare' }] }],
  })
  expect(made.status).toBe(201)
  expect((await nils.send('GET', '/api/reports')).body.map(({ id }: Json) => id)).toEqual([made.body.id])
  expect((await anna.send('GET', `/api/reports/${made.body.id}`)).status).toBe(404)
  expect((await anna.send('POST', '/api/reports', { ...body, template: 'none' })).body.code).toBe(
    'template-unknown',
  )
  expect((await anna.send('POST', '/api/reports', { ...body, period: 'delar' })).body.code).toBe(
    'report-invalid',
  )
})
