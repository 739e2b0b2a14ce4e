import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { fill } from '../../../server/exchange/writeProse.ts'
import type { Running } from '../../../server/serve.ts'
import { docIdOf } from '../../../shared/section/sectionRecord.ts'
import { threadKey } from '../../../shared/sync/threadKey.ts'
import { as, newTestReport, smallPlan, startTestServer, type Guest } from '../api/testServer.ts'
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
    'karin.hallgren': [{ role: 'skribent', sections: ['framtid'] }],
    'sara.ahlgren': [{ role: 'lasare' }],
    'gunilla.astrom': [{ role: 'godkannare' }],
  })
  report = made.id
  anna = made.anna
  per = await as(server, 'per.sandberg')
  maria = await as(server, 'maria.oberg')
  await write('Målet nåddes under året, och målet höjs.')
})
afterAll(() => server.close())

const slot = 'inledning-text'
const section = 'inledning'
const path = (rest = '', of = section) => `/api/reports/${report}/sections/${of}${rest}`
const open = async () => {
  const found = await server.deps.reports.open(report)
  if (found === null) throw new Error('no such report')
  return found
}

async function write(text: string, more: readonly string[] = []) {
  const page = await openText(per, path('/lease'))
  expect(
    await page.change((doc) =>
      fill(doc, { [slot]: [text, ...more].map((line) => ({ kind: 'paragraph' as const, text: line })) }),
    ),
  ).toBe('saved')
  page.leave()
  await server.deps.texts.flush(docIdOf((await open()).report(), section))
}

const remark = (who: Guest, body: object, of = section) => who.send('POST', path('/threads', of), body)
const onWords = async (quote: string, more: object = {}, who = maria): Promise<string> => {
  const reply = await remark(who, { at: { slot, quote }, text: 'Stämmer det?', ...more })
  expect([reply.status, reply.body]).toEqual([201, { id: expect.any(String) }])
  return reply.body.id as string
}
const threads = async (who = maria, of = section) =>
  (await who.send('GET', path('/threads', of))).body.threads

interface Text {
  text?: string
  marks?: { type: string; attrs: { id?: string } }[]
  content?: Text[]
}
const textsIn = (node: Text): Text[] => [
  ...(node.text === undefined ? [] : [node]),
  ...(node.content ?? []).flatMap(textsIn),
]
const sectionTexts = async (who: Guest): Promise<Text[]> => {
  const { slots } = (await who.send('GET', path())).body as { slots: { id: string; content: Text }[] }
  return textsIn(slots.find(({ id }) => id === slot)?.content ?? {})
}
const marked = async (thread: string, who = maria): Promise<string> =>
  (await sectionTexts(who))
    .filter(({ marks }) => marks?.some(({ type, attrs }) => type === 'thread' && attrs.id === thread))
    .map(({ text }) => text)
    .join('|')
const said = async () => (await sectionTexts(maria)).map(({ text }) => text).join('')

