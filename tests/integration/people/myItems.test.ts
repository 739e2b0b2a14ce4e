import * as Y from 'yjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MyTask } from '../../../shared/people/myTask.ts'
import { fill } from '../../../server/exchange/writeProse.ts'
import type { Running } from '../../../server/serve.ts'
import { as, newTestReport, smallPlan, startTestServer, type Guest, type Reply } from '../api/testServer.ts'
import { openText } from '../api/textPage.ts'

let server: Running
let anna: Guest
let per: Guest
let karin: Guest
let maria: Guest
let gunilla: Guest
let earlier: string
let report: string
let today = new Date('2024-11-20T09:00:00.000Z')

const path = (rest: string): string => `/api/reports/${report}${rest}`
const ok = (reply: Reply): Reply => {
  if (reply.status >= 300) throw new Error(JSON.stringify(reply.body))
  return reply
}
const write = async (who: Guest, of: string, section: string, slot: string, text: string): Promise<void> => {
  const page = await openText(who, `/api/reports/${of}/sections/${section}/lease`)
  const saved = await page.change((doc) => fill(doc, { [slot]: [{ kind: 'paragraph', text }] }))
  page.leave()
  if (saved !== 'saved') throw new Error(String(saved))
}
/** A text that quotes one figure, as the page would insert it. */
const quote = async (who: Guest, section: string, slot: string, row: string): Promise<void> => {
  const page = await openText(who, path(`/sections/${section}/lease`))
  const saved = await page.change((doc) => {
    const block = new Y.XmlElement('textBlock')
    block.setAttribute('kind', 'paragraph')
    block.setAttribute('indent', 0 as never)
    const figure = new Y.XmlElement('valueRef')
    figure.setAttribute('block', 'resultatrapport')
    figure.setAttribute('row', row)
    figure.setAttribute('column', 'actual')
    figure.setAttribute('format', 'value')
    block.insert(0, [new Y.XmlText('Resultatet blev '), figure])
    doc.getXmlFragment(slot).insert(0, [block])
  })
  page.leave()
  if (saved !== 'saved') throw new Error(String(saved))
}
const setCell = async (row: string, value: string): Promise<void> => {
  const reply = await anna.send('PUT', path('/cells'), [
    { block: 'resultatrapport', row, column: 'actual', value },
  ])
  if (reply.body[0]?.result !== 'stored') throw new Error(JSON.stringify(reply.body))
}
const tasks = async (who: Guest): Promise<MyTask[]> => ok(await who.send('GET', '/api/me/items')).body
const of = async <K extends MyTask['task']>(who: Guest, kind: K): Promise<Extract<MyTask, { task: K }>[]> =>
  (await tasks(who)).filter((task): task is Extract<MyTask, { task: K }> => task.task === kind)
const item = async (who: Guest, id: string) => (await of(who, 'item')).find((task) => task.item === id)
const move = (who: Guest, id: string, step: string, body?: object): Promise<Reply> =>
  who.send('POST', path(`/items/${id}/${step}`), body)

