import { closeCodes } from '../../shared/sync/closeCode.ts'
import { readLiveMessage, type LiveMessage } from './liveMessage.ts'

export interface LiveSocketEvents {
  readonly onOpen: () => void
  readonly onMessage: (message: LiveMessage) => void
  /** Something arrived that this build cannot read: the record has to be fetched anew. */
  readonly onUnreadable: () => void
  /** Contact is lost; it is being tried again unless `final` says why not. */
  readonly onClosed: (final: 'signedOut' | 'noRight' | null) => void
}

/** One person's connection to the events of one report. */
export interface LiveSocket {
  readonly send: (message: unknown) => void
  /** Tries at once instead of waiting for the next attempt. */
  readonly tryNow: () => void
  /** Something else has noticed that there is no contact. */
  readonly lost: () => void
  readonly close: () => void
}

const firstDelayMs = 400
const longestDelayMs = 15_000

/** Delay before attempt `n` (from 0): doubled each time, and spread, so that a region's browsers do not return as one. */
export const reconnectDelayMs = (attempt: number, random: number): number =>
  Math.min(longestDelayMs, firstDelayMs * 2 ** attempt) * (0.5 + random / 2)

/** Opens the socket and keeps opening it until `close`, or until the server says not to. */
export function openLiveSocket(
  url: string,
  events: LiveSocketEvents,
  Socket: typeof WebSocket = WebSocket,
): LiveSocket {
  let socket: WebSocket | null = null
  let attempt = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let isClosed = false

  const connect = (): void => {
    clearTimeout(timer)
    const opening = new Socket(url)
    socket = opening
    opening.addEventListener('open', () => {
      attempt = 0
      events.onOpen()
    })
    opening.addEventListener('message', ({ data }) => {
      const message = readLiveMessage(data)
      if (message) events.onMessage(message)
      else if (isEntry(data)) events.onUnreadable()
    })
    opening.addEventListener('close', ({ code }) => {
      if (socket === opening) lose(finalBecause(code))
    })
  }

  function lose(final: 'signedOut' | 'noRight' | null): void {
    if (isClosed || socket === null) return
    socket = null
    events.onClosed(final)
    if (final === null) timer = setTimeout(connect, reconnectDelayMs(attempt++, Math.random()))
  }

  // A pulled cable closes no socket for minutes; the browser, or a command without an answer, knows at once.
  const lost = (): void => {
    socket?.close()
    lose(null)
  }
  const tryNow = (): void => {
    if (socket === null && !isClosed) connect()
  }
  // A laptop that is opened again knows at once that the network is back.
  globalThis.addEventListener?.('online', tryNow)
  globalThis.addEventListener?.('offline', lost)
  connect()

  return {
    send: (message) => {
      if (socket?.readyState === Socket.OPEN) socket.send(JSON.stringify(message))
    },
    tryNow,
    lost,
    close: () => {
      isClosed = true
      clearTimeout(timer)
      globalThis.removeEventListener?.('online', tryNow)
      globalThis.removeEventListener?.('offline', lost)
      socket?.close()
    },
  }
}

function finalBecause(code: number): 'signedOut' | 'noRight' | null {
  if (code === closeCodes.signIn) return 'signedOut'
  return code === closeCodes.noAccess || code === closeCodes.noSuchDocument ? 'noRight' : null
}

const isEntry = (data: unknown): boolean => typeof data === 'string' && data.startsWith('{"type":"entry"')
