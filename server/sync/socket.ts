import { upgradeWebSocket } from '@hono/node-server'
import type { Context, Env, MiddlewareHandler } from 'hono'
import type { WebSocket } from 'ws'
import { closeCodes } from '../../shared/sync/closeCode.ts'
import type { DocAuthority, Sessions, SyncActor } from './authority.ts'
import { Connection } from './connection.ts'
import type { ConnectionDeps } from './connection.ts'
import { Allowances, syncLimits } from './limits.ts'
import type { SyncLimits } from './limits.ts'
import type { Rooms } from './rooms.ts'

export interface SyncSocketDeps<E extends Env> {
  readonly rooms: Rooms
  readonly authority: DocAuthority
  readonly sessions: Sessions
  /**
   * Who asks, from the session cookie; null if nobody is signed in. A foreign Origin has been turned away before: that
   * is answered 403, while what the page must act on is a close code after the upgrade.
   */
  readonly actor: (context: Context<E>) => SyncActor | null
  readonly onRefusal: ConnectionDeps['onRefusal']
  readonly limits?: SyncLimits
}

/** Bytes of one WebSocket message; larger ones are cut off with 1009 before they are read. For the WebSocketServer. */
export const maxMessageBytes = 8 * 2 ** 20

const savedEveryMs = 15_000

interface Line {
  readonly connection: Connection
  readonly socket: WebSocket
  isAlive: boolean
}

export interface SyncSocket<E extends Env> {
  /** `app.get('/sync/:doc', handler)` */
  readonly handler: MiddlewareHandler<E>
  /** how many pages are connected */
  readonly size: () => number
  /** tells all pages to come back later, and stops the timers */
  readonly stop: () => void
}

/** The door to the documents: `WS /sync/:doc?client=<leased id>`. */
export const syncSocket = <E extends Env>(deps: SyncSocketDeps<E>): SyncSocket<E> => {
  const limits = deps.limits ?? syncLimits
  const connectionDeps: ConnectionDeps = {
    ...deps,
    frames: new Allowances(limits.frames, milliseconds),
    bytes: new Allowances(limits.bytes, milliseconds),
    refusals: new Allowances(limits.refusals, milliseconds),
  }
  const lines = new Set<Line>()

  // A session that ends, or a right that ends by date, closes the line within a second.
  const everySecond = setInterval(() => {
    for (const { connection } of lines) connection.reauthorise()
  }, 1000)
  const nowAndThen = setInterval(() => {
    for (const line of lines) {
      if (!line.isAlive) line.socket.terminate()
      line.isAlive = false
      line.socket.ping()
      line.connection.sendSaved()
    }
    for (const room of deps.rooms.open()) room.idle()
    for (const allowance of [connectionDeps.frames, connectionDeps.bytes, connectionDeps.refusals])
      allowance.sweep()
  }, savedEveryMs)
  everySecond.unref()
  nowAndThen.unref()

  const linesOf = (user: string) =>
    [...lines].filter(({ connection }) => connection.actor.user === user).length

  const handler = upgradeWebSocket((context: Context<E>) => {
    const actor = deps.actor(context)
    const doc = context.req.param('doc') ?? ''
    const claimed = claimedClient(context.req.query('client'))
    let line: Line | null = null
    return {
      onOpen: (_event, ws) => {
        const socket = ws.raw as WebSocket | undefined
        if (socket === undefined) return
        if (actor === null) return socket.close(closeCodes.signIn, 'sign in')
        if (linesOf(actor.user) >= limits.socketsPerUser)
          return socket.close(closeCodes.tooMany, 'too many pages')
        const connection = new Connection(connectionDeps, wireOn(socket), actor, doc)
        const opened: Line = { connection, socket, isAlive: true }
        line = opened
        lines.add(opened)
        socket.on('pong', () => {
          opened.isAlive = true
        })
        connection.open(claimed).catch(() => connection.close(closeCodes.tryAgain, 'not available'))
      },
      onMessage: ({ data }) => {
        if (line === null) return
        line.isAlive = true
        if (data instanceof ArrayBuffer) line.connection.receive(new Uint8Array(data))
        else line.connection.close(closeCodes.reset, 'reset:malformed')
      },
      onClose: () => {
        if (line === null) return
        lines.delete(line)
        line.connection.closed()
      },
    }
  }) as MiddlewareHandler<E>

  return {
    handler,
    size: () => lines.size,
    stop: () => {
      clearInterval(everySecond)
      clearInterval(nowAndThen)
      for (const { connection } of lines) connection.close(closeCodes.tryAgain, 'restarting')
    },
  }
}

const milliseconds = () => performance.now()

const wireOn = (socket: WebSocket) => ({
  send: (bytes: Uint8Array) => socket.send(bytes),
  close: (code: number, reason: string) => socket.close(code, reason),
  get backlog() {
    return socket.bufferedAmount
  },
})

const claimedClient = (raw: string | undefined): number | null => {
  const clientId = Number(raw)
  return raw !== undefined && Number.isInteger(clientId) && clientId > 0 && clientId <= 0xffffffff
    ? clientId
    : null
}
