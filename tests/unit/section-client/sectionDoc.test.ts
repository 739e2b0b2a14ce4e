import { afterEach, describe, expect, it } from 'vitest'
import { openSectionDoc, type SectionDoc } from '../../../client/sync/sectionDoc.ts'
import { closeCodes } from '../../../shared/sync/closeCode.ts'
import { fakeServer, lastText, type, typeOn, type FakeServer } from './fakeServer.ts'

const slots = ['intro', 'costs']
const opened: SectionDoc[] = []
afterEach(() => {
  for (const doc of opened.splice(0)) doc.close()
})

/** Lets promises that are under way come to their end. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

async function open(server: FakeServer): Promise<SectionDoc> {
  const doc = openSectionDoc('s', server.ports)
  opened.push(doc)
  doc.setSlots(slots)
  doc.join()
  await settle()
  return doc
}

async function live(server: FakeServer): Promise<SectionDoc> {
  const doc = await open(server)
  server.last().inStep()
  return doc
}

const textOf = (doc: SectionDoc) => {
  const { text } = doc.getSnapshot()
  if (text === null) throw new Error('not in step yet')
  return text
}

describe('going in step', () => {
  it('[ED10] nobody types before the first sync, and the doc has the leased id', async () => {
    const server = fakeServer(slots)
    const doc = await open(server)
    expect(doc.getSnapshot()).toMatchObject({ connection: { state: 'opening' }, text: null })
    server.last().inStep()
    expect(doc.getSnapshot().connection).toEqual({ state: 'live' })
    expect(textOf(doc).doc.clientID).toBe(101)
  })

  it('[ED11] a lease for a newer schema opens nothing', async () => {
    const server = fakeServer(slots)
    server.nextLease = { schemaVersion: 999 }
    const doc = await open(server)
    expect(doc.getSnapshot().connection).toEqual({ state: 'closed', because: 'outdated' })
    expect(server.connections).toHaveLength(0)
  })

  it('[ED12] without contact it tries again until there is a lease', async () => {
    const server = fakeServer(slots)
    server.nextLease = { refused: 'no-contact' }
    const doc = await open(server)
    expect(doc.getSnapshot().connection).toEqual({ state: 'unreachable', since: 1000 })
    server.now = 2000
    server.passTime()
    await settle()
    expect(doc.getSnapshot().connection).toMatchObject({ since: 1000 })
    server.nextLease = {}
    server.passTime()
    await settle()
    server.last().inStep()
    expect(doc.getSnapshot().connection.state).toBe('live')
  })
})

describe('what waits', () => {
  it('[ED13] a change waits until its frame is durable, and only then is saved', async () => {
    const server = fakeServer(slots)
    const doc = await live(server)
    server.last().save()
    expect(doc.getSnapshot()).toMatchObject({ waiting: 0, savedAt: null })
    type(textOf(doc).doc, 'intro', 'a')
    typeOn(textOf(doc).doc, 'intro', 'b')
    expect(doc.getSnapshot().waiting).toBe(2)
    server.last().save(2)
    expect(doc.getSnapshot().waiting).toBe(1)
    server.now = 5000
    server.last().save()
    expect(doc.getSnapshot()).toMatchObject({ waiting: 0, savedAt: 5000 })
  })

  it('[ED14] what is typed without contact is counted and goes with the first frame of the next connection', async () => {
    const server = fakeServer(slots)
    const doc = await live(server)
    server.last().save()
    type(textOf(doc).doc, 'intro', 'a')
    server.last().lose()
    expect(doc.getSnapshot().connection).toEqual({ state: 'waiting', since: 1000 })
    typeOn(textOf(doc).doc, 'intro', 'b')
    typeOn(textOf(doc).doc, 'intro', 'c')
    expect(doc.getSnapshot().waiting).toBe(3)
    server.last().reconnect()
    expect(doc.getSnapshot().waiting).toBe(3)
    typeOn(textOf(doc).doc, 'intro', 'd')
    expect(doc.getSnapshot().waiting).toBe(4)
    server.last().save(1)
    expect(doc.getSnapshot().waiting).toBe(1)
    server.last().save()
    expect(doc.getSnapshot().waiting).toBe(0)
    expect(lastText(server.text, 'intro').toString()).toBe('abcd')
  })

  it('[ED15] a pure deletion waits too, though it moves no state vector', async () => {
    const server = fakeServer(slots)
    type(server.text, 'intro', 'abc')
    const doc = await live(server)
    server.last().save()
    lastText(textOf(doc).doc, 'intro').delete(0, 1)
    expect(doc.getSnapshot().waiting).toBe(1)
    server.last().save()
    expect(doc.getSnapshot().waiting).toBe(0)
  })

  it('[ED16] what others write is nothing of mine that waits', async () => {
    const server = fakeServer(slots)
    const doc = await live(server)
    server.last().save()
    type(server.text, 'intro', 'from Karin')
    server.last().lose()
    server.last().reconnect()
    server.last().save()
    expect(doc.getSnapshot()).toMatchObject({ waiting: 0, savedAt: null })
  })
})

describe('when the server refuses', () => {
  it('[ED17] reset: own unsaved words are set aside by slot, then a fresh doc with a fresh id goes in step', async () => {
    const server = fakeServer(slots)
    type(server.text, 'costs', 'Costs rose.')
    const doc = await live(server)
    server.last().save()
    type(textOf(doc).doc, 'intro', 'Saved. ')
    server.last().save()
    typeOn(textOf(doc).doc, 'intro', 'Not saved.')
    lastText(textOf(doc).doc, 'costs').delete(6, 4)
    const refused = server.last()
    refused.close(closeCodes.reset, 'reset:order')
    await settle()
    expect(refused.isClosed()).toBe(true)
    expect(doc.getSnapshot().connection.state).toBe('opening')
    server.last().inStep()
    expect(textOf(doc).doc.clientID).toBe(102)
    expect(textOf(doc).generation).toBe(2)
    expect(doc.getSnapshot().waiting).toBe(0)
    expect(doc.getSnapshot().rescues).toMatchObject([
      {
        because: 'other',
        detail: 'reset:order',
        pieces: [
          { slot: 'intro', change: 'added', before: 'Saved. ', text: 'Not saved.', after: '' },
          { slot: 'costs', change: 'removed', before: 'Costs ', text: 'rose', after: '.' },
        ],
      },
    ])
    expect(lastText(textOf(doc).doc, 'costs').toString()).toBe('Costs rose.')
    expect(server.shelf).toHaveLength(1)
    type(textOf(doc).doc, 'intro', 'Again.')
    server.last().save()
    expect(lastText(server.text, 'intro').toString()).toBe('Again.')
  })

  it('[ED18] a reset with everything saved shows nothing', async () => {
    const server = fakeServer(slots)
    const doc = await live(server)
    type(textOf(doc).doc, 'intro', 'Saved.')
    server.last().save()
    server.last().close(closeCodes.rejoin)
    await settle()
    server.last().inStep()
    expect(doc.getSnapshot()).toMatchObject({ rescues: [], connection: { state: 'live' } })
  })

  it('[ED19] locked: what did not get there is shown, and nothing is written until it is opened again', async () => {
    const server = fakeServer(slots)
    const doc = await live(server)
    server.last().save()
    type(textOf(doc).doc, 'intro', 'Too late.')
    server.last().close(closeCodes.locked)
    await settle()
    expect(doc.getSnapshot()).toMatchObject({
      connection: { state: 'closed', because: 'locked' },
      text: null,
      waiting: 0,
      rescues: [{ because: 'locked', pieces: [{ text: 'Too late.' }] }],
    })
    doc.join()
    await settle()
    server.last().inStep()
    expect(doc.getSnapshot().connection.state).toBe('live')
  })

  it.each([
    [closeCodes.signIn, 'signedOut', 0],
    [closeCodes.noAccess, 'noAccess', 1],
    [closeCodes.noSuchDocument, 'gone', 1],
    [closeCodes.outdated, 'outdated', 0],
  ] as const)('[ED20] close code %i ends as %s, with %i text set aside', async (code, because, rescues) => {
    const server = fakeServer(slots)
    const doc = await live(server)
    server.last().save()
    type(textOf(doc).doc, 'intro', 'Mine.')
    server.last().close(code)
    await settle()
    expect(doc.getSnapshot().connection).toEqual({ state: 'closed', because })
    expect(doc.getSnapshot().rescues).toHaveLength(rescues)
    expect(server.connections).toHaveLength(1)
  })

  it('[ED21] refused again and again it stops, and has lost nothing', async () => {
    const server = fakeServer(slots)
    const doc = await live(server)
    for (let round = 0; round < 6; round++) {
      server.last().save()
      type(textOf(doc).doc, 'intro', `word ${round}`)
      server.last().close(closeCodes.reset, 'reset:order')
      await settle()
      if (doc.getSnapshot().connection.state === 'opening') server.last().inStep()
    }
    expect(doc.getSnapshot().connection).toEqual({ state: 'closed', because: 'failed' })
    expect(doc.getSnapshot().rescues.flatMap(({ pieces }) => pieces.map(({ text }) => text))).toEqual(
      [0, 1, 2, 3, 4, 5].map((round) => `word ${round}`),
    )
  })

  it('[ED22] an order that differs starts the doc anew, but not while something waits', async () => {
    const server = fakeServer(slots)
    const doc = await live(server)
    server.last().save()
    server.last().digest()
    expect(server.connections).toHaveLength(1)
    type(textOf(doc).doc, 'intro', 'x')
    server.last().digest(new Uint8Array(32))
    expect(server.connections).toHaveLength(1)
    server.last().save()
    server.last().digest(new Uint8Array(32))
    await settle()
    expect(server.connections).toHaveLength(2)
  })

  it('[ED23] set-aside text stays until it is thrown away', async () => {
    const server = fakeServer(slots)
    const doc = await live(server)
    server.last().save()
    type(textOf(doc).doc, 'intro', 'Mine.')
    server.last().close(closeCodes.noAccess)
    await settle()
    doc.close()
    const again = await open(server)
    const [kept] = again.getSnapshot().rescues
    expect(kept?.pieces[0]?.text).toBe('Mine.')
    again.discardRescue(kept?.id ?? '')
    expect(again.getSnapshot().rescues).toEqual([])
    expect(server.shelf).toEqual([])
  })
})
