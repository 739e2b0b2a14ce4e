import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { ok } from '../problem.ts'
import type { Result } from '../problem.ts'

/*
 * The conversation on a section's socket, y-websocket's with three messages of our own.
 *
 * Before it: the page asks for a lease (a client id of its own, on disk before it is answered) and puts it into its
 * document. Then it opens the socket and says what it has (sync step 1). The server answers with what is missing there
 * (step 2) and asks in return (step 1); the page answers with what the server lacks (step 2). From now on each change is
 * one `update`.
 *
 * The server vets a step 2 or an update, applies it, writes it to disk, and only then tells everybody, the sender
 * included, in its own encoding; to the sender it says `saved` with how many of its frames are on disk. The page counts
 * the frames [0, 1] and [0, 2] it has sent on this connection: the difference is what waits. A deletion does not move
 * the state vector, so frames are what is counted; an update without anything new counts too. What is refused closes
 * the socket (closeCode.ts).
 *
 * `awareness` carries one page's slot and caret, under its own client id, and nothing else gets through. Who a client id
 * is, only the server says: `people`. Awareness goes back to its sender too, and `saved` is repeated, because
 * y-websocket takes half a minute without a message for a lost connection.
 *
 * When nobody has written for a while, or when asked, the server sends `orderDigest`. A page that has nothing waiting
 * and has applied all it received compares it with its own (orderDigest.ts); if they differ, its copy has diverged and
 * it starts anew.
 */

export const messageKinds = {
  sync: 0,
  awareness: 1,
  queryAwareness: 3,
  saved: 10,
  orderDigest: 11,
  people: 12,
} as const
const syncKinds = { step1: 0, step2: 1, update: 2 } as const

/** Carets and selections of one or several pages, as y-protocols encodes them. */
export interface AwarenessEntry {
  readonly clientId: number
  readonly clock: number
  /** null when the page has gone */
  readonly state: unknown
}

export interface PersonHere {
  readonly id: string
  readonly name: string
  /** 0 to 7 */
  readonly colour: number
}

export type ToServer =
  | { readonly kind: 'step1'; readonly stateVector: Uint8Array }
  | { readonly kind: 'step2'; readonly update: Uint8Array }
  | { readonly kind: 'update'; readonly update: Uint8Array }
  | { readonly kind: 'awareness'; readonly entries: readonly AwarenessEntry[] }
  | { readonly kind: 'queryAwareness' }
  | { readonly kind: 'askOrderDigest' }

export type ToClient =
  | { readonly kind: 'step1'; readonly stateVector: Uint8Array }
  | { readonly kind: 'step2'; readonly update: Uint8Array }
  | { readonly kind: 'update'; readonly update: Uint8Array }
  | { readonly kind: 'awareness'; readonly entries: readonly AwarenessEntry[] }
  /** frames of this connection that are on disk, and the state vector that is */
  | { readonly kind: 'saved'; readonly frames: number; readonly stateVector: Uint8Array }
  | { readonly kind: 'orderDigest'; readonly digest: Uint8Array }
  | { readonly kind: 'people'; readonly people: Readonly<Record<string, PersonHere>> }

export const encodeToServer = (message: ToServer): Uint8Array =>
  encoding.encode((encoder) => {
    switch (message.kind) {
      case 'step1':
        return writeSync(encoder, syncKinds.step1, message.stateVector)
      case 'step2':
        return writeSync(encoder, syncKinds.step2, message.update)
      case 'update':
        return writeSync(encoder, syncKinds.update, message.update)
      case 'awareness':
        return writeAwareness(encoder, message.entries)
      case 'queryAwareness':
        return encoding.writeVarUint(encoder, messageKinds.queryAwareness)
      case 'askOrderDigest':
        return encoding.writeVarUint(encoder, messageKinds.orderDigest)
      default:
        return message satisfies never
    }
  })

export const encodeToClient = (message: ToClient): Uint8Array =>
  encoding.encode((encoder) => {
    switch (message.kind) {
      case 'step1':
        return writeSync(encoder, syncKinds.step1, message.stateVector)
      case 'step2':
        return writeSync(encoder, syncKinds.step2, message.update)
      case 'update':
        return writeSync(encoder, syncKinds.update, message.update)
      case 'awareness':
        return writeAwareness(encoder, message.entries)
      case 'saved':
        encoding.writeVarUint(encoder, messageKinds.saved)
        encoding.writeVarUint(encoder, message.frames)
        return encoding.writeVarUint8Array(encoder, message.stateVector)
      case 'orderDigest':
        encoding.writeVarUint(encoder, messageKinds.orderDigest)
        return encoding.writeVarUint8Array(encoder, message.digest)
      case 'people':
        encoding.writeVarUint(encoder, messageKinds.people)
        return encoding.writeVarString(encoder, JSON.stringify(message.people))
      default:
        return message satisfies never
    }
  })

