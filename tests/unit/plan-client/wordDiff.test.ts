import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffWords } from '../../../client/plan/wordDiff.ts'

const kept = (before: string, after: string, kind: 'added' | 'removed'): string =>
  diffWords(before, after)
    .filter((part) => part.kind !== kind)
    .map(({ text }) => text)
    .join(' ')

describe('old and new wording in one text', () => {
  it('[UX45] marks the words that came and those that went', () => {
    expect(diffWords('Området övervakar.', 'Området övervakar och vidtar åtgärder.')).toEqual([
      { kind: 'same', text: 'Området' },
      { kind: 'removed', text: 'övervakar.' },
      { kind: 'added', text: 'övervakar och vidtar åtgärder.' },
    ])
    expect(diffWords('en två tre', 'en tre')).toEqual([
      { kind: 'same', text: 'en' },
      { kind: 'removed', text: 'två' },
      { kind: 'same', text: 'tre' },
    ])
  })

  it('[UX45] loses no word of either', () => {
    const words = fc
      .array(fc.constantFrom('mål', 'och', 'år', 'vi', 'ska'), { maxLength: 14 })
      .map((list) => list.join(' '))
    fc.assert(
      fc.property(words, words, (before, after) => {
        expect(kept(before, after, 'added')).toBe(before)
        expect(kept(before, after, 'removed')).toBe(after)
      }),
      { seed: 20231214 },
    )
  })

  it('[UX45] shows texts that are too long to compare whole', () => {
    const long = 'ord '.repeat(1501)
    expect(diffWords(long, 'kort').map(({ kind }) => kind)).toEqual(['removed', 'added'])
  })
})
