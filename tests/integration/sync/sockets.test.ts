import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { decodeToClient, encodeToServer } from '../../../shared/sync/message.ts'
import { orderDigest } from '../../../shared/sync/orderDigest.ts'
import { leaseFor, openPage, rawSocket, startServer, textOf, until } from './harness.ts'
import type { Server } from './harness.ts'

let server: Server
beforeEach(async () => {
  server = await startServer()
})
afterEach(async () => {
  await server.stop()
})

const prose = (value: unknown) => JSON.stringify(value)
const copyFor = async (user: string) => {
  const doc = new Y.Doc()
  await server.rooms.within('doc', (room) =>
    room.look((held) => Y.applyUpdate(doc, Y.encodeStateAsUpdate(held))),
  )
  doc.clientID = await leaseFor(server, user)
  return doc
}
const change = (doc: Y.Doc, edit: () => void) => {
  const before = Y.encodeStateVector(doc)
  doc.transact(edit)
  return Y.encodeStateAsUpdate(doc, before)
}

describe('pages', () => {
  it('[SY30] two pages converge, and what is on disk is acknowledged', async () => {
    const anna = await openPage(server, 'anna')
    const bo = await openPage(server, 'bo')
    anna.text().insert(0, 'From Anna. ')
    await until(() => bo.doc.getXmlFragment('a').toString().includes('Anna'), 'the text at the other')
    bo.text().insert(0, 'From Bo. ')
    textOf(bo.doc, 'b').insert(0, 'Another slot')
    await until(() => anna.isSaved() && bo.isSaved(), 'saved')
    await until(() => anna.doc.getXmlFragment('b').toString().includes('Another'), 'the other slot')
    expect(anna.doc.getXmlFragment('a').toString()).toBe(bo.doc.getXmlFragment('a').toString())
    expect(prose(await server.rooms.read('doc'))).toContain('From Bo. From Anna. ')
    expect(server.durable.some(({ user, slots }) => user === 'bo' && slots.includes('b'))).toBe(true)
    anna.close()
    bo.close()
  })

  it('[SY31] a deletion is acknowledged too, and so is a change without anything new', async () => {
    const anna = await openPage(server, 'anna')
    anna.text().insert(0, 'abc')
    await until(anna.isSaved, 'saved')
    anna.text().delete(0, 2)
    expect(anna.pending()).toBe(1)
    await until(anna.isSaved, 'saved')
    anna.close()
  })

  it('[SY32] nothing acknowledged is missing after a crash', async () => {
    const anna = await openPage(server, 'anna')
    for (let index = 0; index < 50; index++) anna.text().insert(anna.text().length, `${index} `)
    await until(anna.isSaved, 'saved')
    const before = anna.doc.getXmlFragment('a').toString()
    const { folder } = server
    server.kill()
    anna.close()
    server = await startServer({ folder })
    const bo = await openPage(server, 'bo')
    expect(bo.doc.getXmlFragment('a').toString()).toBe(before)
    bo.close()
    await server.stop()
    await rm(folder, { recursive: true })
    server = await startServer()
  })

  it('[SY33] what was typed offline arrives with the same id, and from a later page load too', async () => {
    const anna = await openPage(server, 'anna')
    anna.text().insert(0, 'Start. ')
    await until(anna.isSaved, 'saved')
    anna.provider.disconnect()
    anna.text().insert(0, 'Offline. ')
    anna.provider.connect()
    await until(anna.isSaved, 'saved after coming back')
    anna.provider.disconnect()
    anna.text().insert(0, 'Kept. ')
    const kept = Y.encodeStateAsUpdate(anna.doc)
    anna.close()
    const next = new Y.Doc()
    Y.applyUpdate(next, kept)
    const later = await openPage(server, 'anna', { clientId: await leaseFor(server, 'anna'), doc: next })
    await until(later.isSaved, 'saved by the later page')
    expect(prose(await server.rooms.read('doc'))).toContain('Kept. Offline. Start. ')
    later.close()
  })

  it('[SY34] names come from the server, carets only under the own id', async () => {
    const anna = await openPage(server, 'anna')
    const bo = await openPage(server, 'bo')
    bo.provider.awareness.setLocalState({
      slot: 'a',
      cursor: null,
      user: { name: 'The chief', color: 'red' },
      evil: 1,
    })
    await until(
      () => anna.provider.awareness.getStates().get(bo.clientId)?.['slot'] === 'a',
      'the other page',
    )
    expect(anna.provider.awareness.getStates().get(bo.clientId)).toEqual({ slot: 'a', cursor: null })
    expect(server.rooms.presence('r').find(({ person }) => person.id === 'bo')?.slot).toBe('a')
    expect(anna.others).toContain(12)
    bo.close()
    await until(() => !anna.provider.awareness.getStates().has(bo.clientId), 'the other page to be gone')
    anna.close()
  })

  it('[SY34] a page that comes back shows its caret before the lost line has been noticed', async () => {
    const anna = await openPage(server, 'anna')
    const clientId = await leaseFor(server, 'bo')
    const shows = (slot: string, clock: number) =>
      encodeToServer({ kind: 'awareness', entries: [{ clientId, clock, state: { slot, cursor: null } }] })
    const question = encodeToServer({ kind: 'step1', stateVector: new Uint8Array([0]) })
    const lost = await rawSocket(server, 'bo')
    lost.socket.send(question)
    lost.socket.send(shows('a', 1))
    const seen = (): unknown => anna.provider.awareness.getStates().get(clientId)?.['slot']
    await until(() => seen() === 'a', 'the caret')
    const back = await rawSocket(server, 'bo')
    back.socket.send(question)
    back.socket.send(shows('b', 1))
    await until(() => seen() === 'b', 'the caret in the other slot')
    lost.socket.close()
    await until(() => server.rooms.presence('r').length === 2, 'the lost line to be gone')
    expect(seen()).toBe('b')
    back.socket.close()
    anna.close()
  })

  it('[SY35] the order digest is the same on both sides', async () => {
    const anna = await openPage(server, 'anna')
    anna.text().insert(0, 'abc')
    anna.text().insert(1, 'x', { bold: {} })
    anna.text().delete(0, 1)
    await until(anna.isSaved, 'saved')
    const digests: Uint8Array[] = []
    anna.provider.messageHandlers[11] = (_encoder, decoder) => {
      digests.push(decoder.arr.slice(decoder.pos + 1))
    }
    anna.sockets[0]?.send(encodeToServer({ kind: 'askOrderDigest' }))
    await until(() => digests.length === 1, 'the digest')
    expect(digests[0]).toEqual(orderDigest(anna.doc, ['a', 'b']))
    anna.close()
  })
})