beforeAll(async () => {
  server = await startTestServer({ now: () => today })
  ;[per, karin, maria, gunilla] = await Promise.all([
    as(server, 'per.sandberg'),
    as(server, 'karin.hallgren'),
    as(server, 'maria.oberg'),
    as(server, 'gunilla.astrom'),
  ])
  const ofTask = { grants: [{ role: 'skribent', items: ['task'] }] }
  const before = await newTestReport(server)
  earlier = before.id
  anna = before.anna
  ok(await anna.send('PUT', `/api/reports/${earlier}/plan`, smallPlan))
  ok(await anna.send('PUT', `/api/reports/${earlier}/members/karin.hallgren`, ofTask))
  await write(anna, earlier, 'mal-process', 'task.comment', 'Förra årets sex ord om uppdraget.')
  ok(await anna.send('PUT', `/api/reports/${earlier}/statuses/task`, { status: 'mindre_avvikelse' }))
  // The words are counted when the text has rested, or when its section moves.
  ok(await anna.send('POST', `/api/reports/${earlier}/sections/mal-process/submit`))

  const made = ok(
    await anna.send('POST', '/api/reports', {
      template: 'vb-namnd',
      organisation: 'Provnämnden',
      year: 2025,
      previous: earlier,
      deadlines: [{ id: 'texter', label: 'Texter klara', date: '2024-12-01' }],
      members: [
        { user: 'per.sandberg', grants: [{ role: 'skribent' }] },
        { user: 'maria.oberg', grants: [{ role: 'granskare' }] },
        { user: 'gunilla.astrom', grants: [{ role: 'godkannare' }] },
      ],
    }),
  )
  report = made.body.id
  const items = smallPlan.items.map((one) => ({ ...one, previous: one.id }))
  ok(await anna.send('PUT', path('/plan'), { ...smallPlan, items }))
  ok(await anna.send('PUT', path('/members/karin.hallgren'), ofTask))
  ok(
    await anna.send('PUT', path('/items'), [
      { id: 'task', people: ['karin.hallgren'], unit: 'Område IT', due: '2024-11-26' },
      { id: 'framtid', people: ['per.sandberg'] },
      { id: 'ekonomi-resultatrapport', people: ['per.sandberg'] },
    ]),
  )
})
afterAll(() => server.close())