describe('opening', () => {
  test('[RV10] a reviewer who may not write opens a thread on words; it stands in the text under the quote', async () => {
    const id = await onWords('året, och')
    expect(await marked(id)).toBe('året, och')
    expect(await threads()).toEqual([
      {
        id,
        section,
        kind: 'remark',
        at: { slot, quote: 'året, och' },
        remarks: [
          {
            id: expect.any(String),
            text: 'Stämmer det?',
            mentions: [],
            by: 'maria.oberg',
            at: expect.any(String),
          },
        ],
        orphan: false,
      },
    ])
  })

  test('[RV11] the positions of the page decide which of equal words is meant; without them it is the first', async () => {
    const page = await openText(maria, path('/lease'))
    const text = textAt(page.doc, slot)
    const at = text.toString().lastIndexOf('målet')
    const json = (index: number) =>
      Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, index)) as object
    const place = { slot, quote: 'målet', from: json(at), to: json(at + 'målet'.length) }
    const before = await openText(per, path('/lease'))
    await before.change((doc) => textAt(doc, slot).insert(0, 'Två mål. målet. '))
    const exact = await onWords('målet', { at: place })
    const first = await onWords('målet')
    const found = (await sectionTexts(maria)).map(({ text: words, marks }) => [
      words,
      ...(marks ?? []).map(({ attrs }) => attrs.id),
    ])
    expect(found).toEqual([
      ['Två mål. '],
      ['målet', first],
      ['. Målet nåddes under året, och '],
      ['målet', exact],
      [' höjs.'],
    ])
    page.leave()
    before.leave()
  })

  test('[RV11] positions that name something else, or another root, are not believed and create nothing', async () => {
    const position = { tname: 'hemlig-rot', assoc: 0 }
    const wrong = await onWords('året', { at: { slot, quote: 'året', from: position, to: position } })
    const unknown = { item: { client: 7, clock: 99 } }
    const gone = await onWords('höjs', { at: { slot, quote: 'höjs', from: unknown, to: unknown } })
    const empty = await onWords('nåddes', { at: { slot, quote: 'nåddes', from: {}, to: {} } })
    expect([await marked(wrong), await marked(gone), await marked(empty)]).toEqual(['året', 'höjs', 'nåddes'])
    const doc = docIdOf((await open()).report(), section)
    const roots = await server.deps.rooms.within(doc, (room) => room.look((held) => [...held.share.keys()]))
    expect(roots).not.toContain('hemlig-rot')
  })

  test('[RV12] a quote may go over lines and spaces as the page shows them; words that are not there are refused', async () => {
    const page = await openText(per, path('/lease'))
    await page.change((doc) => {
      const more = new Y.XmlElement('textBlock')
      more.setAttribute('kind', 'paragraph')
      Reflect.apply(more.setAttribute.bind(more), more, ['indent', 0])
      more.insert(0, [new Y.XmlText('Nästa år kommer.')])
      doc.getXmlFragment(slot).insert(1, [more])
    })
    const id = await onWords('målet   höjs. Nästa\når')
    expect(await marked(id)).toBe('målet höjs.|Nästa år')
    expect((await threads())[0].at.quote).toBe('målet höjs.\nNästa år')
    const missing = await remark(maria, { at: { slot, quote: 'står inte här' }, text: 'x' })
    expect([missing.status, missing.body.code]).toEqual([422, 'quote-not-found'])
    expect((await threads()).length).toBe(1)
    page.leave()
  })

  test('[RV13] on a cell, a status, a row and a block; not on places that are not there', async () => {
    await anna.send('PUT', `/api/reports/${report}/plan`, smallPlan)
    const process = (await anna.send('GET', path('', 'mal-process'))).body as {
      slots: { block?: { id: string; rows: { id: string }[]; columns: { id: string; type: string }[] } }[]
    }
    const goal = process.slots.find(({ block }) =>
      block?.columns.some(({ type }) => type === 'status'),
    )?.block
    const status = goal?.columns.find(({ type }) => type === 'status')?.id
    const row = goal?.rows[0]?.id
    expect([goal, status, row].includes(undefined)).toBe(false)
    const places = [{ block: goal?.id }, { block: goal?.id, row }, { block: goal?.id, row, column: status }]
    for (const at of places)
      expect((await remark(maria, { at, text: 'Hur så?' }, 'mal-process')).status).toBe(201)
    expect((await threads(maria, 'mal-process')).map(({ at }: { at: object }) => at)).toEqual(places)
    expect((await threads(maria, 'mal-process')).map(({ orphan }: { orphan: boolean }) => orphan)).toEqual([
      false,
      false,
      false,
    ])
    for (const at of [
      { block: 'nosuch' },
      { block: goal?.id, row: 'nosuch' },
      { block: goal?.id, row, column: 'nosuch' },
      { block: goal?.id, column: status },
      { slot: 'nosuch', quote: 'x' },
    ]) {
      const reply = await remark(maria, { at, text: 'x' }, 'mal-process')
      expect([at, reply.status, reply.body.code]).toEqual([at, 400, 'bad-request'])
    }
    const onCell = await remark(maria, { at: places[2], text: 'x', suggestion: 'y' }, 'mal-process')
    expect([onCell.status, onCell.body.culprit]).toEqual([400, 'suggestion'])
  })

  test('[RV14] not by a läsare, not by somebody outside, not in a locked section; nor are they told of any', async () => {
    const id = await onWords('året')
    const sara = await as(server, 'sara.ahlgren')
    expect((await remark(sara, { at: { slot, quote: 'höjs' }, text: 'x' })).status).toBe(403)
    expect((await sara.send('GET', path('/threads'))).status).toBe(403)
    expect(JSON.stringify(await sectionTexts(sara))).not.toContain('thread')
    expect(await marked(id, sara)).toBe('')
    const nils = await as(server, 'nils.rask')
    expect((await remark(nils, { at: { slot, quote: 'höjs' }, text: 'x' })).status).toBe(404)
    for (const step of ['submit', 'ready']) await anna.send('POST', path(`/${step}`), {})
    for (const [method, rest, body] of [
      ['POST', '/threads', { at: { slot, quote: 'höjs' }, text: 'x' }],
      ['POST', `/threads/${id}/replies`, { text: 'x' }],
      ['PATCH', `/threads/${id}`, { resolved: true }],
    ] as const) {
      const reply = await maria.send(method, path(rest), body)
      expect([rest, reply.status, reply.body.code]).toEqual([rest, 423, 'section-locked'])
    }
    expect((await threads()).length).toBe(1)
  })

  test('[RV15] names of prototypes and other strangers name nothing; what is too long is refused', async () => {
    const id = await onWords('året')
    for (const name of ['__proto__', 'constructor', 'toString', 'nosuch']) {
      expect((await remark(maria, { at: { slot, quote: 'höjs' }, text: 'x' }, name)).status).toBe(404)
      expect((await maria.send('GET', path('/threads', name))).status).toBe(404)
      for (const [method, rest, body] of [
        ['POST', `/threads/${name}/replies`, { text: 'x' }],
        ['PATCH', `/threads/${name}`, { resolved: true }],
        ['POST', `/suggestions/${name}/accept`, {}],
        ['POST', `/suggestions/${name}/reject`, {}],
        ['POST', `/suggestions/${name}/undo`, undefined],
      ] as const)
        expect([rest, (await anna.send(method, path(rest), body)).status]).toEqual([rest, 404])
      const named = await remark(maria, { at: { slot, quote: 'höjs' }, text: 'x', mentions: [name] })
      expect([named.status, named.body.code]).toEqual([422, 'person-unknown'])
    }
    const long = 'x'.repeat(4001)
    const at = { slot, quote: 'höjs' }
    for (const body of [
      { at, text: long },
      { at, text: '  ' },
      { at, text: 'x', suggestion: long },
      { at: { slot, quote: long }, text: 'x' },
      { at: { slot, quote: '' }, text: 'x' },
      { at, text: 'x', by: 'anna.lindqvist' },
    ])
      expect((await remark(maria, body)).status).toBe(400)
    expect((await maria.send('POST', path(`/threads/${id}/replies`), { text: long })).status).toBe(400)
    expect(
      (await per.send('POST', path(`/suggestions/${id}/reject`), { reason: 'x'.repeat(2001) })).status,
    ).toBe(400)
    expect((await threads()).length).toBe(1)
  })

  test('[RV16] mentions and assignees are people who read the drafts', async () => {
    for (const [who, status] of [
      ['per.sandberg', 201],
      ['karin.hallgren', 201],
      ['sara.ahlgren', 422],
      ['nils.rask', 422],
    ] as const)
      for (const more of [{ mentions: [who] }, { assignee: who }])
        expect([
          who,
          (await remark(maria, { at: { slot, quote: 'höjs' }, text: 'x', ...more })).status,
        ]).toEqual([who, status])
    const people = (await anna.send('GET', `/api/reports/${report}/record`)).body.people as object
    expect(Object.keys(people)).toContain('maria.oberg')
  })
})

