import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { PersonHere } from '../../shared/sync/message.ts'
import type { FrameRules } from './countedSocket.ts'

/** What a channel tells whoever opened it. */
export interface ChannelEvents extends FrameRules {
  readonly onConnecting: () => void
  /** The two sides hold the same; comes anew after each reconnection. */
  readonly onSynced: () => void
  readonly onLost: () => void
  /** The server closed for a reason of its own (shared/sync/closeCode.ts); nothing reconnects by itself any more. */
  readonly onClosed: (code: number, reason: string) => void
  /** `durable` update frames of this connection are on disk; `savedClock`: so far for the own client id. */
  readonly onSaved: (durable: number, savedClock: number) => void
  readonly onOrderDigest: (digest: Uint8Array) => void
  /** More people, beside those named before. */
  readonly onPeople: (people: ReadonlyMap<number, PersonHere>) => void
  /** An editor threw while an update from others was applied. */
  readonly onThrow: (error: unknown) => void
}

/** One document's connection to the server. The real one is `websocketChannel.ts`. */
export interface Channel {
  readonly awareness: Awareness
  /** Origin of transactions that bring in what others wrote. */
  readonly origin: unknown
  readonly connect: () => void
  /** Applies at once what has arrived and waits for the next frame. */
  readonly flush: () => void
  readonly destroy: () => void
}

export type OpenChannel = (doc: Y.Doc, docName: string, events: ChannelEvents) => Channel
