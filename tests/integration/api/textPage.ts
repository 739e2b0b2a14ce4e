import { once } from 'node:events'
import * as Y from 'yjs'
import { decodeToClient, encodeToServer, type ToClient } from '../../../shared/sync/message.ts'
import type { Guest } from './testServer.ts'

/** A page with a text open, in step with the server; or one that was turned away. */
export interface TextPage {
  readonly doc: Y.Doc
  readonly closed: Promise<readonly [number, string]>
  /** Resolves once this holds, asked again at each message. */
  until(holds: () => boolean): Promise<void>
  /** Sends what the change makes; resolves with `saved`, or with why the socket was closed. */
  change(make: (doc: Y.Doc) => void): Promise<'saved' | readonly [number, string]>
  leave(): void
}

/** Opens a text through the lease that its address gives. */
export async function openText(who: Guest, leasePath: string): Promise<TextPage & { readonly name: string }> {
  const reply = await who.send('POST', leasePath)
  if (reply.status !== 200) throw new Error(`${leasePath}: ${reply.status} ${JSON.stringify(reply.body)}`)
  const { doc, clientId } = reply.body as { doc: string; clientId: number }
  return { ...(await openDoc(who, doc, clientId)), name: doc }
}

/** Opens a text by its name under a client id that may be anybody's. */
export async function openDoc(who: Guest, name: string, clientId: number): Promise<TextPage> {
  const doc = new Y.Doc()
  doc.clientID = clientId
  const socket = who.socket(`/sync/${name}?client=${clientId}`)
  const closed = once(socket, 'close').then(([code, reason]) => [code as number, String(reason)] as const)
  const heard: ToClient[] = []
  const waiting = new Set<() => void>()
  socket.on('message', (data: Buffer) => {
    const message = decodeToClient(new Uint8Array(data))
    if (!message.ok) return
    heard.push(message.value)
    if (message.value.kind === 'step2' || message.value.kind === 'update')
      Y.applyUpdate(doc, message.value.update)
    for (const look of waiting) look()
  })
  const until = (holds: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!holds()) return
        waiting.delete(look)
        resolve()
      }
      waiting.add(look)
      look()
    })
  socket.on('open', () =>
    socket.send(encodeToServer({ kind: 'step1', stateVector: Y.encodeStateVector(doc) })),
  )
  await Promise.race([until(() => heard.some(({ kind }) => kind === 'step2')), closed])
  let frames = 0
  return {
    doc,
    closed,
    until,
    async change(make) {
      const updates: Uint8Array[] = []
      const collect = (update: Uint8Array) => void updates.push(update)
      doc.on('update', collect)
      doc.transact(() => make(doc))
      doc.off('update', collect)
      socket.send(encodeToServer({ kind: 'update', update: Y.mergeUpdates(updates) }))
      frames += 1
      const own = frames
      return Promise.race([
        until(() => heard.some((message) => message.kind === 'saved' && message.frames >= own)).then(
          () => 'saved' as const,
        ),
        closed,
      ])
    },
    leave: () => socket.close(),
  }
}

/** The text of a block of a slot. */
export function textAt(doc: Y.Doc, slot: string, block = 0): Y.XmlText {
  const element = doc.getXmlFragment(slot).get(block)
  const text =
    element instanceof Y.XmlElement ? element.toArray().find((child) => child instanceof Y.XmlText) : null
  if (!(text instanceof Y.XmlText)) throw new Error('no text there')
  return text
}