describe('what a thread leaves alone', () => {
  test('[RV17] neither digest nor words nor who last wrote change by a thread', async () => {
    const before = (await maria.send('GET', path())).body
    const texts = (await open()).report().texts[section]
    await onWords('året')
    await server.deps.texts.flush(docIdOf((await open()).report(), section))
    const after = (await maria.send('GET', path())).body
    expect(after.digest).toBe(before.digest)
    expect((await open()).report().texts[section]).toEqual(texts)
    expect(texts?.[slot]?.by).toBe('per.sandberg')
  })

  test('[RV17] nothing of a thread is exported', async () => {
    const id = await onWords('året')
    for (const end of ['export.html', 'export.json'])
      expect(JSON.stringify((await anna.send('GET', `/api/reports/${report}/${end}`)).body)).not.toContain(id)
  })
})

describe('updates', () => {
  test('[RV18] an author’s split carries the anchor, a reviewer’s update is refused', async () => {
    const id = await onWords('under året')
    const page = await openText(per, path('/lease'))
    const key = threadKey(id)
    const answered = await page.change((doc) => {
      const text = textAt(doc, slot)
      const at = text
        .toString()
        .replaceAll(/<[^>]*>/g, '')
        .indexOf('året')
      const rest = text
        .toString()
        .replaceAll(/<[^>]*>/g, '')
        .slice(at)
      text.delete(at, rest.length)
      const next = new Y.XmlElement('textBlock')
      next.setAttribute('kind', 'paragraph')
      Reflect.apply(next.setAttribute.bind(next), next, ['indent', 0])
      const moved = new Y.XmlText()
      next.insert(0, [moved])
      doc.getXmlFragment(slot).insert(1, [next])
      moved.insert(0, rest)
      moved.format(0, 'året'.length, { [key]: { id } })
    })
    expect(answered).toBe('saved')
    expect(await marked(id)).toBe('under |året')
    const stranger = await openText(maria, path('/lease'))
    expect(await stranger.change((doc) => textAt(doc, slot).insert(0, 'x'))).toEqual([
      4409,
      'reset:read-only',
    ])
    const anchoring = await openText(maria, path('/lease'))
    expect(await anchoring.change((doc) => textAt(doc, slot).format(0, 3, { [key]: { id } }))).toEqual([
      4409,
      'reset:read-only',
    ])
    page.leave()
  })

  test('[RV19] an author’s own anchor of an unknown thread is refused; taking a known one off is not', async () => {
    const id = await onWords('under året')
    const other = await anna.send('POST', path('/threads', 'framtid'), { at: { block: 'x' }, text: 'x' })
    expect(other.status).toBe(400)
    const forged = await openText(per, path('/lease'))
    expect(
      await forged.change((doc) => textAt(doc, slot).format(0, 3, { [threadKey('okand')]: { id: 'okand' } })),
    ).toEqual([4409, 'reset:mark'])
    const honest = await openText(per, path('/lease'))
    expect(
      await honest.change((doc) => {
        const text = textAt(doc, slot)
        text.format(0, text.length, { [threadKey(id)]: null })
      }),
    ).toBe('saved')
    expect(await marked(id)).toBe('')
    expect((await threads())[0].orphan).toBe(true)
    honest.leave()
  })
})