describe('what one person is asked for', () => {
  test('[RS13] an item with its date, unit and last year, for who may read that year', async () => {
    expect(await item(karin, 'task')).toMatchObject({
      report: { id: report },
      kind: 'assignment',
      title: 'Ett uppdrag.',
      section: { id: 'mal-process', state: 'arbete' },
      state: 'ej_paborjad',
      due: '2024-11-26',
      unit: 'Område IT',
      mayHandIn: true,
      judgement: 'missing',
      lastYear: {
        report: { id: earlier },
        words: 6,
        judgements: [{ scale: 'goalStatus', value: 'mindre_avvikelse' }],
      },
    })
    const read = await karin.send('GET', path('/items/task/last-year'))
    expect(JSON.stringify(ok(read).body.texts)).toContain('Förra årets sex ord om uppdraget.')
    // Without a role there nothing of it is told.
    await anna.send('PUT', path('/items/framtid'), { people: ['per.sandberg'] })
    expect((await item(per, 'framtid'))?.lastYear).toBeUndefined()
    expect((await per.send('GET', path('/items/task/last-year'))).status).toBe(404)
  })

  test('[RS13] begun, handed in for somebody else, taken back, nothing to report', async () => {
    await write(per, report, 'mal-process', 'task.comment', 'Skrivet av Per.')
    const handed = await move(karin, 'task', 'hand-in')
    expect(handed.body).toMatchObject({
      state: 'inlamnad',
      handedIn: { by: 'karin.hallgren', writtenBy: ['per.sandberg'] },
    })
    expect(await item(karin, 'task')).toMatchObject({
      isDone: true,
      handedIn: { byName: 'Karin Hallgren', writtenBy: ['Per Sandberg'] },
    })
    expect((await move(karin, 'task', 'hand-in')).body).toMatchObject({
      code: 'item-state',
      details: { state: 'inlamnad' },
    })
    ok(await move(karin, 'task', 'take-back'))
    expect(await item(karin, 'task')).toMatchObject({ isDone: false, state: 'paborjad', hasText: true })

    ok(await move(karin, 'task', 'hand-in', { nothingToReport: true }))
    const readable = async (): Promise<string> =>
      JSON.stringify((await anna.send('GET', path('/read?section=mal-process'))).body)
    expect(await readable()).not.toContain('Skrivet av Per.')
    const exported = (await anna.send('GET', path('/export.json'))).body
    expect(JSON.stringify(exported.goals)).not.toContain('"hasComment":true')
    expect(JSON.stringify((await anna.send('GET', path('/sections/mal-process'))).body)).toContain(
      'Skrivet av Per.',
    )
    ok(await move(karin, 'task', 'take-back'))
    expect(await readable()).toContain('Skrivet av Per.')
  })

  test('[RS13] sent back, with the words and who said them', async () => {
    ok(await move(karin, 'task', 'hand-in'))
    expect((await move(per, 'task', 'send-back', { comment: 'Nej.' })).status).toBe(403)
    expect((await move(maria, 'task', 'send-back', { comment: ' ' })).body.code).toBe('reason-required')
    ok(await move(maria, 'task', 'send-back', { comment: 'Skriv hur mycket.' }))
    expect(await item(karin, 'task')).toMatchObject({
      state: 'tillbaka',
      isDone: false,
      sentBack: { byName: 'Maria Öberg', comment: 'Skriv hur mycket.' },
    })
    ok(await move(karin, 'task', 'hand-in'))
    expect((await item(karin, 'task'))?.sentBack).toBeUndefined()
  })

  test('[RS14] a section to review, until it is read; sent back, it brings its items along', async () => {
    const reviews = async () => (await of(maria, 'review')).map(({ section }) => section.id)
    expect(await reviews()).toEqual([])
    ok(await anna.send('POST', path('/sections/mal-process/submit'), { message: 'Titta på uppdraget.' }))
    expect(await of(maria, 'review')).toMatchObject([
      {
        section: { id: 'mal-process' },
        submitted: { byName: 'Anna Lindqvist', message: 'Titta på uppdraget.' },
      },
    ])
    const { digest } = (await maria.send('GET', path('/sections/mal-process'))).body
    today = new Date(today.getTime() + 60_000)
    ok(await maria.send('POST', path('/sections/mal-process/seen'), { digest }))
    expect(await reviews()).toEqual([])
    ok(
      await maria.send('POST', path('/sections/mal-process/send-back'), { comment: 'Mer.', items: ['task'] }),
    )
    expect(await item(karin, 'task')).toMatchObject({ state: 'tillbaka', sentBack: { comment: 'Mer.' } })
  })

  test('[RS15] a figure in what was handed in has changed: told with both, until the writer says that the text holds', async () => {
    await setCell('otherIncome', '39,7')
    await quote(per, 'framtid', 'framtid-text', 'otherIncome')
    ok(await move(per, 'framtid', 'hand-in'))
    expect(await of(per, 'figures')).toEqual([])
    await setCell('otherIncome', '38,9')
    expect(await of(per, 'figures')).toMatchObject([
      {
        item: 'framtid',
        section: { id: 'framtid' },
        figures: [{ row: 'otherIncome', before: '39,7', after: '38,9' }],
        changed: { byName: 'Anna Lindqvist' },
      },
    ])
    expect(await of(karin, 'figures')).toEqual([])
    expect((await move(karin, 'framtid', 'confirm-quotes')).status).toBe(403)
    ok(await move(per, 'framtid', 'confirm-quotes'))
    expect(await of(per, 'figures')).toEqual([])
  })

  test('[RS15] a remark waits for who is assigned or named, else for who answers for the text, until they have answered', async () => {
    const said = async (who: Guest) => (await of(who, 'thread')).map(({ said: { text } }) => text)
    const open = async (more: object): Promise<string> =>
      ok(
        await maria.send('POST', path('/sections/mal-process/threads'), {
          at: { slot: 'task.comment', quote: 'Skrivet' },
          ...more,
        }),
      ).body.id
    const mine = await open({ text: 'Vilken månad?' })
    expect(await said(karin)).toEqual(['Vilken månad?'])
    ok(await karin.send('POST', path(`/sections/mal-process/threads/${mine}/replies`), { text: 'Maj.' }))
    expect(await said(karin)).toEqual([])
    await open({ text: 'Till Per', assignee: 'per.sandberg' })
    const named = await open({ text: 'Se här', mentions: ['per.sandberg'] })
    expect((await said(per)).toSorted()).toEqual(['Se här', 'Till Per'])
    expect(await said(karin)).toEqual([])
    ok(await anna.send('PATCH', path(`/sections/mal-process/threads/${named}`), { resolved: true }))
    expect(await said(per)).toEqual(['Till Per'])
  })

  test('[RS15] a check to explain, for who answers there, until it is explained', async () => {
    // What was delivered is not what the figures beside it give.
    for (const [column, value, reported] of [
      ['budget', '-10,0', false],
      ['budgetDeviation', '99,0', true],
    ] as const)
      ok(
        await anna.send('PUT', path('/cells'), [
          { block: 'resultatrapport', row: 'otherIncome', column, value, ...(reported ? { reported } : {}) },
        ]),
      )
    const findings = (await anna.send('GET', path('/findings'))).body.filter(
      (finding: { section: string; kind: string; severity: string }) =>
        finding.section === 'ekonomi-resultatrapport' && finding.kind === 'error',
    )
    expect(findings.length).toBeGreaterThan(0)
    expect(await of(per, 'findings')).toMatchObject([
      { section: { id: 'ekonomi-resultatrapport' }, count: findings.length },
    ])
    expect(await of(karin, 'findings')).toEqual([])
    ok(
      await per.send('POST', path('/findings/explain'), {
        findings: findings.map(({ id }: { id: string }) => id),
        reason: 'Så levererat.',
      }),
    )
    expect(await of(per, 'findings')).toEqual([])
  })

  test('[RS16] a contribution that is asked for leads to its item', async () => {
    ok(
      await anna.send('POST', path('/contributions'), {
        item: 'goal',
        areas: [{ unit: 'Område IT', writers: ['karin.hallgren'] }],
        due: '2024-11-28',
        words: 'Fem meningar.',
      }),
    )
    expect(await of(karin, 'contribution')).toMatchObject([
      {
        item: 'goal',
        unit: 'Område IT',
        due: '2024-11-28',
        state: 'ej_paborjad',
        asked: { byName: 'Anna Lindqvist', words: 'Fem meningar.' },
      },
    ])
    expect(await of(per, 'contribution')).toEqual([])
  })

  test('[RS16] who has no role in a report is asked for nothing, even when named', async () => {
    ok(await anna.send('DELETE', path('/members/karin.hallgren')))
    expect(await tasks(karin)).toEqual([])
  })

  test('[RS14] what waits for approval is one row a report, for the approver and a deputy while it lasts', async () => {
    expect(await of(gunilla, 'approve')).toEqual([])
    for (const section of ['inledning', 'syfte']) {
      await write(per, report, section, `${section}-text`, 'Text.')
      ok(await anna.send('POST', path(`/sections/${section}/submit`)))
      ok(await anna.send('POST', path(`/sections/${section}/ready`)))
    }
    const waiting = [{ report: { id: report }, sections: [{ id: 'inledning' }, { id: 'syfte' }] }]
    expect(await of(gunilla, 'approve')).toMatchObject(waiting)
    expect(await of(anna, 'approve')).toEqual([])
    const deputy = {
      for: 'gunilla.astrom',
      user: 'anna.ek',
      from: '2024-11-20',
      to: '2024-11-21',
      reason: 'Ledig',
    }
    ok(await anna.send('PUT', path('/deputies'), [deputy]))
    const annaEk = await as(server, 'anna.ek')
    expect(await of(annaEk, 'approve')).toMatchObject(waiting)
    // Long enough for everybody to be signed out.
    today = new Date('2024-11-22T09:00:00.000Z')
    const later = await of(await as(server, 'anna.ek'), 'approve')
    const stays = await of(await as(server, 'gunilla.astrom'), 'approve')
    expect(later).toEqual([])
    expect(stays).toMatchObject(waiting)
  })
})
