import { afterAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Running } from '../../../server/serve.ts'
import { memoryDisk } from '../../../server/store/memoryDisk.ts'
import type { SectionContents } from '../../../server/store/sectionLog.ts'
import { threadKey } from '../../../shared/sync/threadKey.ts'
import { as, guest, startTestServer } from '../api/testServer.ts'
import { openText } from '../api/textPage.ts'
import { approve, expectDone, makeReady, reportToApprove, write } from './approvalKit.ts'

const running: Running[] = []
afterAll(async () => {
  for (const server of running) await server.close()
})
const start = async (disk: ReturnType<typeof memoryDisk>): Promise<Running> => {
  const server = await startTestServer({ disk })
  running.push(server)
  return server
}

const docOf = (contents: SectionContents | null): Y.Doc => {
  const doc = new Y.Doc()
  if (contents?.snapshot) Y.applyUpdate(doc, contents.snapshot)
  for (const { bytes } of contents?.updates ?? []) Y.applyUpdate(doc, bytes)
  return doc
}

/** A report whose section `inledning` is approved, with a text that a thread is anchored in. */
async function approved(server: Running) {
  const { id, anna } = await reportToApprove(server)
  await write(server, id, 'inledning', 'En godkänd inledning.')
  const key = threadKey('thread-1')
  await server.deps.rooms.edit(
    `${id}.inledning.1`,
    (doc) => {
      const block = doc.getXmlFragment('inledning-text').get(0)
      const text = block instanceof Y.XmlElement ? block.get(0) : null
      if (text instanceof Y.XmlText) text.format(3, 7, { [key]: { id: 'thread-1' } })
    },
    'maria.oberg',
  )
  await makeReady(anna, id, 'inledning')
  const gunilla = await as(server, 'gunilla.astrom')
  const done = await approve(gunilla, id, 'inledning')
  expectDone(done)
  return { id, anna, gunilla, seal: done.body.seals[0], key }
}

test('[AP12] a reopened text begins with the approved one, anchors with it, under a client nobody has', async () => {
  const server = await start(memoryDisk())
  const { id, gunilla, key } = await approved(server)
  const before = await server.deps.store.readSection(`${id}.inledning.1`)
  const reopened = await gunilla.send('POST', `/api/reports/${id}/sections/inledning/reopen`, {
    reason: 'Fel',
  })
  expect(reopened.body).toMatchObject({ state: 'arbete', epoch: 2 })
  // On disk when it is answered, without asking for it.
  const stored = await server.deps.store.readSection(`${id}.inledning.2`)
  const doc = docOf(stored)
  const block = doc.getXmlFragment('inledning-text').get(0)
  const text = block instanceof Y.XmlElement ? block.get(0) : null
  expect(text instanceof Y.XmlText ? text.toDelta() : null).toEqual([
    { insert: 'En ' },
    { insert: 'godkänd', attributes: { [key]: { id: 'thread-1' } } },
    { insert: ' inledning.' },
  ])
  expect(block instanceof Y.XmlElement ? block.getAttributes() : null).toEqual({
    kind: 'paragraph',
    indent: 0,
  })
  const old = docOf(before)
  for (const client of doc.store.clients.keys()) expect(old.store.clients.has(client)).toBe(false)
  // The approved text itself is as it was.
  expect(await server.deps.store.readSection(`${id}.inledning.1`)).toEqual(before)
  const per = await as(server, 'per.sandberg')
  const page = await openText(per, `/api/reports/${id}/sections/inledning/lease`)
  expect(page.name).toBe(`${id}.inledning.2`)
  expect(
    await page.change((ydoc) => {
      const first = ydoc.getXmlFragment('inledning-text').get(0)
      const written = first instanceof Y.XmlElement ? first.get(0) : null
      if (written instanceof Y.XmlText) written.insert(0, 'Nu: ')
    }),
  ).toBe('saved')
  page.leave()
  expect(
    JSON.stringify((await per.send('GET', `/api/reports/${id}/sections/inledning`)).body.slots),
  ).toContain('Nu: ')
})

