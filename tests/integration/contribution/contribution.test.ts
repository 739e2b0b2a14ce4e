import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { restoreSpecs } from '../../../server/cli/restoreSpecs.ts'
import { fill } from '../../../server/exchange/writeProse.ts'
import type { Running } from '../../../server/serve.ts'
import { backUp } from '../../../server/store/backup.ts'
import type { Disk } from '../../../server/store/disk.ts'
import { readFile } from '../../../server/store/disk.ts'
import { layout } from '../../../server/store/layout.ts'
import { memoryDisk } from '../../../server/store/memoryDisk.ts'
import { nodeDisk } from '../../../server/store/nodeDisk.ts'
import { openRegister } from '../../../server/store/register.ts'
import { restore } from '../../../server/store/restore.ts'
import { readSectionLog } from '../../../server/store/sectionLog.ts'
import { commentOf } from '../../../shared/block/comment.ts'
import { as, newTestReport, silent, smallPlan, startTestServer, type Guest } from '../api/testServer.ts'
import { openDoc, openText } from '../api/textPage.ts'

let server: Running
let report: string
let anna: Guest
let per: Guest
let johan: Guest
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  const made = await newTestReport(server, {
    'per.sandberg': [{ role: 'skribent' }],
    'johan.ekdahl': [{ role: 'skribent' }],
    'maria.oberg': [{ role: 'granskare' }],
  })
  report = made.id
  anna = made.anna
  await anna.send('PUT', `/api/reports/${report}/plan`, smallPlan)
  per = await as(server, 'per.sandberg')
  johan = await as(server, 'johan.ekdahl')
})

const at = (path: string) => `/api/reports/${report}/${path}`
const words = 'Hemliga ord om sommaren'
const write =
  (text = words, slot = 'text') =>
  (doc: Y.Doc) =>
    fill(doc, { [slot]: [{ kind: 'paragraph', text }] })

/** Something begun by Per alone, with words in it that are saved. */
async function begun(item = 'inledning-text', text = words) {
  const made = await per.send('POST', at('contributions'), { item })
  expect(made.status).toBe(201)
  const id = made.body.id as string
  const page = await openText(per, at(`contributions/${id}/lease`))
  expect(await page.change(write(text))).toBe('saved')
  return { id, page }
}

/** Asked of an område with Per as its writer. */
async function asked(item: string, writers = ['per.sandberg'], unit = 'Område IT') {
  const made = await anna.send('POST', at('contributions'), {
    item,
    unit,
    writers,
    words: 'Skriv om driften.',
  })
  expect(made.status).toBe(201)
  return made.body.id as string
}

const state = async (id: string, who = anna) => (await who.send('GET', at(`contributions/${id}`))).body.state

