import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { decodeToClient } from '../../../shared/sync/message.ts'
import { Rooms } from '../../../server/sync/rooms.ts'
import type { Room } from '../../../server/sync/room.ts'
import {
  actor,
  authorityOf,
  block,
  leasedCopy,
  listener,
  memoryLog,
  newWorld,
  openRoom,
  seeded,
  updateBy,
} from './kit.ts'

const kinds = (sent: readonly Uint8Array[]) =>
  sent.map((bytes) => decodeToClient(bytes)).map((result) => (result.ok ? result.value.kind : 'unreadable'))
const turn = () => new Promise((resolve) => setImmediate(resolve))
const first = async (room: Room, user = 'anna') => {
  const doc = await leasedCopy(room, user)
  return { doc, update: updateBy(doc, () => doc.getXmlFragment('a').insert(0, [block('text')])) }
}

describe('what leaves the room', () => {
  it('[SY36] nothing leaves before its commit: neither the update, nor the answer to a joiner, nor a lease', async () => {
    const { room, memory } = openRoom()
    const { update } = await first(room)
    const watcher = listener('bo')
    room.join(watcher.member)
    await room.committed()
    watcher.sent.length = 0
    const release = memory.hold()
    expect(room.receive(update, actor('anna'), true).ok).toBe(true)
    room.answer(watcher.member, new Uint8Array([0]))
    room.sendDigest()
    let leased: number | null = null
    const lease = (async () => {
      leased = await room.lease('cy')
    })()
    await turn()
    expect(kinds(watcher.sent)).toEqual([])
    expect(leased).toBeNull()
    expect(Y.decodeStateVector(room.durableVector()).size).toBe(0)
    release()
    await lease
    expect(kinds(watcher.sent)).toEqual(['update', 'step2', 'orderDigest'])
    expect(Y.decodeStateVector(room.durableVector()).size).toBe(1)
  })

  it('[SY37] a failed write closes everybody with 1013, tells it once, and lets nothing out', async () => {
    const { room, memory, failures, durable } = openRoom()
    const { update } = await first(room)
    const watcher = listener('bo')
    room.join(watcher.member)
    await room.committed()
    watcher.sent.length = 0
    memory.fail(new Error('the disk is full'))
    expect(room.receive(update, actor('anna'), true).ok).toBe(true)
    await expect(room.committed()).rejects.toThrow('could not be written')
    expect(watcher.closed).toEqual([{ code: 1013, reason: 'not saved' }])
    expect(kinds(watcher.sent)).toEqual([])
    expect(durable).toEqual([])
    expect(failures).toHaveLength(1)
  })

  it('[SY37] after a failed write the document is read from disk again', async () => {
    const world = newWorld()
    const logs: ReturnType<typeof memoryLog>[] = []
    const stored = memoryLog('doc')
    const rooms = new Rooms({
      authority: authorityOf(world),
      openLog: async () => {
        const log = logs.length === 0 ? stored : memoryLog('doc')
        logs.push(log)
        return { log: log.log, contents: { ...stored.stored() } }
      },
      now: () => '2026-01-01T00:00:00.000Z',
      randomClientId: seeded(3).next,
      onDurableUpdate: () => undefined,
      onPresence: () => undefined,
      onFailure: () => undefined,
      lingerMs: 0,
    })
    await rooms.edit('doc', (doc) => doc.getXmlFragment('a').insert(0, [block('kept')]), 'anna')
    stored.fail(new Error('the disk is full'))
    await expect(
      rooms.edit('doc', (doc) => doc.getXmlFragment('a').insert(0, [block('lost')]), 'anna'),
    ).rejects.toThrow('could not be written')
    const text = JSON.stringify(await rooms.read('doc'))
    expect(logs.length).toBeGreaterThan(1)
    expect(text).toContain('kept')
    expect(text).not.toContain('lost')
    await rooms.close()
  })

  it('[SY38] everybody gets the server’s own encoding, the sender too, and what was applied again brings nothing', async () => {
    const { room, durable } = openRoom()
    const { doc, update } = await first(room)
    const sender = listener('anna')
    room.join(sender.member)
    await room.committed()
    sender.sent.length = 0
    room.receive(update, actor('anna'), true)
    room.receive(Y.encodeStateAsUpdate(doc), actor('anna'), true)
    await room.committed()
    expect(kinds(sender.sent)).toEqual(['update'])
    expect(durable).toEqual([{ slots: ['a'], user: 'anna', at: '2026-01-01T00:00:00.000Z' }])
  })
})

describe('leases', () => {
  it('[SY4] an id belongs to one person, and is remembered over a restart', async () => {
    const { room, memory } = openRoom()
    const ids = await Promise.all([room.lease('anna'), room.lease('anna'), room.lease('bo')])
    expect(new Set(ids).size).toBe(3)
    expect(room.leaseOf(ids[0], 'anna')).not.toBeNull()
    expect(room.leaseOf(ids[0], 'bo')).toBeNull()
    expect(memory.stored().leases.map(({ clientId }) => clientId)).toEqual(ids)
  })
})
