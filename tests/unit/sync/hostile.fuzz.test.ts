import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { threadKey } from '../../../shared/sync/threadKey.ts'
import type { Room } from '../../../server/sync/room.ts'
import {
  actor,
  block,
  digestOf,
  leasedCopy,
  newWorld,
  openRoom,
  rawUpdate,
  seeded,
  stateOf,
  textIn,
  updateBy,
} from './kit.ts'
import type { RawStruct } from './kit.ts'

/*
 * Updates made at random from parts that fit the document well enough to get far, and then bent: by wrong neighbours,
 * wrong parents, wrong content, changed bytes. Most are refused; whatever is accepted must leave a document that the
 * schema accepts, that a fresh load orders the same, and in which the victim goes on.
 */
type Random = ReturnType<typeof seeded>

const roots = ['a', 'b']
const pick = <T>(random: Random, from: readonly T[]): T => from[random.below(from.length)] as T

const contents = (random: Random): Y.Item['content'] =>
  pick<() => Y.Item['content']>(random, [
    () => new Y.ContentString('hostile'.slice(0, 1 + random.below(7))),
    () => new Y.ContentString('x'),
    () => new Y.ContentType(new Y.XmlText() as never),
    () =>
      new Y.ContentType(
        new Y.XmlElement(
          pick(random, [
            'textBlock',
            'table',
            'tableRow',
            'tableCell',
            'image',
            'hardBreak',
            'footnote',
            'listItem',
            'toString',
          ]),
        ) as never,
      ),
    () =>
      new Y.ContentType(
        pick(random, [new Y.Map(), new Y.Array(), new Y.XmlFragment(), new Y.XmlHook('textBlock')]) as never,
      ),
    () =>
      new Y.ContentFormat(
        pick(random, ['bold', 'italic', 'link', threadKey('t1'), 'thread--AAAAAAAA', '__proto__']),
        pick<unknown>(random, [
          {},
          null,
          { href: 'https://example.org' },
          { id: 't1' },
          { href: 'javascript:x' },
        ]) as object,
      ),
    () =>
      new Y.ContentAny([
        pick<unknown>(random, ['paragraph', 'heading', 3, 0, 'c'.repeat(64), null, { x: 1 }, 'quote']),
      ]),
    () => new Y.ContentDeleted(1 + random.below(5)),
    () => new Y.ContentEmbed({ x: 1 }),
  ])()

const everyId = (doc: Y.Doc, random: Random, me: number, clock: number): Y.ID => {
  const clients = [...doc.store.clients.keys()]
  if (random.chance(0.35) && clock > 0)
    return new Y.ID(me, random.below(clock + (random.chance(0.1) ? 3 : 0)))
  const client = pick(random, clients)
  const beyond = random.chance(0.05) ? 3 : 0
  return new Y.ID(client, random.below(Math.max(1, Y.getState(doc.store, client) + beyond)))
}

/** Neighbours as an honest author would name them, somewhere in the document. */
const honestPlace = (doc: Y.Doc, random: Random): Pick<RawStruct, 'origin' | 'right'> => {
  const structs = pick(random, [...doc.store.clients.values()])
  const item = pick(random, structs)
  if (!(item instanceof Y.Item)) return {}
  if (item.length > 1 && random.chance(0.5)) {
    const cut = 1 + random.below(item.length - 1)
    return {
      origin: new Y.ID(item.id.client, item.id.clock + cut - 1),
      right: new Y.ID(item.id.client, item.id.clock + cut),
    }
  }
  return { origin: item.lastId, right: item.parentSub === null ? (item.right?.id ?? null) : null }
}

const hostile = (doc: Y.Doc, random: Random, ids: readonly number[]): Uint8Array => {
  const sections = ids.slice(0, 1 + random.below(ids.length)).map((client) => {
    const start = Y.getState(doc.store, client)
    const from = random.chance(0.9) ? start : Math.max(0, start + random.below(5) - 2)
    let clock = from
    const structs = Array.from({ length: 1 + random.below(5) }, (): RawStruct | 'gc' | { skip: number } => {
      if (random.chance(0.03)) return 'gc'
      if (random.chance(0.02)) return { skip: 1 }
      const content = contents(random)
      const struct: RawStruct = { content }
      if (random.chance(0.55)) Object.assign(struct, honestPlace(doc, random))
      else if (random.chance(0.5)) {
        if (random.chance(0.7)) struct.origin = everyId(doc, random, client, clock)
        if (random.chance(0.5)) struct.right = everyId(doc, random, client, clock)
      }
      if (!struct.origin && !struct.right) {
        struct.parent = random.chance(0.3)
          ? pick(random, ['a', 'b', 'c'])
          : everyId(doc, random, client, clock)
        if (random.chance(0.5))
          struct.key = pick(random, ['kind', 'indent', 'level', 'hash', 'alt', 'onclick', '__proto__'])
      }
      clock += content.getLength()
      return struct
    })
    return { client, clock: from, structs }
  })
  const deletes = Array.from({ length: random.below(3) }, () => {
    const { client, clock } = everyId(doc, random, ids[0] ?? 0, 1)
    return { client, clock, len: 1 + random.below(6) }
  })
  const bytes = rawUpdate(random.chance(0.85) ? sections : [], deletes)
  if (random.chance(0.15)) bytes[random.below(bytes.length)] = random.below(256)
  return bytes
}