describe('unseen until the hand-in', () => {
  test('[BI4] nobody else gets a lease, a socket or the text; a stranger learns nothing at all', async () => {
    const { id, page } = await begun()
    for (const other of [anna, johan, await as(server, 'maria.oberg')]) {
      const lease = await other.send('POST', at(`contributions/${id}/lease`))
      expect([lease.status, lease.body.code]).toEqual([404, 'not-found'])
      const told = await other.send('GET', at(`contributions/${id}`))
      expect(told.body).toMatchObject({
        item: 'inledning-text',
        writers: ['per.sandberg'],
        state: 'paborjad',
      })
      expect(told.body.mayRead).toBe(false)
      expect(JSON.stringify(told.body)).not.toContain('sommaren')
      const socket = await openDoc(other, page.name, 12345)
      expect(await socket.closed).toEqual([4404, 'no such document'])
    }
    const stranger = await as(server, 'karin.hallgren')
    expect((await stranger.send('GET', at(`contributions/${id}`))).status).toBe(404)
    expect((await stranger.send('GET', at('contributions'))).status).toBe(404)
    expect((await (await openDoc(stranger, page.name, 12345)).closed)[0]).toBe(4404)
    page.leave()
  })

  test('[BI5] neither words nor judgement are in the records, live events, presence, search, read view, history or export', async () => {
    const socket = johan.socket(`/live/${report}`)
    const heard: string[] = []
    const began = new Promise<void>((resolve) => {
      socket.on('message', (data) => {
        heard.push(String(data))
        if (String(data).includes('"unseen"')) resolve()
      })
    })
    await once(socket, 'open')
    const goal = await per.send('POST', at('contributions'), { item: 'goal' })
    const page = await openText(per, at(`contributions/${goal.body.id}/lease`))
    await page.change(write())
    const proposed = await per.send('PUT', at(`contributions/${goal.body.id}/proposal`), {
      status: 'storre_avvikelse',
    })
    expect(proposed.body).toEqual({ status: 'storre_avvikelse' })
    await began
    const seen = await Promise.all(
      [
        'record',
        '',
        'contributions',
        `contributions/${goal.body.id}`,
        'search?q=sommaren',
        'export.json',
        'export.html',
        'audit',
        'sections/inledning',
      ].map(async (path) => {
        const reply = await anna.send('GET', path === '' ? `/api/reports/${report}` : at(path))
        return typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body)
      }),
    )
    const all = [...heard, ...seen].join('\n')
    expect(all.includes('sommaren')).toBe(false)
    // The template's own scales name every judgement there is; where one would be told, there is none.
    expect(/"proposed":\{[^}]*storre_avvikelse/.test(all)).toBe(false)
    expect(heard.some((message) => message.includes('storre_avvikelse'))).toBe(false)
    // That he has begun is told; where he stands is not.
    expect(all.includes('"paborjad"')).toBe(true)
    for (const message of heard.map((text) => JSON.parse(text) as { type: string; people?: object[] }))
      if (message.type === 'presence') expect(JSON.stringify(message.people)).not.toContain('per.sandberg')
    expect((await per.send('GET', at(`contributions/${goal.body.id}`))).body.proposed).toEqual({
      status: 'storre_avvikelse',
    })
    socket.close()
    page.leave()
  })

  test('[BI6] it is vetted like a section: another root, a foreign client id and a thread mark are refused', async () => {
    const { id, page } = await begun()
    const stray = await openText(per, at(`contributions/${id}/lease`))
    expect(await stray.change(write('fel rot', 'inledning-text'))).toEqual([4409, 'reset:undeclared-root'])
    const unleased = await openDoc(per, page.name, 4242)
    expect(await unleased.closed).toEqual([4409, 'reset:foreign-client'])
    const marked = await openText(per, at(`contributions/${id}/lease`))
    const mark = (doc: Y.Doc) => {
      const block = doc.getXmlFragment('text').get(0)
      const text = block instanceof Y.XmlElement ? block.get(0) : null
      if (text instanceof Y.XmlText) text.format(0, 3, { 'thread--AAAAAAAA': { id: 'x' } })
    }
    expect((await marked.change(mark))[0]).toBe(4409)
    page.leave()
  })

  test('[BI7] several writers of one contribution write together, whoever is no longer named is out at once', async () => {
    const id = await asked('goal', ['per.sandberg', 'johan.ekdahl'])
    const one = await openText(per, at(`contributions/${id}/lease`))
    const other = await openText(johan, at(`contributions/${id}/lease`))
    expect(await one.change(write())).toBe('saved')
    await anna.send('PATCH', at(`contributions/${id}`), { writers: ['per.sandberg'] })
    expect((await other.closed)[0]).toBe(4404)
    one.leave()
  })
})

describe('handing in', () => {
  test('[BI8] the hand-in shuts the page at the next message, and everybody reads the text and the judgement', async () => {
    const id = await asked('goal')
    const page = await openText(per, at(`contributions/${id}/lease`))
    await page.change(write())
    await per.send('PUT', at(`contributions/${id}/proposal`), { status: 'uppnatt', trend: null })
    const handed = await per.send('POST', at(`contributions/${id}/hand-in`))
    expect(handed.body).toMatchObject({
      state: 'inlamnad',
      proposed: { status: 'uppnatt' },
      handedIn: { by: 'per.sandberg', words: 4 },
    })
    expect(await page.change((doc) => doc.getXmlFragment('text').delete(0, 1))).toEqual([4423, 'inlamnad'])
    const read = await johan.send('GET', at(`contributions/${id}`))
    expect(JSON.stringify(read.body.text)).toContain(words)
    expect(read.body.proposed).toEqual({ status: 'uppnatt' })
    expect((await per.send('POST', at(`contributions/${id}/lease`))).body.code).toBe('contribution-state')
  })

  test('[BI9] nothing written is not handed in, but may be said to be nothing to report', async () => {
    const id = await asked('goal')
    expect((await per.send('POST', at(`contributions/${id}/hand-in`))).body.code).toBe('nothing-written')
    const said = await per.send('POST', at(`contributions/${id}/hand-in`), { nothingToReport: true })
    expect(said.body.state).toBe('inget_att_rapportera')
    expect((await anna.send('POST', at(`contributions/${id}/insert`))).body).toMatchObject({
      code: 'contribution-state',
      details: { state: 'inget_att_rapportera' },
    })
  })

  test('[BI10] taken back it is unseen again; sent back it comes with the words', async () => {
    const { id, page } = await begun()
    await per.send('POST', at(`contributions/${id}/hand-in`))
    await per.send('POST', at(`contributions/${id}/take-back`))
    expect((await anna.send('GET', at(`contributions/${id}`))).body).not.toHaveProperty('text')
    const again = await openText(per, at(`contributions/${id}/lease`))
    expect(again.doc.getXmlFragment('text').toJSON()).toContain(words)
    await per.send('POST', at(`contributions/${id}/hand-in`))
    expect((await anna.send('POST', at(`contributions/${id}/send-back`), { comment: ' ' })).body.code).toBe(
      'reason-required',
    )
    await anna.send('POST', at(`contributions/${id}/send-back`), { comment: 'Skriv om hösten också.' })
    const sent = (await per.send('GET', at(`contributions/${id}`))).body
    expect(sent).toMatchObject({
      state: 'tillbaka',
      sentBack: { by: 'anna.lindqvist', comment: 'Skriv om hösten också.' },
    })
    expect((await johan.send('GET', at(`contributions/${id}`))).body).not.toHaveProperty('text')
    page.leave()
    again.leave()
  })
})