describe('the talk', () => {
  test('[RV20] replies, resolving, reopening and handing on; what is the case already is said so', async () => {
    const id = await onWords('året')
    const change = (body: object, who = per) => who.send('PATCH', path(`/threads/${id}`), body)
    expect(
      (await per.send('POST', path(`/threads/${id}/replies`), { text: 'Ja.', mentions: ['maria.oberg'] }))
        .status,
    ).toBe(201)
    expect((await change({ resolved: false })).body.code).toBe('nothing-to-change')
    expect((await change({ resolved: true, assignee: 'per.sandberg' })).status).toBe(200)
    let [thread] = await threads()
    expect(thread).toMatchObject({
      assignee: 'per.sandberg',
      resolved: { by: 'per.sandberg' },
      remarks: [{ by: 'maria.oberg' }, { by: 'per.sandberg', text: 'Ja.', mentions: ['maria.oberg'] }],
    })
    expect((await change({ resolved: true })).status).toBe(409)
    expect((await change({ resolved: false, assignee: null }, maria)).status).toBe(200)
    ;[thread] = await threads()
    expect([thread.resolved, thread.assignee]).toEqual([undefined, undefined])
    expect(await marked(id)).toBe('året')
  })

  test('[RV21] an error in a locked text goes to the samordnare', async () => {
    const { slots } = (await maria.send('GET', `/api/reports/${report}`)).body.sections.length
      ? ((await maria.send('GET', path())).body as { slots: object[] })
      : { slots: [] }
    expect(slots.length).toBeGreaterThan(0)
    const wrong = await remark(maria, {
      at: { slot, quote: 'året' },
      text: 'Fel ord.',
      kind: 'lockedTextFault',
    })
    expect([wrong.status, wrong.body.culprit]).toEqual([400, 'kind'])
    const found = await lockedBlock()
    const reply = await remark(
      maria,
      { at: { block: found.block }, text: 'Fel ord.', kind: 'lockedTextFault' },
      found.section,
    )
    expect(reply.status).toBe(201)
    expect((await threads(maria, found.section))[0]).toMatchObject({
      kind: 'lockedTextFault',
      assignee: 'anna.lindqvist',
    })
  })
})

