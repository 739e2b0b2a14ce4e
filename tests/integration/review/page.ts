import { once } from 'node:events'
import * as Y from 'yjs'
import { decodeToClient, encodeToServer, type ToClient } from '../../../shared/sync/message.ts'
import type { Guest } from '../api/testServer.ts'

/** A page with the text of a section open, in step with the server. */
export async function openPage(who: Guest, report: string, section: string) {
  const lease = await who.send('POST', `/api/reports/${report}/sections/${section}/lease`)
  const { clientId, doc: name } = lease.body as { clientId: number; doc: string }
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
    /** Sends what the change makes; resolves with `saved`, or with why the socket was closed. */
    async change(make: (doc: Y.Doc) => void): Promise<'saved' | readonly [number, string]> {
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
