import { describe, expect, it } from 'vitest'
import { addressesIn, pasteChanges, readDate, readPastedList } from '../../../client/report/assignPaste.ts'

const places = [
  { id: 'atgarder', number: '5.3', title: 'Vidtagna åtgärder för att nå ekonomi i balans' },
  { id: 'framtid', number: '7', title: 'Framtida utmaningar' },
  { id: 'nyckeltal', number: '5.5', title: 'Produktions- och nyckeltal' },
  { id: 'it', title: 'Område IT' },
  { id: 'drift.it', title: 'Område IT, drift' },
]
const people = [
  { user: 'per.sandberg', name: 'Per Sandberg', title: 'controller' },
  { user: 'karin.hallgren', name: 'Karin Hallgren', title: 'områdeschef' },
  { user: 'anna.ek', name: 'Anna Ek', title: '' },
  { user: 'anna.ek2', name: 'Anna Ek', title: '' },
]
const today = '2024-01-16'
const read = (...cells: string[][]) => readPastedList(cells, { places, people, today })
const item = (text: string) => read([text, ''])[0]?.item
const who = (text: string) => {
  const [line] = read(['7', text])
  return [line?.people.join(' '), line?.unknown.join('|')]
}

describe('a pasted list of who is responsible', () => {
  it('[NO19] finds sections by number and title, items by title, and says nothing where several fit', () => {
    expect(item('5.3')).toBe('atgarder')
    expect(item('5.3. Vidtagna åtgärder')).toBe('atgarder')
    expect(item('7 Framtida utmaningar')).toBe('framtid')
    expect(item('framtida  UTMANINGAR')).toBe('framtid')
    expect(item('Produktions och nyckeltal')).toBe('nyckeltal')
    expect(item('Vidtagna åtgärder')).toBe('atgarder')
    expect(item('Område IT')).toBe('it')
    expect(item('Område')).toBeNull()
    expect(item('9.9')).toBeNull()
    expect(item('Solpaneler')).toBeNull()
  })

  it('[NO19] finds people by name in either order, by sign-in name, several in one cell; two of one name are nobody', () => {
    expect(who('Per Sandberg')).toEqual(['per.sandberg', ''])
    expect(who('Sandberg, Per')).toEqual(['per.sandberg', ''])
    expect(who('PER.SANDBERG')).toEqual(['per.sandberg', ''])
    expect(who('Per Sandberg, Karin Hallgren')).toEqual(['per.sandberg karin.hallgren', ''])
    expect(who('Per Sandberg och Karin Hallgren')).toEqual(['per.sandberg karin.hallgren', ''])
    expect(who('Per Sandberg / Bo Ek')).toEqual(['per.sandberg', 'Bo Ek'])
    expect(who('Anna Ek')).toEqual(['', 'Anna Ek'])
    expect(who('anna.ek')).toEqual(['anna.ek', ''])
  })

  it('[NO19] asks for addresses, and takes the answer', () => {
    const cells = [['7', 'per@example.org']]
    const lines = readPastedList(cells, { places, people, today })
    expect(addressesIn(lines)).toEqual(['per@example.org'])
    const [line] = readPastedList(cells, {
      places,
      people,
      today,
      byAddress: { 'per@example.org': 'per.sandberg' },
    })
    expect(line?.people).toEqual(['per.sandberg'])
  })

  it('[NO19] takes område and date in any order, leaves out headings and empty lines', () => {
    expect(
      read(
        ['Avsnitt', 'Ansvarig', 'Klart'],
        ['7', 'Per Sandberg', 'Område IT', '26 jan'],
        ['', '', '', ''],
        ['5.5', 'Per Sandberg', '2024-02-01', 'Alla områden'],
        ['5.3', 'Per Sandberg', '', ''],
      ).map(({ line, item: id, unit, due }) => [line, id, unit, due]),
    ).toEqual([
      [1, 'framtid', 'Område IT', '2024-01-26'],
      [3, 'nyckeltal', 'Alla områden', '2024-02-01'],
      [4, 'atgarder', undefined, undefined],
    ])
  })

  it('[NO19] reads dates as people write them', () => {
    const dates = [
      '2024-01-26',
      '26 jan',
      '26 januari 2024',
      'fre 26 jan',
      '26/1',
      '26.1.2024',
      '2024-01-26 00:00',
    ]
    expect(dates.map((text) => readDate(text, today))).toEqual(dates.map(() => '2024-01-26'))
    expect(readDate('10 januari', '2023-12-20')).toBe('2024-01-10')
    expect(readDate('20 december', today)).toBe('2024-12-20')
    for (const wrong of ['31 feb', '2024-13-01', 'Område IT', '5.3.1', 'snart', ''])
      expect(readDate(wrong, today)).toBeNull()
  })

  it('[NO20] comes to one change an item; people are added, or take the place of those before', () => {
    const lines = read(
      ['7', 'Per Sandberg', 'Område IT'],
      ['7', 'Karin Hallgren', '26 jan'],
      ['5.3', 'Karin Hallgren'],
      ['Solpaneler', 'Per Sandberg'],
    )
    const unknown = read(['7', 'Bo Ek', 'Område IT'])
    expect(pasteChanges(unknown, {}, () => [], false)).toEqual([])
    expect(pasteChanges(unknown, { 0: { people: ['bo'] } }, () => [], false)).toEqual([
      { id: 'framtid', people: ['bo'], unit: 'Område IT' },
    ])
    const known = (id: string) => (id === 'atgarder' ? ['karin.hallgren', 'olle'] : ['olle'])
    expect(pasteChanges(lines, {}, known, false)).toEqual([
      {
        id: 'framtid',
        people: ['olle', 'per.sandberg', 'karin.hallgren'],
        unit: 'Område IT',
        due: '2024-01-26',
      },
    ])
    expect(pasteChanges(lines, {}, known, true)).toEqual([
      { id: 'framtid', people: ['per.sandberg', 'karin.hallgren'], unit: 'Område IT', due: '2024-01-26' },
      { id: 'atgarder', people: ['karin.hallgren'] },
    ])
    expect(
      pasteChanges(lines, { 0: { item: null }, 1: { item: null }, 3: { item: 'it' } }, known, false),
    ).toEqual([{ id: 'it', people: ['olle', 'per.sandberg'] }])
  })
})
