import { upgradeWebSocket } from '@hono/node-server'
import type { WSContext } from 'hono/ws'
import type { WebSocket } from 'ws'
import { isMember } from '../../shared/report/actor.ts'
import { closeCodes } from '../../shared/sync/closeCode.ts'
import type { Deps } from '../deps.ts'
import { actorAt } from '../reports/changeReport.ts'
import type { App } from '../route.ts'
import type { LiveMember } from './live.ts'

/** A connection that answers no ping within this time is lost. */
const pingEveryMs = 25_000

/** WS /live/:r: the report's events, to those who may read its draft. */
export function liveSocket(app: App, deps: Deps): void {
  app.get(
    '/live/:r',
    upgradeWebSocket(async (c) => {
      const id = c.req.param('r') ?? ''
      const { person, session } = c.var as { person?: { user: string; system: [] }; session?: string }
      const open = person === undefined ? null : await deps.reports.open(id)
      let member: LiveMember | undefined
      let stopPings: (() => void) | undefined
      return {
        onOpen(_event, ws: WSContext) {
          const raw = ws.raw as WebSocket
          if (person === undefined || session === undefined) return raw.close(closeCodes.signIn, 'sign in')
          // The same answer for a report that is not there and for one that is none of their business.
          if (open === null || !isMember(actorAt(open.report(), person, deps.now()))) {
            return raw.close(closeCodes.noSuchDocument, 'no such report')
          }
          stopPings = keepAlive(raw)
          deps.metrics.liveSockets.inc()
          member = deps.live.join(open, session, {
            send: (text) => raw.send(text),
            close: (code, reason) => raw.close(code, reason),
            waiting: () => raw.bufferedAmount,
          })
        },
        onMessage({ data }) {
          if (typeof data === 'string' && data.length < 2000) member?.receive(data)
        },
        onClose() {
          if (stopPings !== undefined) deps.metrics.liveSockets.dec()
          stopPings?.()
          member?.left()
        },
      }
    }),
  )
}

/** Ends a connection whose other side has gone without a word. The answer stops asking. */
function keepAlive(socket: WebSocket): () => void {
  let answered = true
  socket.on('pong', () => {
    answered = true
  })
  const timer = setInterval(() => {
    if (!answered) return socket.terminate()
    answered = false
    socket.ping()
  }, pingEveryMs).unref()
  return () => clearInterval(timer)
}
