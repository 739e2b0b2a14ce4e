import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { countedSocket } from '../../../client/sync/countedSocket.ts'
import { createUpdateBatch } from '../../../client/sync/updateBatch.ts'
import { encodeToServer } from '../../../shared/sync/message.ts'
import { type } from './fakeServer.ts'

class Recorder extends EventTarget {
  readonly left: unknown[] = []
  send(data: unknown): void {
    this.left.push(data)
  }
}

function socketOf(mayWrite: boolean): {
  socket: { send(frame: Uint8Array): void }
  left: unknown[]
  sent: boolean[]
} {
  const sent: boolean[] = []
  // The class under test asks no more of its base than `send`.
  const Counted = countedSocket(Recorder as unknown as Parameters<typeof countedSocket>[0], {
    mayWrite: () => mayWrite,
    onSent: (first) => void sent.push(first),
  })
  const socket = new Counted('ws://x')
  return {
    socket: { send: (frame) => socket.send(frame.slice()) },
    left: (socket as unknown as Recorder).left,
    sent,
  }
}

const nothing = Y.encodeStateAsUpdate(new Y.Doc())
const stepOne = encodeToServer({ kind: 'step1', stateVector: new Uint8Array([0]) })
const stepTwo = encodeToServer({ kind: 'step2', update: nothing })
const update = encodeToServer({ kind: 'update', update: nothing })

describe('counted socket', () => {
  it('[ED34] counts changes and nothing else', () => {
    const { socket, left, sent } = socketOf(true)
    for (const frame of [stepOne, stepTwo, update, encodeToServer({ kind: 'queryAwareness' })])
      socket.send(frame)
    expect(left).toHaveLength(4)
    expect(sent).toEqual([true, false])
  })

  it('[ED35] an update before the step 2 of the connection does not leave: the server would see a gap', () => {
    const { socket, left, sent } = socketOf(true)
    socket.send(update)
    expect(left).toEqual([])
    socket.send(stepTwo)
    socket.send(update)
    expect(left).toEqual([stepTwo, update])
    expect(sent).toEqual([true, false])
  })

  it('[ED36] of somebody who only reads no change leaves', () => {
    const { socket, left, sent } = socketOf(false)
    for (const frame of [stepOne, stepTwo, update]) socket.send(frame)
    expect(left).toEqual([stepOne])
    expect(sent).toEqual([])
  })
})

describe('update batch', () => {
  it('[ED37] what arrives before the next frame is one transaction', () => {
    const writer = new Y.Doc()
    const reader = new Y.Doc()
    const runs: (() => void)[] = []
    const origin = Symbol('others')
    const batch = createUpdateBatch(
      reader,
      origin,
      (error) => {
        throw error
      },
      (run) => {
        runs.push(run)
        return () => undefined
      },
    )
    writer.on('update', (bytes: Uint8Array) => batch.add(bytes))
    let transactions = 0
    reader.on('afterTransaction', ({ origin: from }: Y.Transaction) => {
      if (from === origin) transactions++
    })
    type(writer, 'intro', 'a')
    type(writer, 'intro', 'b')
    expect(reader.getXmlFragment('intro').length).toBe(0)
    expect(runs).toHaveLength(1)
    runs[0]?.()
    expect(reader.getXmlFragment('intro').length).toBe(2)
    expect(transactions).toBe(1)
  })
})