describe('inserting', () => {
  test('[BI11] the words stand last in the live text and in its journal, under who inserted them, and once', async () => {
    const live = await openText(johan, at('sections/inledning/lease'))
    await live.change(write('Det som stod här.', 'inledning-text'))
    const arrived = new Promise<void>((resolve) =>
      live.doc.on('update', () => {
        if (live.doc.getXmlFragment('inledning-text').length === 2) resolve()
      }),
    )
    const { id, page } = await begun()
    await per.send('POST', at(`contributions/${id}/hand-in`))
    expect((await johan.send('POST', at(`contributions/${id}/insert`))).body.code).toBe('not-permitted')
    const inserted = await anna.send('POST', at(`contributions/${id}/insert`))
    expect(inserted.body).toMatchObject({ state: 'infogad', inserted: { by: 'anna.lindqvist' } })
    await arrived
    expect(live.doc.getXmlFragment('inledning-text').toJSON()).toMatch(/stod här.*Hemliga ord/s)
    const repeated = await anna.send('POST', at(`contributions/${id}/insert`))
    expect([repeated.status, repeated.body.code]).toEqual([409, 'contribution-state'])
    const chosen = await anna.send('POST', at(`contributions/${id}/insert`), { again: true, before: 0 })
    expect(chosen.status).toBe(200)
    const text = JSON.stringify((await anna.send('GET', at('sections/inledning'))).body.slots)
    expect(text.match(/Hemliga ord/g)).toHaveLength(2)
    expect(text.indexOf('Hemliga')).toBeLessThan(text.indexOf('stod här'))
    await server.deps.texts.flush(`${report}.inledning.1`)
    const record = (await anna.send('GET', at('record'))).body.report
    expect(record.texts.inledning['inledning-text'].by).toBe('anna.lindqvist')
    expect(record.texts[id]).toBeUndefined()
    live.leave()
    page.leave()
  })

  test('[BI12] after a crash between text and record, the next wish notes it and doubles nothing', async () => {
    const { id, page } = await begun()
    await per.send('POST', at(`contributions/${id}/hand-in`))
    // The text as the crash left it: inserted, with nothing said of it in the records.
    await server.deps.rooms.edit(
      `${report}.inledning.1`,
      (doc) => write(words, 'inledning-text')(doc),
      'anna.lindqvist',
    )
    const wish = await anna.send('POST', at(`contributions/${id}/insert`))
    expect([wish.status, wish.body.details]).toMatchObject([409, { stands: true }])
    expect(await state(id)).toBe('infogad')
    const text = JSON.stringify((await anna.send('GET', at('sections/inledning'))).body.slots)
    expect(text.match(/Hemliga ord/g)).toHaveLength(1)
    page.leave()
  })

  test('[BI13] marks, lists, tables and linked figures are kept, pictures of elsewhere are not', async () => {
    const made = await per.send('POST', at('contributions'), { item: 'inledning-text' })
    const page = await openText(per, at(`contributions/${made.body.id}/lease`))
    await page.change((doc) => {
      const element = (name: string, attributes: Record<string, string | number> = {}) => {
        const made: Y.XmlElement<Record<string, string | number>> = new Y.XmlElement(name)
        for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
        return made as unknown as Y.XmlElement
      }
      const block = element('textBlock', { kind: 'bullet', indent: 1 })
      const text = new Y.XmlText()
      text.applyDelta([
        { insert: 'Med ' },
        { insert: 'fetstil', attributes: { bold: {}, link: { href: 'https://exempel.se' } } },
      ])
      const figure = element('valueRef', {
        block: 'resultatrapport',
        row: 'resultat',
        column: 'utfall',
        format: 'value',
      })
      block.insert(0, [text, figure, new Y.XmlText(' till sist')])
      const cell = element('tableCell', { colspan: 1, rowspan: 1 })
      cell.insert(0, [new Y.XmlText('I en cell')])
      const row = element('tableRow')
      row.insert(0, [cell])
      const table = element('table')
      table.insert(0, [row])
      const picture = element('image', { hash: 'a'.repeat(64), alt: 'Främmande', caption: '' })
      doc.getXmlFragment('text').insert(0, [block, picture, table])
    })
    await per.send('POST', at(`contributions/${made.body.id}/hand-in`))
    const { text } = (await anna.send('GET', at(`contributions/${made.body.id}`))).body
    expect((await anna.send('POST', at(`contributions/${made.body.id}/insert`))).status).toBe(200)
    const { slots } = (await anna.send('GET', at('sections/inledning'))).body as {
      slots: { id: string; content: { content: { type: string }[] } }[]
    }
    const placed = slots.find(({ id }) => id === 'inledning-text')?.content.content
    expect(placed).toEqual(text.content.filter(({ type }: { type: string }) => type !== 'image'))
    expect(placed).toHaveLength(2)
    page.leave()
  })

  test('[BI14] a locked section takes nothing, and its contributions stand still with it', async () => {
    const { id, page } = await begun()
    const other = await asked('inledning-text', ['johan.ekdahl'])
    const writing = await openText(johan, at(`contributions/${other}/lease`))
    await per.send('POST', at(`contributions/${id}/hand-in`))
    await anna.send('POST', at('sections/inledning/submit'), {})
    await anna.send('POST', at('sections/inledning/ready'), {})
    expect(await writing.closed).toEqual([4423, 'section-locked'])
    for (const [who, path] of [
      [anna, `contributions/${id}/insert`],
      [per, `contributions/${id}/take-back`],
      [johan, `contributions/${other}/hand-in`],
      [johan, `contributions/${other}/lease`],
    ] as const)
      expect((await who.send('POST', at(path))).body.code, `at ${path}`).toBe('section-locked')
    expect((await per.send('POST', at('contributions'), { item: 'inledning-text' })).body.code).toBe(
      'section-locked',
    )
    page.leave()
  })

  test('[BI15] who is asked and was not in the report becomes a skribent of nothing else', async () => {
    const id = await asked('goal', ['karin.hallgren'])
    const karin = await as(server, 'karin.hallgren')
    const page = await openText(karin, at(`contributions/${id}/lease`))
    expect(await page.change(write())).toBe('saved')
    const section = (
      (await anna.send('GET', at('contributions'))).body.contributions as { section: string }[]
    )[0]
    const target = await openText(karin, at(`sections/${section?.section}/lease`))
    expect((await target.change(write('direkt', commentOf('goal'))))[0]).toBe(4409)
    await karin.send('POST', at(`contributions/${id}/hand-in`))
    expect((await karin.send('POST', at(`contributions/${id}/insert`))).body.code).toBe('not-permitted')
    page.leave()
  })
})