describe('raw sockets', () => {
  const start = async () => {
    const anna = await openPage(server, 'anna')
    anna.text().insert(0, 'Honest text')
    await until(anna.isSaved, 'saved')
    return anna
  }
  const goesOn = async (anna: Awaited<ReturnType<typeof start>>, before: string) => {
    expect(prose(await server.rooms.read('doc'))).toBe(before)
    anna.text().insert(0, '!')
    await until(anna.isSaved, 'saved')
    expect(anna.closes).toEqual([])
    anna.close()
  }

  it('[SY3] a reviewer who sends an update changes nothing and is closed', async () => {
    const anna = await start()
    const before = prose(await server.rooms.read('doc'))
    server.world.judgements.set('rita', { access: 'read' })
    const copy = await copyFor('rita')
    const raw = await rawSocket(server, 'rita')
    raw.socket.send(
      encodeToServer({ kind: 'update', update: change(copy, () => textOf(copy, 'a').insert(0, 'x')) }),
    )
    expect(await raw.closed()).toEqual({ code: 4409, reason: 'reset:read-only' })
    await goesOn(anna, before)
  })

  it('[SY1] an update of another root, and one under another’s lease', async () => {
    const anna = await start()
    const before = prose(await server.rooms.read('doc'))
    const copy = await copyFor('mallory')
    const raw = await rawSocket(server, 'mallory')
    raw.socket.send(
      encodeToServer({ kind: 'update', update: change(copy, () => textOf(copy, 'c').insert(0, 'x')) }),
    )
    expect(await raw.closed()).toEqual({ code: 4409, reason: 'reset:undeclared-root' })
    const forged = await copyFor('mallory')
    forged.clientID = await leaseFor(server, 'bo')
    const again = await rawSocket(server, 'mallory')
    again.socket.send(
      encodeToServer({ kind: 'update', update: change(forged, () => textOf(forged, 'a').insert(0, 'x')) }),
    )
    expect(await again.closed()).toEqual({ code: 4409, reason: 'reset:foreign-client' })
    expect(server.refusals.map(({ why }) => why)).toEqual(['undeclared-root', 'foreign-client'])
    await goesOn(anna, before)
  })

  it('[SY40] nobody without a sign-in, without access, or to a document that does not exist', async () => {
    expect(await (await rawSocket(server, null)).closed()).toEqual({ code: 4401, reason: 'sign in' })
    server.world.judgements.set('eve', { access: 'none', code: 4403, reason: 'no role' })
    expect(await (await rawSocket(server, 'eve')).closed()).toEqual({ code: 4403, reason: 'no role' })
    expect(await (await rawSocket(server, 'anna', 'other')).closed()).toMatchObject({ code: 4404 })
    expect(await (await rawSocket(server, 'anna', 'doc-unknown')).closed()).toMatchObject({ code: 4404 })
    expect(await (await rawSocket(server, 'anna', '..%2fdoc')).closed()).toMatchObject({ code: 4404 })
  })

  it('[SY41] unknown messages, text and too much close the socket', async () => {
    const unknown = await rawSocket(server, 'mallory')
    unknown.socket.send(new Uint8Array([99, 1, 2]))
    expect(await unknown.closed()).toEqual({ code: 4409, reason: 'reset:malformed' })
    const words = await rawSocket(server, 'mallory')
    words.socket.send('hello')
    expect(await words.closed()).toEqual({ code: 4409, reason: 'reset:malformed' })
    const large = await rawSocket(server, 'mallory')
    large.socket.send(encodeToServer({ kind: 'update', update: new Uint8Array(1024 * 1024 + 1) }))
    expect(await large.closed()).toEqual({ code: 4409, reason: 'reset:too-large' })
    const huge = await rawSocket(server, 'mallory')
    huge.socket.send(new Uint8Array(8 * 1024 * 1024 + 1))
    expect(await huge.closed()).toMatchObject({ code: 1009 })
  })

  it('[SY42] three thousand questions at once are too many', async () => {
    const anna = await start()
    const raw = await rawSocket(server, 'mallory')
    const question = encodeToServer({ kind: 'step1', stateVector: new Uint8Array([0]) })
    for (let index = 0; index < 3000; index++) raw.socket.send(question)
    expect(await raw.closed()).toEqual({ code: 4429, reason: 'too many messages' })
    anna.text().insert(0, '!')
    await until(anna.isSaved, 'saved by another person')
    anna.close()
  })

  it('[SY34] forged awareness reaches nobody', async () => {
    const anna = await start()
    const bo = await openPage(server, 'bo')
    const raw = await rawSocket(server, 'mallory')
    const forged = { clientId: bo.clientId, clock: 99, state: { slot: 'a', cursor: null } }
    raw.socket.send(encodeToServer({ kind: 'awareness', entries: [forged, { ...forged, clientId: 4242 }] }))
    const own = await leaseFor(server, 'mallory')
    raw.socket.send(
      encodeToServer({
        kind: 'awareness',
        entries: [
          { clientId: own, clock: 1, state: { slot: 'zz', cursor: { anchor: { tname: 'zz' }, head: {} } } },
        ],
      }),
    )
    await until(() => anna.provider.awareness.getStates().has(own), 'the own entry')
    expect(anna.provider.awareness.getStates().get(own)).toEqual({ slot: null, cursor: null })
    expect(anna.provider.awareness.getStates().has(4242)).toBe(false)
    expect(anna.provider.awareness.getStates().get(bo.clientId)?.['slot']).not.toBe('a')
    bo.close()
    anna.close()
  })
})

