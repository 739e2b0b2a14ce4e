// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { installNeighbourFix } from '../../../shared/sync/undo.ts'
import { threadKey } from '../../../shared/sync/threadKey.ts'
import { Author } from './author.ts'
import { digestOf, newWorld, openRoom, seeded } from './kit.ts'

installNeighbourFix()

const roots = ['a', 'b']

/** Anchors a thread somewhere, as the server does when a reviewer remarks on something. */
const anchor = async (room: ReturnType<typeof openRoom>['room'], random: ReturnType<typeof seeded>) => {
  await room.edit((doc) => {
    for (const element of doc.getXmlFragment('a').toArray()) {
      const text = element instanceof Y.XmlElement ? element.get(0) : null
      if (!(text instanceof Y.XmlText) || text.length < 3 || random.chance(0.5)) continue
      const from = random.below(text.length - 1)
      text.format(from, 1 + random.below(text.length - from - 1 || 1), { [threadKey('t1')]: { id: 't1' } })
      return
    }
  }, 'reviewer')
}

const run = async (seed: number, steps: number) => {
  const random = seeded(seed)
  const { room, memory, durable } = openRoom(newWorld(roots), seeded(seed + 1))
  const authors = [
    await Author.enter(room, 'anna', roots),
    await Author.enter(room, 'bo', roots),
    await Author.enter(room, 'cy', roots),
  ]
  try {
    for (let step = 0; step < steps; step++) {
      const author = authors[random.below(authors.length)]
      if (author === undefined) continue
      author.act(random)
      if (random.chance(0.6)) author.flush(1 + random.below(4))
      if (random.chance(0.3)) await room.committed()
      for (const each of authors) if (random.chance(0.4)) each.hear(1 + random.below(6))
      if (random.chance(0.004) && author.isOnline) author.disconnect()
      if (random.chance(0.02)) {
        const away = authors.find(({ isOnline }) => !isOnline)
        away?.connect()
      }
      if (random.chance(0.01)) await anchor(room, random)
    }
    for (const author of authors) if (!author.isOnline) author.connect()
    await room.committed()
    while (authors.some(({ hasNews }) => hasNews)) for (const author of authors) await author.settle()

    expect(authors.map(({ refusals }) => refusals)).toEqual([[], [], []])
    expect(authors.map((author) => author.digest())).toEqual(authors.map(() => digestOf(room, roots)))
    const prose = room.read()
    for (const author of authors) {
      for (const [index, root] of roots.entries()) {
        const fragment = author.doc.getXmlFragment(root)
        expect(fragment.toString()).toBe(room.look((doc) => doc.getXmlFragment(root).toString()))
        // The editor shows what Yjs holds: an empty fragment shows one empty line.
        const shown = author.views[index]?.state.doc
        if (fragment.length > 0)
          expect(shown?.childCount).toBe((prose[root] as { content: unknown[] }).content.length)
      }
    }
    // A fresh load from the log is the same document.
    const reloaded = new Y.Doc()
    const { snapshot, updates } = memory.stored()
    for (const bytes of [...(snapshot === null ? [] : [snapshot]), ...updates.map(({ bytes }) => bytes)])
      Y.applyUpdate(reloaded, bytes)
    for (const root of roots) {
      expect(reloaded.getXmlFragment(root).toString()).toBe(
        room.look((doc) => doc.getXmlFragment(root).toString()),
      )
    }
    return durable.length
  } finally {
    for (const author of authors) author.destroy()
  }
}

describe('honest people', () => {
  const seeds = process.env['SYNC_SEEDS'] === undefined ? 6 : Number(process.env['SYNC_SEEDS'])
  const first = Number(process.env['SYNC_FIRST'] ?? 1)
  it.each(Array.from({ length: seeds }, (_, index) => first + index))(
    '[SY12] three authors with undo and lost connections are never refused and end with one text (seed %i)',
    async (seed) => {
      expect(await run(seed, Number(process.env['SYNC_STEPS'] ?? 400))).toBeGreaterThan(100)
    },
    120_000,
  )
})