test('[AP13] a crash between the reopening and its text loses nothing', async () => {
  const disk = memoryDisk()
  const first = await start(disk)
  const { id, anna, seal } = await approved(first)
  const open = await first.deps.reports.open(id)
  // The event is on disk, and then the process is gone: the route has not come to the text.
  await open?.register.append(
    [
      {
        type: 'sectionMoved',
        section: 'inledning',
        event: 'reopen',
        from: 'godkand',
        to: 'arbete',
        message: 'Fel',
      },
    ],
    { user: 'gunilla.astrom' },
    new Date().toISOString(),
  )
  expect(await first.deps.store.readSection(`${id}.inledning.2`)).toBeNull()
  const second = await start(disk)
  const again = guest(second, anna.cookie)
  const { slots } = (await again.send('GET', `/api/reports/${id}/sections/inledning`)).body
  expect(JSON.stringify(slots)).toContain('godkänd')
  const record = (await again.send('GET', `/api/reports/${id}/record`)).body.report
  expect(record.sections.inledning).toMatchObject({ state: 'arbete', epoch: 2, seals: [seal] })
  await makeReady(again, id, 'inledning')
  const digest = (await again.send('GET', `/api/reports/${id}/sections/inledning`)).body.digest
  expect(digest).toBe(seal.content)
})

test('[AP14] what is written while an approval is decided is held, and refused afterwards as locked', async () => {
  const server = await start(memoryDisk())
  const { id, anna } = await reportToApprove(server)
  await write(server, id, 'inledning', 'Texten.')
  const per = await as(server, 'per.sandberg')
  const page = await openText(per, `/api/reports/${id}/sections/inledning/lease`)
  const doc = `${id}.inledning.1`
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  let begun = (): void => undefined
  const isFrozen = new Promise<void>((resolve) => {
    begun = resolve
  })
  const deciding = server.deps.rooms.frozen(doc, async () => {
    begun()
    await held
  })
  await isFrozen
  const answered = page.change((ydoc) => {
    const block = ydoc.getXmlFragment('inledning-text').get(0)
    const text = block instanceof Y.XmlElement ? block.get(0) : null
    if (text instanceof Y.XmlText) text.insert(0, 'För sent: ')
  })
  const edited = server.deps.rooms.edit(doc, () => server.deps.authority.standsStill(doc), 'per.sandberg')
  // Locked while the text stands still, as an approval locks it.
  await makeReady(anna, id, 'inledning')
  release()
  await deciding
  expect(await answered).toEqual([4423, 'klar'])
  expect(await edited).toBe(true)
  expect((await server.deps.rooms.read(doc))?.['inledning-text']).toMatchObject({
    content: [{ content: [{ text: 'Texten.' }] }],
  })
})

test('[AP15] an edit of the server that would change a locked text is a bug, and changes nothing', async () => {
  const server = await start(memoryDisk())
  const { id, seal } = await approved(server)
  const doc = `${id}.inledning.1`
  const edit = (change: (text: Y.XmlText) => void) =>
    server.deps.rooms.edit(
      doc,
      (ydoc) => {
        const block = ydoc.getXmlFragment('inledning-text').get(0)
        const text = block instanceof Y.XmlElement ? block.get(0) : null
        if (text instanceof Y.XmlText) change(text)
      },
      'anna.lindqvist',
    )
  await expect(edit((text) => text.insert(0, 'x'))).rejects.toThrow('locked')
  await edit((text) => text.format(0, 2, { [threadKey('thread-2')]: { id: 'thread-2' } }))
  const gunilla = await as(server, 'gunilla.astrom')
  const section = (await gunilla.send('GET', `/api/reports/${id}/sections/inledning`)).body
  expect(section.digest).toBe(seal.content)
  expect(JSON.stringify(section.slots)).not.toContain('"x')
})
