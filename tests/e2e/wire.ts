import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import type { BrowserContextOptions } from 'playwright-core'
import type { Desk } from './browser.ts'

/**
 * The line between one computer and the server, which a train can cut. It is cut outside the browser, in a proxy that only this
 * computer uses: its own emulation of being offline ends its network process now and then, and with it every cookie of every
 * context.
 */
export interface Wire {
  /** For the computer that hangs on this line. */
  readonly options: BrowserContextOptions
  /** Ends every connection and takes no new one. The computer notices that its network is gone. */
  cut(desk: Desk): Promise<void>
  mend(desk: Desk): Promise<void>
  close(): void
}

export async function openWire(): Promise<Wire> {
  let isCut = false
  const sockets = new Set<Socket>()
  const keep = (socket: Socket): Socket => {
    sockets.add(socket)
    // A line that is cut breaks off whatever is on it.
    return socket.on('error', () => undefined).on('close', () => void sockets.delete(socket))
  }

  const proxy = createServer(forward)
  proxy.on('connection', (socket) => {
    if (isCut) socket.destroy()
    else keep(socket)
  })
  proxy.on('connect', ({ url = '' }: IncomingMessage, client: Socket, first: Buffer) => {
    const { hostname, port } = new URL(`http://${url}`)
    const server = keep(connect(Number(port), hostname))
    server.once('connect', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      server.write(first)
      client.pipe(server).pipe(client)
    })
    server.on('close', () => client.destroy())
    client.on('close', () => server.destroy())
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const address = proxy.address()
  if (address === null || typeof address === 'string') throw new Error('the wire has no port')

  const tell = async ({ context, page }: Desk, offline: boolean): Promise<void> => {
    const devtools = await context.newCDPSession(page)
    const unlimited = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 }
    await devtools.send('Network.overrideNetworkState', { offline, ...unlimited })
  }
  return {
    options: { proxy: { server: `http://127.0.0.1:${address.port}` } },
    async cut(desk) {
      isCut = true
      for (const socket of sockets) socket.destroy()
      await tell(desk, true)
    },
    async mend(desk) {
      isCut = false
      await tell(desk, false)
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      proxy.close()
    },
  }
}

function forward(incoming: IncomingMessage, answer: ServerResponse): void {
  const { url = '', method, headers } = incoming
  const onward = request(url, { method, headers }, (response) => {
    answer.writeHead(response.statusCode ?? 502, response.rawHeaders)
    response.pipe(answer)
  })
  onward.on('error', () => answer.destroy())
  answer.on('close', () => onward.destroy())
  incoming.pipe(onward)
}