describe('rights that change', () => {
  it('[SY43] locking closes at once, and what was typed in that moment is not taken', async () => {
    const anna = await openPage(server, 'anna')
    anna.text().insert(0, 'Before. ')
    await until(anna.isSaved, 'saved')
    server.world.judgements.set('anna', { access: 'none', code: 4423, reason: 'klar' })
    anna.text().insert(0, 'Too late. ')
    await until(() => anna.closes.length === 1, 'the close')
    expect(anna.closes).toEqual([{ code: 4423, reason: 'klar' }])
    expect(prose(await server.rooms.read('doc'))).not.toContain('Too late')
    anna.close()
  })

  it('[SY43] locking closes those who do nothing, too', async () => {
    const anna = await openPage(server, 'anna')
    server.world.judgements.set('anna', { access: 'none', code: 4423, reason: 'klar' })
    server.rooms.reauthorise('doc')
    await until(() => anna.closes.length === 1, 'the close')
    expect(anna.closes[0]?.code).toBe(4423)
    anna.close()
  })

  it('[SY44] who is signed out, loses a right or sits in an old epoch is closed within moments', async () => {
    const anna = await openPage(server, 'anna')
    server.signedOut.add('session-anna')
    await until(() => anna.closes.length === 1, 'the close', 3000)
    expect(anna.closes[0]?.code).toBe(4401)
    const bo = await openPage(server, 'bo')
    server.world.judgements.set('bo', { access: 'read' })
    await until(() => bo.closes.length === 1, 'the close', 3000)
    expect(bo.closes[0]).toEqual({ code: 4410, reason: 'rights' })
    const cy = await openPage(server, 'cy')
    server.world.current = false
    await until(() => cy.closes.length === 1, 'the close', 3000)
    expect(cy.closes[0]).toEqual({ code: 4410, reason: 'epoch' })
    for (const page of [anna, bo, cy]) page.close()
  })

  it('[SY45] while a decision is made, updates are held; then they are taken or refused by what was decided', async () => {
    const anna = await openPage(server, 'anna')
    const bo = await openPage(server, 'bo')
    anna.text().insert(0, 'Before. ')
    await until(anna.isSaved, 'saved')
    const seen: string[] = []
    await server.rooms.frozen('doc', async (room) => {
      seen.push(prose(room.read()))
      bo.text('b').insert(0, 'Held. ')
      // The answer to a ping comes after everything sent before it has been received.
      const line = bo.sockets[0]
      if (line === undefined) throw new Error('no line')
      line.ping()
      await once(line, 'pong')
      expect(bo.pending()).toBeGreaterThan(0)
      seen.push(prose(room.read()))
      server.world.judgements.set('anna', { access: 'none', code: 4423, reason: 'klar' })
    })
    expect(seen[1]).toBe(seen[0])
    await until(bo.isSaved, 'the held update to be saved')
    expect(prose(await server.rooms.read('doc'))).toContain('Held. ')
    await until(() => anna.closes.length === 1, 'the close')
    anna.close()
    bo.close()
  })

  it('[SY46] after a reset, a fresh lease and document go on and every later character arrives', async () => {
    const anna = await openPage(server, 'anna')
    anna.text().insert(0, 'Good. ')
    await until(anna.isSaved, 'saved')
    anna.doc.getXmlFragment('a').insert(1, [new Y.XmlElement('script')])
    await until(() => anna.closes.length === 1, 'the reset')
    expect(anna.closes).toEqual([{ code: 4409, reason: 'reset:node' }])
    anna.close()
    const again = await openPage(server, 'anna')
    for (let index = 0; index < 20; index++) again.text().insert(again.text().length, String(index % 10))
    await until(again.isSaved, 'saved')
    expect(prose(await server.rooms.read('doc'))).toContain('Good. 01234567890123456789')
    again.close()
  })
})