const scene = async (seed: number) => {
  const world = newWorld(roots)
  const opened = openRoom(world, seeded(seed + 1))
  const victim = await leasedCopy(opened.room, 'victim')
  const start = updateBy(victim, () => {
    const image = new Y.XmlElement('image')
    image.setAttribute('hash', 'a'.repeat(64))
    image.setAttribute('alt', 'x')
    image.setAttribute('caption', '')
    victim.getXmlFragment('a').insert(0, [block('The first text'), block('The second text', 'bullet'), image])
    const cell = () => {
      const element = new Y.XmlElement('tableCell')
      element.insert(0, [new Y.XmlText('cell')])
      return element
    }
    const row = new Y.XmlElement('tableRow')
    row.insert(0, [cell(), cell()])
    const table = new Y.XmlElement('table')
    table.insert(0, [row])
    victim.getXmlFragment('b').insert(0, [block('Another'), table])
  })
  expect(opened.room.receive(start, actor('victim'), true).ok).toBe(true)
  const ids = [await opened.room.lease('mallory'), await opened.room.lease('mallory')]
  return { ...opened, victim, ids }
}

/** Reading the schema's way what a fresh copy of the log holds. */
const isSame = (room: Room): void => {
  const fresh = new Y.Doc()
  Y.applyUpdate(fresh, stateOf(room))
  for (const root of roots) {
    expect(fresh.getXmlFragment(root).toJSON()).toBe(room.look((doc) => doc.getXmlFragment(root).toJSON()))
  }
  expect([...fresh.share.keys()].every((root) => roots.includes(root))).toBe(true)
  expect(fresh.store.pendingStructs).toBeNull()
  expect(fresh.store.pendingDs).toBeNull()
}

const run = async (seed: number, attempts: number) => {
  const random = seeded(seed)
  let current = await scene(seed)
  const counts = { accepted: 0, refused: 0, order: 0 }
  for (let attempt = 0; attempt < attempts; attempt++) {
    const { room, victim, ids, memory } = current
    const before = digestOf(room, roots)
    const update = room.look((doc) => hostile(doc, random, ids))
    const result = room.receive(update, actor('mallory'), true)
    if (!result.ok) {
      counts[result.problem === 'order' ? 'order' : 'refused']++
      expect(digestOf(room, roots)).toBe(before)
      if (result.problem === 'order') isSame(room)
      continue
    }
    if (!result.value.changed) continue
    counts.accepted++
    room.read()
    isSame(room)
    await room.committed()
    // What others get piece by piece is what stands on the server.
    for (const { bytes } of memory.stored().updates) Y.applyUpdate(victim, bytes)
    for (const root of roots) {
      expect(victim.getXmlFragment(root).toJSON()).toBe(room.look((doc) => doc.getXmlFragment(root).toJSON()))
    }
    const fragment = victim.getXmlFragment('a')
    const next = updateBy(victim, () => {
      const first = fragment.length > 0 ? fragment.get(0) : null
      const hasText = first instanceof Y.XmlElement && first.get(0) instanceof Y.XmlText
      if (hasText) textIn(victim, 'a').insert(random.below(textIn(victim, 'a').length + 1), 'v')
      else fragment.insert(0, [block('again')])
    })
    expect(room.receive(next, actor('victim'), true)).toEqual({ ok: true, value: { changed: true } })
    await room.committed()
    if (memory.stored().updates.length > 60) current = await scene(seed + attempt)
  }
  return counts
}

describe('hostile people', () => {
  const seeds = Number(process.env['SYNC_SEEDS'] ?? 4)
  const first = Number(process.env['SYNC_FIRST'] ?? 1)
  it.each(Array.from({ length: seeds }, (_, index) => first + index))(
    '[SY13] what gets through leaves a document that is whole, and the same everywhere (seed %i)',
    async (seed) => {
      const counts = await run(seed, Number(process.env['SYNC_STEPS'] ?? 1500))
      if (process.env['SYNC_COUNTS'] !== undefined) console.log(seed, counts)
      expect(counts.accepted).toBeGreaterThan(20)
      expect(counts.refused).toBeGreaterThan(100)
    },
    600_000,
  )
})
