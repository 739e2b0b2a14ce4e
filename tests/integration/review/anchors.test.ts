import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { fill } from '../../../server/exchange/writeProse.ts'
import { setAnchor } from '../../../server/review/anchors.ts'
import { suggestionAnswers } from '../../../server/review/answerSuggestion.ts'
import { openThread } from '../../../server/review/openThread.ts'
import type { OpenReport } from '../../../server/reports/reports.ts'
import type { Running } from '../../../server/serve.ts'
import { docIdOf } from '../../../shared/section/sectionRecord.ts'
import type { ReportEntry } from '../../../shared/report/event.ts'
import { as, newTestReport, startTestServer, type Guest } from '../api/testServer.ts'
import { openText, textAt } from '../api/textPage.ts'

let server: Running
let report: string
let anna: Guest
let per: Guest
let maria: Guest
beforeAll(async () => {
  server = await startTestServer()
})
beforeEach(async () => {
  const made = await newTestReport(server, {
    'per.sandberg': [{ role: 'skribent' }],
    'maria.oberg': [{ role: 'granskare' }],
  })
  report = made.id
  anna = made.anna
  per = await as(server, 'per.sandberg')
  maria = await as(server, 'maria.oberg')
})
afterAll(() => server.close())

const section = 'inledning'
const slot = 'inledning-text'
const path = (rest = '') => `/api/reports/${report}/sections/${section}${rest}`
const opened = async () => {
  const found = await server.deps.reports.open(report)
  if (found === null) throw new Error('no such report')
  return found
}
const docId = async () => docIdOf((await opened()).report(), section)
const paragraphs = (...texts: string[]) => ({
  [slot]: texts.map((text) => ({ kind: 'paragraph' as const, text })),
})
const remark = async (quote: string): Promise<string> => {
  const reply = await maria.send('POST', path('/threads'), { at: { slot, quote }, text: 'Hur så?' })
  expect([reply.status, reply.body.code]).toEqual([201, undefined])
  return reply.body.id as string
}
const suggest = async (quote: string, suggestion: string): Promise<string> => {
  const reply = await maria.send('POST', path('/threads'), {
    at: { slot, quote },
    text: 'Hur så?',
    suggestion,
  })
  expect(reply.status).toBe(201)
  return reply.body.id as string
}
const orphans = async (): Promise<Record<string, boolean>> =>
  Object.fromEntries(
    ((await maria.send('GET', path('/threads'))).body.threads as { id: string; orphan: boolean }[]).map(
      ({ id, orphan }) => [id, orphan],
    ),
  )

test('[RV50] what lost its words is an orphan, and is marked again where they come back once', async () => {
  const page = await openText(per, path('/lease'))
  await page.change((doc) => fill(doc, paragraphs('Budgeten höll. Målet nåddes.')))
  const kept = await remark('Budgeten')
  const lost = await remark('Målet nåddes')
  const resolved = await remark('höll')
  await maria.send('PATCH', path(`/threads/${resolved}`), { resolved: true })
  await page.change((doc) => {
    const text = textAt(doc, slot)
    text.delete(' '.length + 'Budgeten'.length, text.length - 9)
  })
  expect(await orphans()).toEqual({ [kept]: false, [lost]: true, [resolved]: true })
  await page.change((doc) => {
    const text = textAt(doc, slot)
    text.insert(text.length, 'höll inte. Målet nåddes.', {})
  })
  await page.until(() => page.doc.getXmlFragment(slot).toString().includes(lost))
  expect(await orphans()).toEqual({ [kept]: false, [lost]: false, [resolved]: true })
  page.leave()
})

test('[RV51] an anchor that a crash left without its thread is carried along, and shown to nobody', async () => {
  const page = await openText(per, path('/lease'))
  await page.change((doc) => fill(doc, paragraphs('Budgeten höll.')))
  await server.deps.rooms.anchor(await docId(), (doc) =>
    setAnchor(doc, slot, { from: 0, to: 8 }, 'borttappad'),
  )
  expect(JSON.stringify((await maria.send('GET', path())).body)).not.toContain('borttappad')
  await page.until(() => page.doc.getXmlFragment(slot).toString().includes('borttappad'))
  const answered = await page.change((doc) => {
    const text = textAt(doc, slot)
    const held = text.toDelta() as { insert: string; attributes?: object }[]
    const next = new Y.XmlElement('textBlock')
    next.setAttribute('kind', 'paragraph')
    Reflect.apply(next.setAttribute.bind(next), next, ['indent', 0])
    const moved = new Y.XmlText()
    next.insert(0, [moved])
    doc.getXmlFragment(slot).insert(1, [next])
    moved.insert(0, 'geten', held[0]?.attributes ?? {})
    text.delete(3, 5)
  })
  expect(answered).toBe('saved')
  page.leave()
})

