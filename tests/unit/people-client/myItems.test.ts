import { describe, expect, test } from 'vitest'
import { groupItems, type MyItem } from '../../../client/people/myItems.ts'
import { numberWord } from '../../../client/people/numberWord.ts'

const item = (id: string, more: Partial<MyItem> = {}): MyItem => ({
  report: { id: 'r1', title: 'Verksamhetsberättelse 2023' },
  item: id,
  kind: 'assignment',
  title: id,
  section: { id: 's', number: '4.3', title: 'Process' },
  state: 'ej_paborjad',
  ...more,
})

describe('my items', () => {
  test('[UX5] what was sent back comes first, then what is late, then by date, last without a date', () => {
    const groups = groupItems(
      [
        item('undated'),
        item('later', { due: '2024-01-31' }),
        item('soon', { due: '2024-01-26' }),
        item('late', { due: '2024-01-23' }),
        item('back', { state: 'tillbaka', due: '2024-01-31' }),
      ],
      '2024-01-24',
    )
    expect(groups.map(({ kind, items }) => [kind, ...items.map((one) => one.item)])).toEqual([
      ['sentBack', 'back'],
      ['late', 'late'],
      ['due', 'soon'],
      ['due', 'later'],
      ['undated', 'undated'],
    ])
  })

  test('[UX5] one group a date and report', () => {
    const other = { id: 'r2', title: 'Delårsrapport 2024' }
    const groups = groupItems(
      [
        item('a', { due: '2024-01-26' }),
        item('b', { due: '2024-01-26' }),
        item('c', { due: '2024-01-26', report: other }),
      ],
      '2024-01-24',
    )
    expect(groups.map(({ items }) => items.length)).toEqual([2, 1])
  })

  test('[UX5] numbers up to twelve are words', () => {
    expect([numberWord(7, 'sv'), numberWord(12, 'en'), numberWord(13, 'sv')]).toEqual(['Sju', 'Twelve', '13'])
  })
})
