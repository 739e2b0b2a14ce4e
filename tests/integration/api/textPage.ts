import { once } from 'node:events'
import * as Y from 'yjs'
import { decodeToClient, encodeToServer, type ToClient } from '../../../shared/sync/message.ts'
import type { Guest } from './testServer.ts'

/** A page with a text open, in step with the server; or one that was turned away. */
export interface TextPage {
  readonly doc: Y.Doc
  readonly closed: Promise<readonly [number, string]>
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
  const until = (fits: (message: ToClient) => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!heard.some(fits)) return
        waiting.delete(look)
        resolve()
      }
      waiting.add(look)
      look()
    })
  socket.on('open', () =>
    socket.send(encodeToServer({ kind: 'step1', stateVector: Y.encodeStateVector(doc) })),
  )
  await Promise.race([until(({ kind }) => kind === 'step2'), closed])
  let frames = 0
  return {
    doc,
    closed,
    async change(make) {
      const before = Y.encodeStateVector(doc)
      doc.transact(() => make(doc))
      socket.send(encodeToServer({ kind: 'update', update: Y.encodeStateAsUpdate(doc, before) }))
      frames += 1
      const own = frames
      return Promise.race([
        until((message) => message.kind === 'saved' && message.frames >= own).then(() => 'saved' as const),
        closed,
      ])
    },
    leave: () => socket.close(),
  }
}
