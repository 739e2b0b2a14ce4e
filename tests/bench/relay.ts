import { createServer } from 'node:http'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocketServer } from 'ws'
import { readSyncMessage, writeUpdate } from 'y-protocols/sync'
import * as Y from 'yjs'

/*
 * The peer of the bench: a plain relay as y-websocket's reference server is one. It applies an update to a doc in
 * memory and sends it on. It asks nobody who they are, looks at nothing, stamps nothing, keeps nothing.
 */
const messageSync = 0
const doc = new Y.Doc()
const http = createServer((request, response) => {
  if (request.url === '/cpu') response.end(JSON.stringify(process.cpuUsage()))
  else response.writeHead(404).end()
})
const sockets = new WebSocketServer({ server: http })

doc.on('update', (update: Uint8Array) => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, messageSync)
  writeUpdate(encoder, update)
  const message = encoding.toUint8Array(encoder)
  for (const socket of sockets.clients) socket.send(message)
})

sockets.on('connection', (socket) => {
  socket.on('message', (data: Buffer) => {
    const decoder = decoding.createDecoder(new Uint8Array(data))
    if (decoding.readVarUint(decoder) !== messageSync) return
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, messageSync)
    readSyncMessage(decoder, encoder, doc, socket)
    if (encoding.length(encoder) > 1) socket.send(encoding.toUint8Array(encoder))
  })
})

http.listen(0, '127.0.0.1', () => {
  const address = http.address()
  console.log(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
})
