import { writeVarUint } from 'lib0/encoding'
import * as Y from 'yjs'
import type { DocAuthority, Judgement, SyncActor } from '../../../server/sync/authority.ts'
import type { Member } from '../../../server/sync/member.ts'
import { Room } from '../../../server/sync/room.ts'
import type { DurableChange } from '../../../server/sync/room.ts'
import type { SectionContents, SectionLog } from '../../../server/store/sectionLog.ts'
import { orderDigest } from '../../../shared/sync/orderDigest.ts'

/** Numbers from a seed, so that a failing run can be repeated. */
export const seeded = (seed: number) => {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return (t ^ (t >>> 14)) >>> 0
  }
  return { next, below: (n: number) => next() % n, chance: (p: number) => next() / 2 ** 32 < p }
}

/** A log in memory whose commits can be held back or made to fail. */
export const memoryLog = (doc: string) => {
  let contents: SectionContents = { snapshot: null, leases: [], updates: [] }
  let bytes = 0
  let gate: Promise<void> = Promise.resolve()
  let failure: Error | null = null
  const commit = async () => {
    await gate
    if (failure !== null) throw failure
  }
  const log: SectionLog = {
    doc,
    appendUpdate: async (update) => {
      await commit()
      contents.updates.push(update)
      bytes += update.bytes.length
    },
    appendLease: async (lease) => {
      await commit()
      contents.leases.push(lease)
    },
    compact: async (state) => {
      await commit()
      contents = { snapshot: state, leases: contents.leases, updates: [] }
      bytes = 0
    },
    growth: () => ({ updates: contents.updates.length, bytes }),
    read: async () => contents,
    close: async () => undefined,
  }
  return {
    log,
    stored: () => contents,
    fail: (error: Error) => {
      failure = error
    },
    /** Nothing is committed until the answer is called. */
    hold: () => {
      let release = (): void => undefined
      gate = new Promise((resolve) => {
        release = resolve
      })
      return () => release()
    },
  }
}

export interface World {
  roots: Set<string>
  threads: Set<string>
  judgements: Map<string, Judgement>
  /** slots a person may write in; absent means all */
  slots: Map<string, Set<string>>
  current: boolean
  locked: boolean
}

export const newWorld = (roots: string[] = ['a', 'b']): World => ({
  roots: new Set(roots),
  threads: new Set(['t1']),
  judgements: new Map(),
  slots: new Map(),
  current: true,
  locked: false,
})

export const authorityOf = (world: World): DocAuthority => ({
  find: (doc) =>
    doc.startsWith('doc') ? { report: 'r', section: 's', epoch: 1, current: world.current } : null,
  roots: () => world.roots,
  threads: () => world.threads,
  standsStill: () => world.locked,
  judge: ({ user }) => world.judgements.get(user) ?? { access: 'write' },
  mayWriteSlot: ({ user }, _doc, slot) => world.slots.get(user)?.has(slot) ?? true,
  person: (user) => ({ id: user, name: `Name of ${user}`, colour: 0 }),
})

export const actor = (user: string): SyncActor => ({ user, session: `session-${user}` })

export const openRoom = (world: World = newWorld(), random = seeded(7)) => {
  const memory = memoryLog('doc')
  const durable: DurableChange[] = []
  const failures: unknown[] = []
  const room = new Room(
    {
      authority: authorityOf(world),
      now: () => '2026-01-01T00:00:00.000Z',
      randomClientId: random.next,
      onDurableUpdate: (_doc, change) => durable.push(change),
      onPresence: () => undefined,
      onFailure: (_doc, error) => failures.push(error),
    },
    { log: memory.log, contents: memory.stored() },
  )
  return { room, memory, world, durable, failures }
}

/** A member that only records. */
export const listener = (user: string) => {
  const sent: Uint8Array[] = []
  const closed: { code: number; reason: string }[] = []
  const member: Member = {
    actor: actor(user),
    clientId: null,
    send: (bytes) => void sent.push(bytes),
    close: (code, reason) => void closed.push({ code, reason }),
    reauthorise: () => undefined,
    resume: () => undefined,
  }
  return { member, sent, closed }
}

export const stateOf = (room: Room): Uint8Array => room.look((doc) => Y.encodeStateAsUpdate(doc))

export const digestOf = (room: Room, roots: Iterable<string>): string =>
  room.look((doc) => Buffer.from(orderDigest(doc, roots)).toString('hex'))

/** A copy of the room's document under a freshly leased client id, as a page has it after its first sync. */
export const leasedCopy = async (room: Room, user: string): Promise<Y.Doc> => {
  const clientID = await room.lease(user)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, stateOf(room))
  doc.clientID = clientID
  for (const root of ['a', 'b']) doc.getXmlFragment(root)
  return doc
}

/** What an edit of a document writes, as one update. */
export const updateBy = (doc: Y.Doc, edit: () => void): Uint8Array => {
  const before = Y.encodeStateVector(doc)
  const updates: Uint8Array[] = []
  const collect = (update: Uint8Array) => void updates.push(update)
  doc.on('update', collect)
  doc.transact(edit)
  doc.off('update', collect)
  return updates.length === 0 ? Y.encodeStateAsUpdate(doc, before) : Y.mergeUpdates(updates)
}

export const block = (text: string, kind = 'paragraph'): Y.XmlElement => {
  const element = new Y.XmlElement('textBlock')
  element.setAttribute('kind', kind)
  // The type of setAttribute knows strings only; Yjs stores any value.
  element.setAttribute('indent', 0 as unknown as string)
  const content = new Y.XmlText()
  content.insert(0, text)
  element.insert(0, [content])
  return element
}

export const textIn = (doc: Y.Doc, root: string, index = 0): Y.XmlText => {
  const element = doc.getXmlFragment(root).get(index)
  const text = element instanceof Y.XmlElement ? element.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('no text there')
  return text
}

type Content = Y.Item['content']
export interface RawStruct {
  origin?: Y.ID | null
  right?: Y.ID | null
  parent?: string | Y.ID | null
  key?: string | null
  content: Content
}

/** Bytes of an update made by hand, as only somebody hostile would. */
export const rawUpdate = (
  sections: { client: number; clock: number; structs: (RawStruct | 'gc' | { skip: number })[] }[],
  deletes: { client: number; clock: number; len: number }[] = [],
): Uint8Array => {
  const encoder = new Y.UpdateEncoderV1()
  const { restEncoder } = encoder
  writeVarUint(restEncoder, sections.length)
  for (const { client, clock, structs } of sections) {
    writeVarUint(restEncoder, structs.length)
    encoder.writeClient(client)
    writeVarUint(restEncoder, clock)
    let at = clock
    for (const struct of structs) {
      if (struct === 'gc') {
        new Y.GC(new Y.ID(client, at), 1).write(encoder, 0)
        at += 1
      } else if ('skip' in struct) {
        new Y.Skip(new Y.ID(client, at), struct.skip).write(encoder, 0)
        at += struct.skip
      } else {
        const { origin = null, right = null, parent = null, key = null, content } = struct
        const item = new Y.Item(
          new Y.ID(client, at),
          null,
          origin,
          null,
          right,
          parent as Y.ID | null,
          key,
          content,
        )
        item.write(encoder, 0)
        at += item.length
      }
    }
  }
  writeVarUint(restEncoder, deletes.length)
  for (const { client, clock, len } of deletes) {
    writeVarUint(restEncoder, client)
    writeVarUint(restEncoder, 1)
    writeVarUint(restEncoder, clock)
    writeVarUint(restEncoder, len)
  }
  return encoder.toUint8Array()
}
