import * as decoding from 'lib0/decoding'
import { messageYjsSyncStep1, messageYjsUpdate } from 'y-protocols/sync'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { messageKinds, readPeople, readSaved } from '../../shared/sync/message.ts'
import type { Channel, ChannelEvents } from './channel.ts'
import { countedSocket } from './countedSocket.ts'
import { createUpdateBatch } from './updateBatch.ts'

/**
 * The real channel: y-websocket with our own messages beside it.
 *
 * The client id must have been set on the doc before: set afterwards, it breaks awareness and the provider's own end.
 *
 * @param origin  address of the server, with scheme ws or wss
 */
export function openWebsocketChannel(
  origin: string,
  doc: Y.Doc,
  docName: string,
  events: ChannelEvents,
): Channel {
  const provider = new WebsocketProvider(`${origin}/sync`, docName, doc, {
    connect: false,
    // Tabs would hand each other text that the server has refused.
    disableBc: true,
    // y-websocket makes instances and asks for OPEN on them; it needs no more of the class than `countedSocket` has.
    WebSocketPolyfill: countedSocket(WebSocket, events) as typeof WebSocket,
  })
  const batch = createUpdateBatch(doc, provider, events.onThrow)
  const stockSync = provider.messageHandlers[messageKinds.sync]

  provider.messageHandlers[messageKinds.sync] = (encoder, decoder, from, emitSynced, kind) => {
    const [syncKind, bodyAt] = peekSync(decoder)
    if (syncKind === messageYjsSyncStep1) {
      // The answer must hold everything that has arrived.
      batch.flush()
      stockSync?.(encoder, decoder, from, emitSynced, kind)
      return
    }
    decoder.pos = bodyAt
    batch.add(decoding.readVarUint8Array(decoder).slice())
    if (syncKind === messageYjsUpdate) return
    batch.flush()
    if (emitSynced && !provider.synced) provider.synced = true
  }
  provider.messageHandlers[messageKinds.saved] = (_encoder, decoder) => {
    const { frames, stateVector } = readSaved(decoder)
    events.onSaved(frames, Y.decodeStateVector(stateVector).get(doc.clientID) ?? 0)
  }
  provider.messageHandlers[messageKinds.orderDigest] = (_encoder, decoder) => {
    events.onOrderDigest(decoding.readVarUint8Array(decoder).slice())
  }
  provider.messageHandlers[messageKinds.people] = (_encoder, decoder) => {
    events.onPeople(new Map(Object.entries(readPeople(decoder)).map(([id, person]) => [Number(id), person])))
  }
  // y-websocket only prints a refusal to the console; ours come as close codes, so it has nothing to say.
  provider.messageHandlers[2] = () => undefined

  provider.on('status', ({ status }) => {
    if (status === 'connecting') events.onConnecting()
  })
  provider.on('sync', (isSynced: boolean) => {
    if (isSynced) events.onSynced()
  })
  provider.on('connection-close', () => events.onLost())
  provider.on('closed', ({ code, reason }) => events.onClosed(code, reason))

  return {
    awareness: provider.awareness,
    origin: provider,
    connect: () => provider.connect(),
    flush: batch.flush,
    destroy() {
      batch.close()
      provider.destroy()
      provider.awareness.destroy()
    },
  }
}

/** Which step of the sync protocol a message is, without reading it; and where its body begins. */
function peekSync(decoder: decoding.Decoder): [kind: number, bodyAt: number] {
  const ahead = decoding.clone(decoder)
  const kind = decoding.readVarUint(ahead)
  return [kind, ahead.pos]
}
