import { once } from 'node:events'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { decodeToClient, encodeToServer } from '../../shared/sync/message.ts'

/* The product's interface without a browser: for those who send what no page would, and for crowds. */

/** Somebody at the interface, signed in by a cookie or not. */
export interface Guest {
  readonly url: string
  readonly cookie: string
  send(
    method: string,
    path: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: unknown }>
}

export const guestOf = (url: string, cookie = ''): Guest => ({
  url,
  cookie,
  async send(method, path, body, headers = {}) {
    const answer = await fetch(url + path, {
      method,
      headers: {
        origin: url,
        cookie,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: /^[[{]/.test(text) ? JSON.parse(text) : text }
  },
})

/** Signs a person of the demo in. */
export async function signIn(url: string, user: string): Promise<Guest> {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ user }),
  })
  if (!answer.ok) throw new Error(`sign-in of ${user}: ${answer.status}`)
  const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0])
  return guestOf(url, cookies.join('; '))
}

export interface Lease {
  readonly clientId: number
  readonly doc: string
  readonly mayEdit: boolean
}

export async function leaseOf(guest: Guest, report: string, section: string): Promise<Lease> {
  return (await guest.send('POST', `/api/reports/${report}/sections/${section}/lease`)).body as Lease
}

/** A socket of the product with this person's cookie. */
export const socketOf = ({ url, cookie }: Guest, path: string, origin = url): WebSocket =>
  new WebSocket(url.replace('http', 'ws') + path, { headers: { origin, cookie } })

export type RawLine = Awaited<ReturnType<typeof openLine>>

/** A page without a browser: in step when it is answered, and able to send whatever it likes. */
export async function openLine(guest: Guest, { doc: name, clientId }: Lease) {
  const socket = socketOf(guest, `/sync/${encodeURIComponent(name)}`)
  const doc = new Y.Doc()
  doc.clientID = clientId
  let [saved, sent] = [0, 0]
  let closed: string | undefined
  const inStep = new Promise<void>((resolve) => {
    socket.on('close', (code, reason) => {
      closed = `${code} ${reason.toString()}`
      resolve()
    })
    socket.on('message', (data: Buffer) => {
      const message = decodeToClient(new Uint8Array(data))
      if (!message.ok) return
      const { value } = message
      if (value.kind === 'update' || value.kind === 'step2') Y.applyUpdate(doc, value.update, 'server')
      if (value.kind === 'step2') resolve()
      if (value.kind === 'saved') saved = value.frames
    })
  })
  await once(socket, 'open')
  socket.send(encodeToServer({ kind: 'step1', stateVector: Y.encodeStateVector(doc) }))
  await inStep
  return {
    socket,
    doc,
    write(edit: (doc: Y.Doc) => void) {
      const before = Y.encodeStateVector(doc)
      doc.transact(() => edit(doc))
      socket.send(encodeToServer({ kind: 'update', update: Y.encodeStateAsUpdate(doc, before) }))
      sent += 1
    },
    isSaved: () => saved === sent,
    closed: () => closed,
  }
}

/** The text of a slot's first block. */
export function firstText(doc: Y.Doc, slot: string): Y.XmlText {
  const block = doc.getXmlFragment(slot).get(0)
  const text = block instanceof Y.XmlElement ? block.get(0) : undefined
  if (!(text instanceof Y.XmlText)) throw new Error(`no text in ${slot}`)
  return text
}
