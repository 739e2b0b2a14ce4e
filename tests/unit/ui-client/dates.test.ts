import { describe, expect, test } from 'vitest'
import { initialsOf } from '../../../client/ui/Avatar.tsx'
import { datesIn, daysBetween } from '../../../client/ui/dates.ts'

const swedish = datesIn('sv', '2024-01-24')

describe('dates as the page writes them', () => {
  test('[UX7] the year stands only outside the present one', () => {
    expect(swedish.day('2024-01-26')).toBe('fre 26 jan')
    expect(swedish.short('2024-01-26')).toBe('26 jan')
    expect(swedish.short('2023-12-14')).toBe('14 dec 2023')
    expect(swedish.long('2024-01-26')).toBe('fredag 26 januari')
  })

  test('[UX7] a time has a point and is Swedish wherever the computer stands', () => {
    expect(swedish.time('2024-01-24T09:42:00.000Z')).toBe('10.42')
    expect(swedish.moment('2024-01-24T09:42:00.000Z')).toBe('10.42')
    expect(swedish.moment('2024-02-07T13:32:00.000Z')).toBe('7 feb 14.32')
  })

  test('[UX7] days are counted by the calendar, also over the change to summer time', () => {
    expect(daysBetween('2024-03-30', '2024-04-01')).toBe(2)
    expect(daysBetween('2024-01-26', '2024-01-24')).toBe(-2)
  })

  test('[UX7] initials are of the first and last name', () => {
    expect([initialsOf('Gunilla Åström'), initialsOf('Anna Maria Ek'), initialsOf('Per')]).toEqual([
      'GÅ',
      'AE',
      'P',
    ])
  })
})