/** @returns the message; `bad-request` with the culprit `message` for bytes that are none */
export const decodeToServer = (bytes: Uint8Array): Result<ToServer> =>
  decoded(() => {
    const decoder = decoding.createDecoder(bytes)
    const kind = decoding.readVarUint(decoder)
    switch (kind) {
      case messageKinds.sync:
        return readSync(decoder)
      case messageKinds.awareness:
        return { kind: 'awareness', entries: readAwareness(decoder) }
      case messageKinds.queryAwareness:
        return { kind: 'queryAwareness' }
      case messageKinds.orderDigest:
        return { kind: 'askOrderDigest' }
      default:
        return unknown(kind)
    }
  })

/** @returns the message; `bad-request` with the culprit `message` for bytes that are none */
export const decodeToClient = (bytes: Uint8Array): Result<ToClient> =>
  decoded(() => {
    const decoder = decoding.createDecoder(bytes)
    const kind = decoding.readVarUint(decoder)
    switch (kind) {
      case messageKinds.sync:
        return readSync(decoder)
      case messageKinds.awareness:
        return { kind: 'awareness', entries: readAwareness(decoder) }
      case messageKinds.saved:
        return readSaved(decoder)
      case messageKinds.orderDigest:
        return { kind: 'orderDigest', digest: decoding.readVarUint8Array(decoder) }
      case messageKinds.people:
        return { kind: 'people', people: readPeople(decoder) }
      default:
        return unknown(kind)
    }
  })

/** Body of `saved`, for a y-websocket message handler: the kind has been read already. */
export const readSaved = (decoder: decoding.Decoder): ToClient & { kind: 'saved' } => ({
  kind: 'saved',
  frames: decoding.readVarUint(decoder),
  stateVector: decoding.readVarUint8Array(decoder),
})

/** Body of `people`, for a y-websocket message handler: the kind has been read already. */
export const readPeople = (decoder: decoding.Decoder): Readonly<Record<string, PersonHere>> =>
  // Only our own server writes this.
  JSON.parse(decoding.readVarString(decoder)) as Record<string, PersonHere>

const writeSync = (encoder: encoding.Encoder, kind: number, body: Uint8Array): void => {
  encoding.writeVarUint(encoder, messageKinds.sync)
  encoding.writeVarUint(encoder, kind)
  encoding.writeVarUint8Array(encoder, body)
}

const writeAwareness = (encoder: encoding.Encoder, entries: readonly AwarenessEntry[]): void => {
  encoding.writeVarUint(encoder, messageKinds.awareness)
  const body = encoding.createEncoder()
  encoding.writeVarUint(body, entries.length)
  for (const { clientId, clock, state } of entries) {
    encoding.writeVarUint(body, clientId)
    encoding.writeVarUint(body, clock)
    encoding.writeVarString(body, JSON.stringify(state))
  }
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(body))
}

type SyncMessage = ToServer & ToClient

const readSync = (decoder: decoding.Decoder): SyncMessage => {
  const kind = decoding.readVarUint(decoder)
  const body = decoding.readVarUint8Array(decoder)
  switch (kind) {
    case syncKinds.step1:
      return { kind: 'step1', stateVector: body }
    case syncKinds.step2:
      return { kind: 'step2', update: body }
    case syncKinds.update:
      return { kind: 'update', update: body }
    default:
      return unknown(kind)
  }
}

const readAwareness = (decoder: decoding.Decoder): AwarenessEntry[] => {
  const body = decoding.createDecoder(decoding.readVarUint8Array(decoder))
  const entries: AwarenessEntry[] = []
  for (let left = decoding.readVarUint(body); left > 0; left--) {
    const clientId = decoding.readVarUint(body)
    const clock = decoding.readVarUint(body)
    const state: unknown = JSON.parse(decoding.readVarString(body))
    entries.push({ clientId, clock, state })
  }
  return entries
}

const unknown = (kind: number): never => {
  throw new RangeError(`unknown message ${kind}`)
}

const decoded = <T>(read: () => T): Result<T> => {
  try {
    return ok(read())
  } catch (error) {
    // The decoder throws at an early end, and JSON at bad text: both are bytes of the other side, not our bugs.
    return {
      ok: false,
      problem: { code: 'bad-request', culprit: 'message', details: { error: String(error) } },
    }
  }
}