async function lockedBlock(): Promise<{ section: string; block: string }> {
  const { sections } = (await maria.send('GET', `/api/reports/${report}`)).body as {
    sections: { id: string }[]
  }
  for (const { id } of sections) {
    const { slots } = (await maria.send('GET', path('', id))).body as {
      slots: { block?: { id: string; kind: string } }[]
    }
    const block = slots.find((each) => each.block?.kind === 'lockedText')?.block
    if (block !== undefined) return { section: id, block: block.id }
  }
  throw new Error('no locked text in the template')
}

describe('suggestions', () => {
  const suggest = (quote: string, suggestion: string) => onWords(quote, { suggestion })
  const answerTo = (id: string, what: string, body: object = {}, who = per) =>
    who.send('POST', path(`/suggestions/${id}/${what}`), body)

  test('[RV30] accepting changes the text for everybody under the name of who accepts, and resolves', async () => {
    const watcher = await openText(anna, path('/lease'))
    const id = await suggest('nåddes', 'nåddes inte')
    expect((await threads())[0].suggestion).toEqual({ replacement: 'nåddes inte' })
    for (const who of [maria, await as(server, 'karin.hallgren')])
      expect((await answerTo(id, 'accept', {}, who)).status).toBe(403)
    expect((await answerTo(id, 'accept')).status).toBe(200)
    await watcher.until(() => watcher.doc.getXmlFragment(slot).toString().includes('nåddes inte'))
    expect(await said()).toBe('Målet nåddes inte under året, och målet höjs.')
    expect(await marked(id)).toBe('nåddes inte')
    expect((await threads())[0]).toMatchObject({
      at: { quote: 'nåddes' },
      orphan: false,
      resolved: { by: 'per.sandberg' },
      suggestion: { outcome: { accepted: true, by: 'per.sandberg' } },
    })
    expect((await answerTo(id, 'accept')).body.code).toBe('suggestion-decided')
    const doc = docIdOf((await open()).report(), section)
    await server.deps.texts.flush(doc)
    expect((await open()).report().texts[section]?.[slot]).toMatchObject({ words: 8, by: 'per.sandberg' })
    watcher.leave()
  })

  test('[RV31] changed text is asked about, and replaced anyway', async () => {
    const id = await suggest('nåddes under', 'uppfylldes under')
    const page = await openText(per, path('/lease'))
    await page.change((doc) => textAt(doc, slot).insert('Målet nåd'.length, 'XX'))
    const asked = await answerTo(id, 'accept')
    expect([asked.status, asked.body.code, asked.body.details]).toEqual([
      409,
      'text-changed',
      { now: 'nådXXdes under', quote: 'nåddes under' },
    ])
    expect(await said()).toBe('Målet nådXXdes under året, och målet höjs.')
    expect((await answerTo(id, 'accept', { anyway: true })).status).toBe(200)
    expect(await said()).toBe('Målet uppfylldes under året, och målet höjs.')
    expect((await answerTo(id, 'undo')).status).toBe(200)
    expect(await said()).toBe('Målet nådXXdes under året, och målet höjs.')
    page.leave()
  })

  test('[RV32] an acceptance is taken back with the marks of its words, and not over what somebody wrote since', async () => {
    const page = await openText(per, path('/lease'))
    await page.change((doc) => textAt(doc, slot).format(6, 3, { bold: {} }))
    const id = await suggest('nåddes under', 'kom')
    await answerTo(id, 'accept')
    expect(
      (await sectionTexts(maria)).map(({ text, marks }) => [text, marks?.map(({ type }) => type)]),
    ).toEqual([
      ['Målet ', undefined],
      ['kom', ['bold', 'thread']],
      [' året, och målet höjs.', undefined],
    ])
    expect((await answerTo(id, 'undo')).status).toBe(200)
    expect(
      (await sectionTexts(maria)).map(({ text, marks }) => [text, marks?.map(({ type }) => type)]),
    ).toEqual([
      ['Målet ', undefined],
      ['nåd', ['bold', 'thread']],
      ['des under', ['thread']],
      [' året, och målet höjs.', undefined],
    ])
    expect((await threads())[0]).not.toHaveProperty('resolved')
    await answerTo(id, 'accept')
    await page.until(() => page.doc.getXmlFragment(slot).toString().includes('kom'))
    await page.change((doc) => textAt(doc, slot).insert('Målet k'.length, 'ZZ'))
    const late = await answerTo(id, 'undo')
    expect([late.status, late.body.code, late.body.details]).toEqual([
      409,
      'text-changed',
      { now: 'kZZom', quote: 'kom' },
    ])
    expect((await threads())[0].suggestion.outcome.accepted).toBe(true)
    page.leave()
  })

  test('[RV33] words can be struck out, and come back', async () => {
    const id = await suggest(' under året', '')
    expect((await answerTo(id, 'accept')).status).toBe(200)
    expect(await said()).toBe('Målet nåddes, och målet höjs.')
    expect((await threads())[0].orphan).toBe(false)
    expect((await answerTo(id, 'undo')).status).toBe(200)
    expect(await said()).toBe('Målet nåddes under året, och målet höjs.')
    expect(await marked(id)).toBe(' under året')
  })

  test('[RV34] a rejection has a reason, leaves the text, and is taken back', async () => {
    const id = await suggest('nåddes', 'nåddes inte')
    expect((await answerTo(id, 'reject', { reason: 'Det nåddes.' }, maria)).status).toBe(403)
    expect((await answerTo(id, 'reject', { reason: 'Det nåddes.' })).status).toBe(200)
    expect((await threads())[0]).toMatchObject({
      resolved: { by: 'per.sandberg' },
      suggestion: { outcome: { accepted: false, reason: 'Det nåddes.', by: 'per.sandberg' } },
    })
    expect((await answerTo(id, 'accept')).body.code).toBe('suggestion-decided')
    expect((await answerTo(id, 'undo')).status).toBe(200)
    expect((await threads())[0]).not.toHaveProperty('resolved')
    expect((await answerTo(id, 'undo')).body.code).toBe('nothing-to-change')
    expect(await said()).toBe('Målet nåddes under året, och målet höjs.')
    expect((await answerTo(id, 'accept')).status).toBe(200)
  })

  test('[RV35] a figure or note among the words is named and never goes', async () => {
    const page = await openText(per, path('/lease'))
    await page.change((doc) => {
      const element = doc.getXmlFragment(slot).get(0)
      if (!(element instanceof Y.XmlElement)) throw new Error('no block')
      const text = textAt(doc, slot)
      const rest = text.toString().slice('Målet nåddes'.length)
      text.delete('Målet nåddes'.length, rest.length)
      const note = new Y.XmlElement('footnote')
      note.setAttribute('text', 'En not.')
      element.insert(1, [note, new Y.XmlText(rest)])
    })
    const id = await suggest('nåddes under', 'kom under')
    expect(await marked(id)).toBe('nåddes| under')
    const asked = await answerTo(id, 'accept')
    expect([asked.status, asked.body.details]).toEqual([
      409,
      { now: 'nåddes under', quote: 'nåddes under', holds: ['footnote'] },
    ])
    expect((await answerTo(id, 'accept', { anyway: true })).status).toBe(200)
    expect(await said()).toBe('Målet kom under året, och målet höjs.')
    expect(JSON.stringify((await maria.send('GET', path())).body.slots)).toContain('En not.')
    expect((await answerTo(id, 'undo')).status).toBe(200)
    expect(await said()).toBe('Målet nåddes under året, och målet höjs.')
    page.leave()
  })

  test('[RV36] over several lines it has as many lines, and each goes where it was', async () => {
    const page = await openText(per, path('/lease'))
    await page.change((doc) => {
      const more = new Y.XmlElement('textBlock')
      more.setAttribute('kind', 'bullet')
      Reflect.apply(more.setAttribute.bind(more), more, ['indent', 0])
      more.insert(0, [new Y.XmlText('Nästa år kommer.')])
      doc.getXmlFragment(slot).insert(1, [more])
    })
    const short = await remark(maria, { at: { slot, quote: 'höjs. Nästa' }, text: 'x', suggestion: 'sänks' })
    expect([short.status, short.body.culprit, short.body.details]).toEqual([400, 'suggestion', { lines: 2 }])
    const id = await suggest('höjs. Nästa', 'sänks.\nKommande')
    expect((await answerTo(id, 'accept')).status).toBe(200)
    expect((await sectionTexts(maria)).map(({ text }) => text)).toEqual([
      'Målet nåddes under året, och målet ',
      'sänks.',
      'Kommande',
      ' år kommer.',
    ])
    expect((await answerTo(id, 'undo')).status).toBe(200)
    expect(await said()).toBe('Målet nåddes under året, och målet höjs.Nästa år kommer.')
    page.leave()
  })

  test('[RV37] two who accept at once: the words go in once', async () => {
    const id = await suggest('nåddes', 'nåddes inte')
    const replies = await Promise.all([answerTo(id, 'accept'), answerTo(id, 'accept', {}, anna)])
    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(await said()).toBe('Målet nåddes inte under året, och målet höjs.')
  })

  test('[RV38] other threads keep their anchors when words under them are replaced', async () => {
    const other = await onWords('under')
    const id = await suggest('nåddes under året', 'kom')
    expect((await answerTo(id, 'accept')).status).toBe(200)
    expect([await marked(other), await marked(id)]).toEqual(['kom', 'kom'])
  })

  test('[RV39] a locked section takes no answer', async () => {
    const id = await suggest('nåddes', 'nåddes inte')
    for (const step of ['submit', 'ready']) await anna.send('POST', path(`/${step}`), {})
    for (const what of ['accept', 'reject', 'undo'])
      expect((await answerTo(id, what, {}, anna)).body.code).toBe('section-locked')
    expect(await said()).toBe('Målet nåddes under året, och målet höjs.')
  })
})
