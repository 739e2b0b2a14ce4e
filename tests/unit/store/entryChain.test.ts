import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../server/store/canonicalJson.ts'
import { nextEntry, verifyChain } from '../../../server/store/entryChain.ts'
import type { Entry } from '../../../server/store/entryChain.ts'
import { chainStart } from '../../../shared/audit/chain.ts'

function chainOf(events: readonly unknown[]): Entry<unknown>[] {
  const entries: Entry<unknown>[] = []
  for (const event of events) {
    const last = entries.at(-1) ?? { seq: 0, hash: chainStart }
    entries.push(
      nextEntry(last, `2024-01-31T10:00:0${entries.length}Z`, { user: 'anna', forUser: 'bo' }, event),
    )
  }
  return entries
}

describe('canonicalJson', () => {
  it('[ST7] is the same for equal values whatever the order of their keys, and reads back as JSON does', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(reversed(value))).toBe(text)
      }),
      { seed: 7 },
    )
  })
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, part]) => [key, reversed(part)]),
  )
}

describe('entry chain', () => {
  const entries = chainOf([{ type: 'a', x: 1 }, { type: 'b' }, { type: 'c', list: [1, 2] }])

  it('[ST7] holds from the first entry on, and from any later one', () => {
    expect(verifyChain(entries)).toBeNull()
    expect(verifyChain(entries.slice(2), entries[1])).toBeNull()
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3])
  })

  it('[ST7] shows any change of an entry, its removal and its moving', () => {
    const changed = (change: object) =>
      entries.map((entry) => (entry.seq === 2 ? { ...entry, ...change } : entry))
    expect(verifyChain(changed({ event: { type: 'B' } }))).toEqual({ seq: 2, fault: 'payload' })
    expect(verifyChain(changed({ at: '2024-01-31T10:00:09Z' }))).toEqual({ seq: 2, fault: 'hash' })
    expect(verifyChain(changed({ actor: { user: 'bo' } }))).toEqual({ seq: 2, fault: 'hash' })
    expect(verifyChain(changed({ payloadHash: chainStart }))).toEqual({ seq: 2, fault: 'hash' })
    expect(verifyChain(changed({ prevHash: chainStart }))).toEqual({ seq: 2, fault: 'prevHash' })
    expect(verifyChain(changed({ hash: chainStart }))).toEqual({ seq: 2, fault: 'hash' })
    expect(verifyChain(entries.filter(({ seq }) => seq !== 2))).toEqual({ seq: 3, fault: 'seq' })
    expect(verifyChain(entries.toReversed())).toEqual({ seq: 3, fault: 'seq' })
  })

  it('[ST7] holds when an event has been erased', () => {
    expect(verifyChain(entries.map((entry) => ({ ...entry, event: null })))).toBeNull()
  })
})
