import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import * as Y from 'yjs'
import type { Running } from '../../../server/serve.ts'
import { decodeToClient, encodeToServer } from '../../../shared/sync/message.ts'
import { as, guest, newTestReport, startTestServer } from '../api/testServer.ts'
import type { Guest } from '../api/testServer.ts'
import { textOf, until } from './harness.ts'

/* The document sockets as the whole application serves them: session cookie, Origin, lease, roles, locks. */
let server: Running
let report: string
let anna: Guest
let slot: string
const section = 'ekonomi-resultatrapport'

beforeAll(async () => {
  server = await startTestServer()
  const made = await newTestReport(server, {
    'per.sandberg': [{ role: 'skribent' }],
    'karin.hallgren': [{ role: 'granskare' }],
  })
  anna = made.anna
  report = made.id
  const shown = await anna.send('GET', `/api/reports/${report}/sections/${section}`)
  slot = (shown.body.slots as { id: string; kind: string }[]).find(({ kind }) => kind === 'prose')?.id ?? ''
  if (slot === '') throw new Error('the section has no text')
})
afterAll(() => server.close())

interface Lease {
  clientId: number
  doc: string
  mayEdit: boolean
}
const lease = async (who: Guest): Promise<Lease> => {
  const reply = await who.send('POST', `/api/reports/${report}/sections/${section}/lease`)
  expect(reply.status).toBe(200)
  return reply.body as Lease
}

/** A raw page: leased, synced, and able to send whatever it likes. */
const enter = async (who: Guest, granted: Lease) => {
  const socket = who.socket(`/sync/${encodeURIComponent(granted.doc)}`)
  const doc = new Y.Doc()
  doc.clientID = granted.clientId
  let saved = 0
  let isSynced = false
  const closed: { code: number; reason: string }[] = []
  socket.on('close', (code, reason) => closed.push({ code, reason: reason.toString() }))
  socket.on('message', (data: Buffer) => {
    const message = decodeToClient(new Uint8Array(data))
    if (!message.ok) return
    const { value } = message
    if (value.kind === 'update' || value.kind === 'step2') Y.applyUpdate(doc, value.update)
    if (value.kind === 'step2') isSynced = true
    if (value.kind === 'saved') saved = value.frames
  })
  await opened(socket)
  socket.send(encodeToServer({ kind: 'step1', stateVector: Y.encodeStateVector(doc) }))
  await until(() => isSynced || closed.length > 0, 'sync')
  const write = (edit: () => void) => {
    const before = Y.encodeStateVector(doc)
    doc.transact(edit)
    socket.send(encodeToServer({ kind: 'update', update: Y.encodeStateAsUpdate(doc, before) }))
  }
  return { socket, doc, closed, write, saved: () => saved }
}
const opened = (socket: WebSocket) =>
  socket.readyState === socket.OPEN ? Promise.resolve() : once(socket, 'open')
const stored = async () =>
  JSON.stringify((await anna.send('GET', `/api/reports/${report}/sections/${section}`)).body.slots)

