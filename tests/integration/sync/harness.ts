import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomInt } from 'node:crypto'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { ServerType } from '@hono/node-server'
import { WebSocket, WebSocketServer } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { maxMessageBytes, syncSocket } from '../../../server/sync/socket.ts'
import { Rooms } from '../../../server/sync/rooms.ts'
import type { DurableChange } from '../../../server/sync/room.ts'
import type { SyncLimits } from '../../../server/sync/limits.ts'
import { createSectionLog, openSectionLog } from '../../../server/store/sectionLog.ts'
import { nodeDisk } from '../../../server/store/nodeDisk.ts'
import { readSaved } from '../../../shared/sync/message.ts'
import { authorityOf, newWorld } from '../../unit/sync/kit.ts'
import type { World } from '../../unit/sync/kit.ts'

/** A server with only the document sockets, over real files and a real port. The user is named by a header. */
export const startServer = async (options: { folder?: string; world?: World; limits?: SyncLimits } = {}) => {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'sync-')))
  const world = options.world ?? newWorld(['a', 'b'])
  const signedOut = new Set<string>()
  const durable: DurableChange[] = []
  const failures: unknown[] = []
  const refusals: { user: string; why: string }[] = []
  const present: string[] = []
  const path = join(folder, 'doc.journal')
  if ((await openOnce(path)) === null)
    await createSectionLog(nodeDisk(), path, { snapshot: null, leases: [], updates: [] })
  const authority = authorityOf(world)
  const rooms = new Rooms({
    authority,
    openLog: async (doc) => (doc === 'doc' ? openSectionLog(nodeDisk(), path, doc) : null),
    now: () => new Date().toISOString(),
    randomClientId: () => randomInt(1, 2 ** 32),
    onDurableUpdate: (_doc, change) => durable.push(change),
    onPresence: (report) => present.push(report),
    onFailure: (_doc, error) => failures.push(error),
    lingerMs: 0,
  })
  const socket = syncSocket({
    rooms,
    authority,
    sessions: { alive: (session) => !signedOut.has(session) },
    actor: (context) => {
      const user = context.req.header('x-user')
      return user === undefined ? null : { user, session: `session-${user}` }
    },
    onRefusal: (refusal) => refusals.push(refusal),
    ...(options.limits ? { limits: options.limits } : {}),
  })
  const app = new Hono()
  app.get('/sync/:doc', socket.handler)
  const wss = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes, perMessageDeflate: false })
  const server = await new Promise<ServerType>((resolve) => {
    const started = serve(
      {
        fetch: app.fetch,
        port: 0,
        hostname: '127.0.0.1',
        websocket: { server: asHono(wss) },
      },
      () => resolve(started),
    )
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `ws://127.0.0.1:${port}/sync`,
    folder,
    world,
    rooms,
    signedOut,
    durable,
    failures,
    refusals,
    present,
    /** As a crash: nothing is flushed, what is not on disk is gone. */
    kill: () => {
      for (const line of wss.clients) line.terminate()
      server.close()
    },
    stop: async () => {
      socket.stop()
      for (const line of wss.clients) line.terminate()
      await new Promise((resolve) => server.close(resolve))
      await rooms.close()
      if (options.folder === undefined) await rm(folder, { recursive: true })
    },
  }
}

/** The types of ws and of the adapter differ in what may be undefined; the object is the one both mean. */
const asHono = (wss: WebSocketServer) =>
  wss as unknown as NonNullable<Parameters<typeof serve>[0]['websocket']>['server']

const openOnce = async (path: string) => {
  const opened = await openSectionLog(nodeDisk(), path, 'doc')
  await opened?.log.close()
  return opened
}

export type Server = Awaited<ReturnType<typeof startServer>>

/** A page: leased document, y-websocket's provider, and the count of what is saved. */
export const openPage = async (server: Server, user: string, lease?: { clientId: number; doc: Y.Doc }) => {
  const granted = lease ?? { clientId: await leaseFor(server, user), doc: new Y.Doc() }
  const { doc } = granted
  doc.clientID = granted.clientId
  let sent = 0
  let saved = 0
  const sockets: WebSocket[] = []
  const closes: { code: number; reason: string }[] = []
  class CountingSocket extends WebSocket {
    constructor(url: string) {
      super(url, { headers: { 'x-user': user } })
      sockets.push(this)
      this.on('close', (code, reason) => closes.push({ code, reason: reason.toString() }))
    }
    override send(...args: unknown[]) {
      const [data] = args
      if (data instanceof Uint8Array && data[0] === 0 && (data[1] === 1 || data[1] === 2)) sent += 1
      Reflect.apply(super.send.bind(this), this, args)
    }
  }
  const provider = new WebsocketProvider(server.url, 'doc', doc, {
    connect: false,
    disableBc: true,
    WebSocketPolyfill: CountingSocket as unknown as typeof globalThis.WebSocket,
    params: { client: String(granted.clientId) },
    maxBackoffTime: 100,
  })
  provider.on('status', ({ status }) => {
    if (status === 'connecting') {
      sent = 0
      saved = 0
    }
  })
  provider.messageHandlers[10] = (_encoder, decoder) => {
    saved = readSaved(decoder).frames
  }
  const others: number[] = []
  provider.messageHandlers[11] = () => void others.push(11)
  provider.messageHandlers[12] = () => void others.push(12)
  const page = {
    doc,
    provider,
    clientId: granted.clientId,
    closes,
    sockets,
    others,
    text: (root = 'a') => textOf(doc, root),
    pending: () => sent - saved,
    isSaved: () => provider.synced && sent > 0 && sent === saved,
    close: () => {
      provider.destroy()
      doc.destroy()
    },
  }
  provider.connect()
  await until(() => provider.synced || closes.length > 0, 'sync')
  return page
}

export const leaseFor = async (server: Server, user: string): Promise<number> => {
  const granted = await server.rooms.grant('doc', user, true)
  if (granted === null) throw new Error('no lease')
  return granted.clientId
}

/** First text of a slot; made if the slot is empty. */
export const textOf = (doc: Y.Doc, root: string): Y.XmlText => {
  const fragment = doc.getXmlFragment(root)
  if (fragment.length === 0) {
    const element = new Y.XmlElement('textBlock')
    element.setAttribute('kind', 'paragraph')
    element.setAttribute('indent', 0 as unknown as string)
    element.insert(0, [new Y.XmlText()])
    fragment.insert(0, [element])
  }
  const element = fragment.get(0)
  const text = element instanceof Y.XmlElement ? element.get(0) : null
  if (text instanceof Y.XmlText) return text
  throw new Error('no text')
}

/** Waits for what is to happen, by looking again whenever the loop has come round. */
export const until = async (holds: () => boolean, what: string, timeoutMs = 10_000): Promise<void> => {
  const end = Date.now() + timeoutMs
  while (!holds()) {
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** A bare socket, as an attacker has it. */
export const rawSocket = async (server: Server, user: string | null, path = 'doc') => {
  const socket = new WebSocket(`${server.url}/${path}`, user === null ? {} : { headers: { 'x-user': user } })
  const messages: Uint8Array[] = []
  let closed: { code: number; reason: string } | null = null
  socket.on('message', (data: Buffer) => messages.push(new Uint8Array(data)))
  socket.on('close', (code, reason) => {
    closed = { code, reason: reason.toString() }
  })
  socket.on('error', () => undefined)
  await until(
    () => messages.length > 0 || closed !== null || socket.readyState === socket.CLOSED,
    'the first message',
  )
  return {
    socket,
    messages,
    closed: async () => {
      await until(() => closed !== null, 'the close')
      return closed
    },
  }
}