test('[RV54] what does not get to the disk leaves nothing half done', async () => {
  const page = await openText(per, path('/lease'))
  await page.change((doc) => fill(doc, paragraphs('Budgeten höll.')))
  page.leave()
  const found = await opened()
  const { rooms, now, accounts } = server.deps
  const [reviewer, author] = [accounts.person('maria.oberg'), accounts.person('per.sandberg')]
  if (reviewer === undefined || author === undefined) throw new Error('no such people')
  const failing: OpenReport = {
    ...found,
    register: { ...found.register, append: () => Promise.reject(new Error('no space left')) },
  }
  const thread = {
    id: 'halvt',
    kind: 'remark' as const,
    at: { slot, quote: 'Budgeten' },
    remark: { id: 'r', text: 'Hur så?', mentions: [] },
  }
  await expect(openThread({ rooms, now }, failing, reviewer, section, thread)).rejects.toThrow('no space')
  const text = async () => JSON.stringify(await rooms.read(await docId()))
  expect(await text()).not.toContain('halvt')
  const id = await suggest('höll', 'överskreds')
  const before = await text()
  const answers = suggestionAnswers({ rooms, now })
  const at = { person: author, section, thread: id }
  await expect(answers.accept({ ...at, open: failing }, false)).rejects.toThrow('no space')
  expect(await text()).toBe(before)
  // The event is written, the text is not.
  const lost = suggestionAnswers({
    now,
    rooms: {
      edit: async (doc, change) => {
        await rooms.within(doc, (room) =>
          room.look((held) => {
            const copy = new Y.Doc()
            Y.applyUpdate(copy, Y.encodeStateAsUpdate(held))
            return change(copy)
          }),
        )
        throw new Error('no space left')
      },
    },
  })
  await expect(lost.accept({ ...at, open: found }, false)).rejects.toThrow('no space')
  expect([await text(), found.report().threads[id]?.suggestion]).toEqual([
    before,
    { replacement: 'överskreds' },
  ])
  expect((await answers.accept({ ...at, open: found }, false)).ok).toBe(true)
  expect(await text()).toContain('överskreds')
  await expect(answers.undo({ ...at, open: failing })).rejects.toThrow('no space')
  expect(await text()).toContain('överskreds')
})

test('[RV52] live pages hear of every thread and answer in order, with who is named', async () => {
  const page = await openText(per, path('/lease'))
  await page.change((doc) => fill(doc, paragraphs('Budgeten höll.')))
  page.leave()
  const found = await opened()
  const heard: ReportEntry[] = []
  const stop = server.deps.reports.onEntries((open, entries) => {
    if (open.id === report) heard.push(...entries)
  })
  const reply = await maria.send('POST', path('/threads'), {
    at: { slot, quote: 'höll' },
    text: 'Säkert?',
    mentions: ['anna.lindqvist', 'anna.lindqvist'],
    assignee: 'per.sandberg',
    suggestion: 'överskreds',
  })
  const id = reply.body.id as string
  await per.send('POST', path(`/threads/${id}/replies`), { text: 'Ja.', mentions: ['maria.oberg'] })
  await per.send('POST', path(`/suggestions/${id}/accept`))
  stop()
  const told = heard.filter(({ event }) => event.type !== 'textChanged')
  expect(told.map(({ actor, event }) => [actor.user, event])).toMatchObject([
    [
      'maria.oberg',
      {
        type: 'threadOpened',
        thread: {
          id,
          assignee: 'per.sandberg',
          replacement: 'överskreds',
          remark: { mentions: ['anna.lindqvist'] },
        },
      },
    ],
    ['per.sandberg', { type: 'threadReplied', remark: { mentions: ['maria.oberg'] } }],
    ['per.sandberg', { type: 'suggestionDecided', accepted: true }],
  ])
  expect(found.report().threads[id]?.resolved?.by).toBe('per.sandberg')
  const { people } = (await anna.send('GET', `/api/reports/${report}/record`)).body as { people: object }
  expect(Object.keys(people)).toEqual(
    expect.arrayContaining(['maria.oberg', 'per.sandberg', 'anna.lindqvist']),
  )
})

test('[RV53] with five hundred open threads only the text of the section is looked at', async () => {
  const page = await openText(per, path('/lease'))
  const words = Array.from({ length: 500 }, (_, index) => `ord${index}x`)
  const lines = Array.from({ length: 50 }, (_, line) => words.slice(line * 10, line * 10 + 10).join(' '))
  await page.change((doc) => fill(doc, paragraphs(...lines)))
  const found = await opened()
  const id = await docId()
  const letters = lines.join('\n')
  await server.deps.rooms.anchor(id, (doc) => {
    for (const [index, word] of words.entries()) {
      const from = letters.indexOf(word)
      setAnchor(doc, slot, { from, to: from + word.length }, `t${index}`)
    }
  })
  await found.register.append(
    words.map((quote, index) => ({
      type: 'threadOpened' as const,
      thread: {
        id: `t${index}`,
        section,
        kind: 'remark' as const,
        at: { slot, quote },
        remark: { id: `r${index}`, text: 'Hur så?', mentions: [] },
      },
    })),
    { user: 'maria.oberg' },
    new Date().toISOString(),
  )
  const openRooms = () =>
    server.deps.rooms
      .open()
      .map((room) => room.id)
      .filter((doc) => doc.startsWith(`${report}.`))
  expect(Object.values(await orphans()).filter(Boolean)).toEqual([])
  expect(Object.keys(await orphans()).length).toBe(500)
  await remark('ord7x ord8x')
  expect(openRooms()).toEqual([id])
  // An author goes on typing among them.
  expect(await page.change((doc) => textAt(doc, slot, 3).insert(2, 'å'))).toBe('saved')
  page.leave()
})