describe('the application’s sockets', () => {
  it('[SY30] what one writes, another has and everybody can read once it is saved', async () => {
    const per = await as(server, 'per.sandberg')
    const [one, two] = [await enter(anna, await lease(anna)), await enter(per, await lease(per))]
    one.write(() => textOf(one.doc, slot).insert(0, 'Written by Anna.'))
    await until(() => two.doc.getXmlFragment(slot).length > 0, 'the text at the other')
    two.write(() => textOf(two.doc, slot).insert(0, 'By Per. '))
    await until(() => one.saved() === 1 && two.saved() === 1, 'saved')
    expect(await stored()).toContain('By Per. Written by Anna.')
    one.socket.close()
    two.socket.close()
  })

  it('[SY3] a reviewer gets a lease without the right to edit, and an update of theirs changes nothing', async () => {
    const karin = await as(server, 'karin.hallgren')
    const granted = await lease(karin)
    expect(granted.mayEdit).toBe(false)
    const before = await stored()
    const page = await enter(karin, granted)
    page.write(() => textOf(page.doc, slot).insert(0, 'x'))
    await until(() => page.closed.length > 0, 'the close')
    expect(page.closed).toEqual([{ code: 4409, reason: 'reset:read-only' }])
    expect(await stored()).toBe(before)
  })

  it('[SY4] an id without a lease, [SY1] an undeclared root', async () => {
    const before = await stored()
    const unleased = await enter(anna, { ...(await lease(anna)), clientId: 4242 })
    unleased.write(() => textOf(unleased.doc, slot).insert(0, 'x'))
    await until(() => unleased.closed.length > 0, 'the close')
    expect(unleased.closed).toEqual([{ code: 4409, reason: 'reset:foreign-client' }])
    const rooted = await enter(anna, await lease(anna))
    rooted.write(() => textOf(rooted.doc, 'somewhere').insert(0, 'x'))
    await until(() => rooted.closed.length > 0, 'the close')
    expect(rooted.closed).toEqual([{ code: 4409, reason: 'reset:undeclared-root' }])
    expect(await stored()).toBe(before)
  })

  it('[SY40] a foreign Origin is turned away with 403 before the upgrade, who is not signed in afterwards', async () => {
    const { doc } = await lease(anna)
    const foreign = anna.socket(`/sync/${encodeURIComponent(doc)}`, { origin: 'https://elsewhere.example' })
    const [, response] = (await once(foreign, 'unexpected-response')) as [unknown, { statusCode: number }]
    expect(response.statusCode).toBe(403)
    const nobody = guest(server).socket(`/sync/${encodeURIComponent(doc)}`)
    const [code] = (await once(nobody, 'close')) as [number]
    expect(code).toBe(4401)
  })

  it('[SY40] a person without a role in the report does not learn that there is such a text', async () => {
    const { doc } = await lease(anna)
    const people = (await guest(server).send('GET', '/api/session')).body.people as { user: string }[]
    const stranger = people.find(
      ({ user }) => !['anna.lindqvist', 'per.sandberg', 'karin.hallgren'].includes(user),
    )
    const other = await as(server, stranger?.user ?? '')
    const socket = other.socket(`/sync/${encodeURIComponent(doc)}`)
    const [code] = (await once(socket, 'close')) as [number]
    expect([4403, 4404]).toContain(code)
  })

  it('[SY43] locking closes the writers, refuses what they had under way, and gives no lease to edit', async () => {
    const page = await enter(anna, await lease(anna))
    const steps = ['submit', 'ready']
    for (const step of steps) {
      const reply = await anna.send('POST', `/api/reports/${report}/sections/${section}/${step}`, {})
      expect(reply.status).toBe(200)
    }
    page.write(() => textOf(page.doc, slot).insert(0, 'Too late. '))
    await until(() => page.closed.length > 0, 'the close')
    expect(page.closed[0]?.code).toBe(4423)
    expect(await stored()).not.toContain('Too late')
    const late = await lease(anna)
    expect(late.mayEdit).toBe(false)
    const again = await anna.send('POST', `/api/reports/${report}/sections/${section}/reopen`, {
      reason: 'Mer text behövs.',
    })
    expect(again.status).toBe(200)
    const fresh = await enter(anna, await lease(anna))
    fresh.write(() => textOf(fresh.doc, slot).insert(0, 'After. '))
    await until(() => fresh.saved() === 1, 'saved')
    expect(await stored()).toContain('After. By Per.')
    fresh.socket.close()
  })

  it('[SY44] signing out closes the socket', async () => {
    const per = await as(server, 'per.sandberg')
    const page = await enter(per, await lease(per))
    await per.send('DELETE', '/api/session')
    await until(() => page.closed.length > 0, 'the close')
    expect(page.closed[0]?.code).toBe(4401)
  })
})