describe('the server itself', () => {
  it('[SY47] its edits reach every page and are on disk', async () => {
    const anna = await openPage(server, 'anna')
    await server.rooms.edit('doc', (doc) => textOf(doc, 'a').insert(0, 'Restored.'), 'anna')
    await until(() => anna.doc.getXmlFragment('a').toString().includes('Restored.'), 'the edit')
    anna.text().insert(0, 'And on. ')
    await until(anna.isSaved, 'saved')
    expect(prose(await server.rooms.read('doc'))).toContain('And on. Restored.')
    anna.close()
  })

  it('[SY48] a document that nobody is in is closed and read from disk again', async () => {
    const anna = await openPage(server, 'anna')
    anna.text().insert(0, 'Kept.')
    await until(anna.isSaved, 'saved')
    anna.close()
    await until(() => server.rooms.open().length === 0, 'the room to close')
    expect(prose(await server.rooms.read('doc'))).toContain('Kept.')
    expect(await server.rooms.read('doc-unknown')).toBeNull()
  })

  it('[SY36] step 2 in answer to a bare question holds what is on disk', async () => {
    const anna = await openPage(server, 'anna')
    anna.text().insert(0, 'abc')
    await until(anna.isSaved, 'saved')
    const raw = await rawSocket(server, 'bo')
    raw.socket.send(encodeToServer({ kind: 'step1', stateVector: new Uint8Array([0]) }))
    const answers = () =>
      raw.messages
        .map((bytes) => decodeToClient(bytes))
        .flatMap((m) => (m.ok && m.value.kind === 'step2' ? [m.value] : []))
    await until(() => answers().length === 1, 'the answer')
    const doc = new Y.Doc()
    for (const { update } of answers()) Y.applyUpdate(doc, update)
    expect(doc.getXmlFragment('a').toString()).toContain('abc')
    raw.socket.close()
    anna.close()
  })
})
