import { describe, expect, test } from 'vitest'
import { countContributions, groupContributions } from '../../../client/contribution/groupContributions.ts'
import { knownAreas } from '../../../client/contribution/knownAreas.ts'
import type { Contribution, ContributionState } from '../../../shared/contribution/contribution.ts'

const at = (minute: number): string => `2024-01-20T08:${String(minute).padStart(2, '0')}:00.000Z`

const one = (unit: string, state: ContributionState, minute = 0, slot = 'goal.comment'): Contribution => ({
  id: `bidrag-${unit}`,
  section: 'mal',
  item: 'goal',
  slot,
  unit,
  writers: ['per'],
  asked: { by: 'anna', at: at(0) },
  state,
  epoch: 1,
  started: { by: 'anna', at: at(0) },
  ...(state === 'inlamnad' || state === 'inget_att_rapportera' || state === 'infogad'
    ? { handedIn: { by: 'per', at: at(minute), words: 3 } }
    : {}),
  ...(state === 'infogad' ? { inserted: { by: 'anna', at: at(minute + 1) } } : {}),
})

const eight = [
  one('Måltid', 'inlamnad', 9),
  one('IT', 'inlamnad', 4),
  one('Ö-vik', 'ej_paborjad'),
  one('HR', 'inget_att_rapportera', 6),
  one('Fastigheter', 'infogad', 2),
  one('Ekonomi', 'infogad', 1),
  one('Arkiv', 'tillbaka'),
  one('Stab', 'borttagen'),
  one('Tryck', 'inlamnad', 5, 'goal2.comment'),
]

describe('weaving', () => {
  test('[BI30] cards stand by text: what is missing first, then what has come by time, inserted ones apart, removed ones not at all', () => {
    const groups = groupContributions(eight, ['goal2.comment', 'other.comment', 'goal.comment'])
    expect(
      groups.map(({ slot, missing, come, inserted }) => [
        slot,
        ...[missing, come, inserted].map((cards) => cards.map(({ unit }) => unit).join(' ')),
      ]),
    ).toEqual([
      ['goal2.comment', '', 'Tryck', ''],
      ['goal.comment', 'Arkiv Ö-vik', 'IT HR Måltid', 'Ekonomi Fastigheter'],
    ])
  })

  test('[BI31] the counts add up: who has nothing to report and what is inserted has been handed in too', () => {
    const counts = countContributions(eight)
    expect(counts).toEqual({ all: 8, done: 6, nothing: 1, inserted: 2, toInsert: 3 })
    expect(counts.done).toBe(counts.nothing + counts.inserted + counts.toInsert)
    expect(countContributions([])).toEqual({ all: 0, done: 0, nothing: 0, inserted: 0, toInsert: 0 })
  })

  test('[BI32] an område is offered with who wrote for it before, else with its few authors', () => {
    const person = (user: string, unit: string) => ({ user, name: user, title: '', unit })
    const skribent = (user: string) => ({ user, grants: [{ role: 'skribent' as const }], arrival: 0 })
    const areas = knownAreas(
      {
        items: { goal: { people: [], state: 'ej_paborjad', quoted: [], unit: 'Transport' } },
        contributions: { a: one('IT', 'infogad') },
        members: {
          karin: skribent('karin'),
          lars: skribent('lars'),
          maria: { user: 'maria', grants: [{ role: 'granskare' }], arrival: 1 },
        },
      },
      {
        karin: person('karin', 'IT'),
        lars: person('lars', 'Måltid'),
        maria: person('maria', 'Måltid'),
      },
    )
    expect(areas).toEqual([
      { unit: 'IT', people: ['per'] },
      { unit: 'Måltid', people: ['lars'] },
      { unit: 'Transport', people: [] },
    ])
  })
})
