import { createIntl } from 'react-intl'
import { describe, expect, it } from 'vitest'
import { firstGroups, groupCount, noticeDays } from '../../../client/notice/noticeDays.ts'
import { noticeSentence } from '../../../client/notice/noticeSentence.ts'
import { inboxRead, type ShownNotice } from '../../../client/notice/notices.ts'
import { sv } from '../../../client/sv.ts'
import { svLater } from '../../../client/svLater.ts'
import { datesIn } from '../../../client/ui/dates.ts'
import { wordsOf } from '../../../client/ui/words.ts'
import { noticeKinds } from '../../../shared/notice/notice.ts'

const words = wordsOf(createIntl({ locale: 'sv', messages: { ...sv, ...svLater } }))
const dates = datesIn('sv', '2024-01-16')
const notice = (id: string, at: string, more: Partial<ShownNotice> = {}): ShownNotice => ({
  id,
  kind: 'assigned',
  at,
  report: { id: 'r', title: 'Verksamhetsberättelse 2023', organisation: 'Servicenämnden' },
  section: { id: 'syfte', number: '2', title: 'Syfte' },
  by: { user: 'anna', name: 'Anna Lindqvist' },
  place: '/rapporter/r/punkt/syfte',
  ...more,
})
const said = (...notices: ShownNotice[]) => noticeSentence(notices, 'per', words, dates)

describe('the inbox', () => {
  it('[NO21] is by days in Sweden, newest first; what one person did at once is one line', () => {
    const at = '2024-01-16T09:00:00Z'
    const days = noticeDays([
      notice('d', '2024-01-16T22:30:00Z', { kind: 'thread', thread: 't2' }),
      notice('a', at),
      notice('b', at),
      notice('c', at, { by: { user: 'maria', name: 'Maria Öberg' } }),
      notice('t', at, { kind: 'thread', thread: 't1' }),
    ])
    expect(
      days.map(({ day, groups }) => [day, groups.map(({ all }) => all.map(({ id }) => id).join(''))]),
    ).toEqual([['2024-01-16', ['d', 'ab', 'c', 't']]])
    expect(groupCount(days)).toBe(4)
    expect(firstGroups(days, 2)[0]?.groups).toHaveLength(2)
    expect(firstGroups(days, 0)).toEqual([])
    expect(noticeDays([notice('d', '2024-01-16T23:30:00Z'), notice('a', at)]).map(({ day }) => day)).toEqual([
      '2024-01-17',
      '2024-01-16',
    ])
  })

  it('[FR2] what changes or is given out again and again the same day is one line, each text counted once', () => {
    const changed = (id: string, minute: string, item: string): ShownNotice =>
      notice(id, `2024-01-16T09:${minute}:00Z`, { kind: 'figureChanged', item: { id: item, title: item } })
    const all = [changed('a', '05', 'text'), changed('b', '04', 'annan'), changed('c', '03', 'text')]
    expect(groupCount(noticeDays(all))).toBe(1)
    expect(said(...all)).toBe('Siffror har ändrats som du nämner i 2 texter. Stämmer texterna?')
    expect(
      groupCount(noticeDays([notice('a', '2024-01-16T09:00:00Z'), notice('b', '2024-01-16T09:01:00Z')])),
    ).toBe(1)
  })

  it('[NO21] says who did what to how many, and names an item by its own words', () => {
    const at = '2024-01-16T09:00:00Z'
    expect(said(notice('a', at))).toBe('Anna Lindqvist gjorde dig ansvarig för 2 Syfte')
    expect(said(notice('a', at), notice('b', at))).toBe('Anna Lindqvist gjorde dig ansvarig för 2 uppgifter')
    expect(said(notice('a', at, { item: { id: 'i', title: 'Bygg bron' } }))).toBe(
      'Anna Lindqvist gjorde dig ansvarig för ”Bygg bron”',
    )
    expect(said(notice('a', at, { kind: 'dueSoon', due: '2024-01-19' }))).toBe(
      '2 Syfte ska vara klart fre 19 jan',
    )
    const deputy = {
      for: { user: 'chief', name: 'Gunilla Åström' },
      user: { user: 'per', name: 'Per Sandberg' },
      from: '2024-02-01',
      to: '2024-02-09',
    }
    expect(said(notice('a', at, { kind: 'deputy', deputy }))).toBe(
      'Anna Lindqvist gjorde dig till ställföreträdare för Gunilla Åström, 1 feb till 9 feb',
    )
    expect(noticeSentence([notice('a', at, { kind: 'deputy', deputy })], 'chief', words, dates)).toBe(
      'Anna Lindqvist gjorde Per Sandberg till din ställföreträdare, 1 feb till 9 feb',
    )
  })

  it('[NO21] has a sentence for every kind, one and several', () => {
    for (const kind of noticeKinds) {
      if (kind === 'deputy') continue
      const one = notice('a', '2024-01-16T09:00:00Z', { kind, due: '2024-01-19' })
      for (const sentence of [said(one), said(one, { ...one, id: 'b' })]) {
        expect(sentence).not.toContain('notice.')
        expect(sentence).not.toContain('{')
        expect(sentence.length).toBeGreaterThan(10)
      }
    }
  })

  it('[NO10] counts what is read at once', () => {
    const inbox = {
      unread: 3,
      notices: [notice('a', '2024-01-16T09:00:00Z'), notice('b', '2024-01-16T08:00:00Z', { read: 'x' })],
    }
    const read = inboxRead(inbox, { ids: ['a', 'b'] }, '2024-01-16T10:00:00Z')
    expect(read.unread).toBe(2)
    expect(read.notices.map((shown) => shown.read)).toEqual(['2024-01-16T10:00:00Z', 'x'])
    expect(inboxRead(inbox, { all: true }, 'now').unread).toBe(0)
  })
})
