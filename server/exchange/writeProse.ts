import { once } from 'node:events'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { z } from 'zod'
import { decodeToClient, encodeToServer } from '../../shared/sync/message.ts'
import type { Visitor } from './visitor.ts'

/** One paragraph, heading or list item of plain text. */
export interface PlainBlock {
  readonly kind: 'paragraph' | 'heading' | 'bullet' | 'numbered' | 'quote'
  readonly level?: 3 | 4 | undefined
  readonly text: string
}

const lease = z.object({ clientId: z.int(), doc: z.string(), mayEdit: z.boolean() })

/** Until then the server has to say that what was sent is on disk. */
const patienceMs = 20_000

/**
 * Writes into slots of a text as a page would: a lease, the sync protocol, one update. A slot that holds something already
 * is left alone. Resolves when the server says that it is saved.
 *
 * @param leasePath  of the section or contribution
 */
export async function writeText(
  visitor: Visitor,
  leasePath: string,
  slots: Readonly<Record<string, readonly PlainBlock[]>>,
): Promise<void> {
  const { clientId, doc: name } = await visitor.ask('POST', leasePath, lease)
  const doc = new Y.Doc()
  doc.clientID = clientId
  const socket = new WebSocket(`${visitor.url.replace(/^http/, 'ws')}/sync/${name}?client=${clientId}`, {
    headers: visitor.headers,
  })
  socket.binaryType = 'nodebuffer'
  const deadline = AbortSignal.timeout(patienceMs)
  try {
    await new Promise<void>((resolve, reject) => {
      deadline.addEventListener('abort', () => reject(new Error(`${name}: nothing was said to be saved`)))
      socket.on('error', reject)
      socket.on('close', (code, reason) =>
        reject(new Error(`${name}: closed with ${code} ${reason.toString()}`)),
      )
      socket.on('open', () =>
        socket.send(encodeToServer({ kind: 'step1', stateVector: Y.encodeStateVector(doc) })),
      )
      let framesSent = 0
      socket.on('message', (data: Buffer) => {
        const message = decodeToClient(new Uint8Array(data))
        if (!message.ok) return
        if (message.value.kind === 'saved' && framesSent > 0 && message.value.frames >= framesSent)
          return resolve()
        if (message.value.kind !== 'step2' || framesSent > 0) return
        Y.applyUpdate(doc, message.value.update)
        const before = Y.encodeStateVector(doc)
        doc.transact(() => fill(doc, slots))
        const update = Y.encodeStateAsUpdate(doc, before)
        // Two bytes of nothing: all slots were filled already.
        if (update.length <= 2) return resolve()
        framesSent = 1
        socket.send(encodeToServer({ kind: 'update', update }))
      })
    })
  } finally {
    doc.destroy()
    if (socket.readyState !== WebSocket.CLOSED) {
      const closed = once(socket, 'close')
      socket.close()
      await closed
    }
  }
}

/** The same for the texts of a section. */
export const writeProse = (
  visitor: Visitor,
  report: string,
  section: string,
  slots: Readonly<Record<string, readonly PlainBlock[]>>,
): Promise<void> => writeText(visitor, `/api/reports/${report}/sections/${section}/lease`, slots)

/** Fills the slots that are empty. */
export function fill(doc: Y.Doc, slots: Readonly<Record<string, readonly PlainBlock[]>>): void {
  for (const [slot, blocks] of Object.entries(slots)) {
    const fragment = doc.getXmlFragment(slot)
    if (fragment.length > 0) continue
    fragment.insert(
      0,
      blocks.map(({ kind, level, text }) => {
        // The shared type's attributes are typed as text; the schema's are numbers too, and stored as such.
        const block: Y.XmlElement<{ kind: string; indent: number; level: number }> = new Y.XmlElement(
          'textBlock',
        )
        block.setAttribute('kind', kind)
        block.setAttribute('indent', 0)
        if (kind === 'heading') block.setAttribute('level', level ?? 3)
        block.insert(0, [new Y.XmlText(text)])
        return block as unknown as Y.XmlElement
      }),
    )
  }
}