describe('a restored backup', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'samskrift-bidrag-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('[BI16] gives every contribution a new epoch with its text and without leases', async () => {
    const disk = memoryDisk()
    const own = await startTestServer({ disk })
    const made = await newTestReport(own, { 'per.sandberg': [{ role: 'skribent' }] })
    const writer = await as(own, 'per.sandberg')
    const begunHere = await writer.send('POST', `/api/reports/${made.id}/contributions`, {
      item: 'inledning-text',
    })
    const id = begunHere.body.id as string
    const page = await openText(writer, `/api/reports/${made.id}/contributions/${id}/lease`)
    await page.change(write())
    page.leave()
    await own.close()

    const real = nodeDisk()
    await copyTo(disk, '/', join(folder, 'data'))
    const now = () => new Date('2030-01-01T00:00:00Z')
    const backup = join(folder, 'backup')
    await backUp(real, join(folder, 'data'), backup, () => now().toISOString())
    const root = join(folder, 'restored')
    await mkdir(root)
    await restore({ disk: real, log: silent, now }, { backup, root, replace: false }, restoreSpecs)

    const register = await openRegister(
      { disk: real, log: silent, after: () => () => undefined },
      layout.reportRegister(root, made.id),
      restoreSpecs.report,
    )
    const epoch = register?.state()?.contributions[id]?.epoch ?? 0
    expect(epoch).toBe(now().getTime() / 1000)
    const contents = await readSectionLog(
      real,
      layout.section(root, { reportId: made.id, sectionId: id, epoch }),
    )
    expect(contents?.leases).toEqual([])
    const doc = new Y.Doc()
    for (const bytes of [contents?.snapshot, ...(contents?.updates ?? []).map((update) => update.bytes)])
      if (bytes != null) Y.applyUpdate(doc, bytes)
    expect(doc.getXmlFragment('text').toJSON()).toContain(words)
    await register?.close()
  })
})

async function copyTo(from: Disk, path: string, to: string): Promise<void> {
  const bytes = await readFile(from, path)
  if (bytes !== null) {
    await mkdir(dirname(to), { recursive: true })
    await writeFile(to, bytes)
    return
  }
  for (const name of (await from.list(path)) ?? []) await copyTo(from, join(path, name), join(to, name))
}
