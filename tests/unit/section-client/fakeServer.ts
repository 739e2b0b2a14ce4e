import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { Channel, ChannelEvents, OpenChannel } from '../../../client/sync/channel.ts'
import type { Lease, SectionDocPorts } from '../../../client/sync/sectionDoc.ts'
import type { Rescue } from '../../../client/sync/rescue.ts'
import { schemaVersion } from '../../../shared/section/vocabulary.ts'
import { orderDigest } from '../../../shared/sync/orderDigest.ts'

/** The server's side of one channel, driven by hand: nothing arrives or is saved before the test says so. */
export interface FakeConnection {
  readonly doc: Y.Doc
  readonly docName: string
  readonly isClosed: () => boolean
  /** Connected and in step: brings what the server has and takes what the page has. */
  inStep(): void
  /** The contact is lost. */
  lose(): void
  /** Contact again, and the page's frame 1 with all the server lacks. */
  reconnect(): void
  /** All frames so far, or the first `frames`, are on disk. */
  save(frames?: number): void
  close(code: number, reason?: string): void
  digest(of?: Uint8Array): void
  readonly frames: () => number
}

export interface FakeServer {
  readonly ports: SectionDocPorts
  /** The server's text. */
  readonly text: Y.Doc
  readonly connections: FakeConnection[]
  readonly last: () => FakeConnection
  nextLease: Partial<Lease> | { refused: 'not-found' | 'not-permitted' | 'not-signed-in' | 'no-contact' }
  readonly shelf: Rescue[]
  /** Runs what was asked to happen later. */
  passTime(): void
  now: number
}

export function fakeServer(slots: readonly string[]): FakeServer {
  const text = new Y.Doc()
  const connections: FakeConnection[] = []
  let clients = 100
  let later: (() => void)[] = []
  const shelf: Rescue[] = []

  const openChannel: OpenChannel = (doc, docName, events) => {
    const { channel, connection } = connect(text, doc, docName, events, slots)
    connections.push(connection)
    return channel
  }
  const server: FakeServer = {
    text,
    connections,
    shelf,
    now: 1000,
    nextLease: {},
    last: () => {
      const last = connections.at(-1)
      if (last === undefined) throw new Error('nobody has connected')
      return last
    },
    passTime: () => {
      const due = later
      later = []
      for (const run of due) run()
    },
    ports: {
      lease: () => {
        const next = server.nextLease
        if ('refused' in next)
          return Promise.resolve({ ok: false, problem: { code: next.refused, status: 0 } })
        return Promise.resolve({
          ok: true,
          value: { clientId: ++clients, schemaVersion, doc: 'r.s.1', mayEdit: true, ...next },
        })
      },
      openChannel,
      keepCopy: () => Promise.resolve(null),
      takeLeftCopies: () => Promise.resolve([]),
      shelf: {
        read: () => [...shelf],
        write: (rescues) => {
          shelf.splice(0, shelf.length, ...rescues)
        },
      },
      now: () => server.now,
      later: (run) => {
        later.push(run)
        return () => {
          later = later.filter((other) => other !== run)
        }
      },
    },
  }
  return server
}

function connect(
  server: Y.Doc,
  doc: Y.Doc,
  docName: string,
  events: ChannelEvents,
  slots: readonly string[],
): { channel: Channel; connection: FakeConnection } {
  const origin = Symbol('from the server')
  let isOpen = false
  let isInStep = false
  let isClosed = false
  let frames = 0
  let saved = new Map<number, number>()
  const sent: Uint8Array[] = []
  const leave = (update: Uint8Array, first: boolean): void => {
    if (!events.mayWrite()) return
    frames++
    events.onSent(first)
    sent.push(update)
  }
  doc.on('update', (update: Uint8Array, from: unknown) => {
    if (from !== origin && isOpen && isInStep) leave(update, false)
  })
  const stepIn = (): void => {
    isOpen = true
    frames = 0
    sent.length = 0
    events.onConnecting()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(server), origin)
    leave(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(server)), true)
    isInStep = true
    events.onSynced()
  }
  const channel: Channel = {
    awareness: new Awareness(doc),
    origin,
    connect: () => undefined,
    flush: () => undefined,
    destroy: () => {
      isClosed = true
      isOpen = false
      channel.awareness.destroy()
    },
  }
  return {
    channel,
    connection: {
      doc,
      docName,
      isClosed: () => isClosed,
      frames: () => frames,
      inStep: stepIn,
      reconnect: stepIn,
      lose() {
        isOpen = false
        isInStep = false
        events.onLost()
      },
      save(count = frames) {
        for (const update of sent.slice(0, count)) Y.applyUpdate(server, update)
        saved = Y.decodeStateVector(Y.encodeStateVector(server))
        events.onSaved(count, saved.get(doc.clientID) ?? 0)
      },
      close(code, reason = '') {
        isOpen = false
        isInStep = false
        events.onLost()
        events.onClosed(code, reason)
      },
      digest(of = orderDigest(server, slots)) {
        events.onOrderDigest(of)
      },
    },
  }
}

/** Types words into a slot: a new paragraph each. */
export function type(doc: Y.Doc, slot: string, words: string): void {
  const block = new Y.XmlElement('textBlock')
  block.setAttribute('kind', 'paragraph')
  block.insert(0, [new Y.XmlText(words)])
  doc.getXmlFragment(slot).push([block])
}

/** Adds words at the end of the last paragraph of a slot. */
export function typeOn(doc: Y.Doc, slot: string, words: string): void {
  const text = lastText(doc, slot)
  text.insert(text.length, words)
}

export function lastText(doc: Y.Doc, slot: string): Y.XmlText {
  const fragment = doc.getXmlFragment(slot)
  const block = fragment.get(fragment.length - 1)
  const text = block instanceof Y.XmlElement ? block.get(0) : undefined
  if (!(text instanceof Y.XmlText)) throw new Error('no paragraph')
  return text
}
