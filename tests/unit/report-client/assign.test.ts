import { describe, expect, it } from 'vitest'
import { marksOf, noMarks, rangeTo, toggled } from '../../../client/report/assignMarks.ts'
import { grantsOf, memberDraft } from '../../../client/report/assignMember.ts'
import { assignRows, shownRows } from '../../../client/report/assignRows.ts'
import { bulkValues, changesBack, changesOf, noEdit } from '../../../client/report/assignValues.ts'
import { layoutReport } from '../../../shared/section/layoutReport.ts'
import { itemIdsOf } from '../../../shared/section/itemIds.ts'
import { boardTemplate, demoReport } from '../template/demoReport.ts'

const { report } = demoReport('servicenamnden-2023')
const layout = layoutReport(boardTemplate(), report)
const rows = assignRows(layout, report.plan.items)

describe('what responsibility is given out for', () => {
  it('[UX47] are items that the server knows, each once', () => {
    const places = itemIdsOf(layout)
    expect(rows.filter(({ id }) => !places.has(id))).toEqual([])
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  })

  it('[UX47] leaves out no assignment, goal, indicator, measure or table', () => {
    const shown = new Set(rows.map(({ id }) => id))
    const asked = report.plan.items.filter(({ kind }) =>
      ['goal', 'outcomeGoal', 'assignment', 'indicator', 'measure', 'risk'].includes(kind),
    )
    expect(asked.filter(({ id }) => !shown.has(id))).toEqual([])
    expect(rows.find(({ id }) => id === 'driftredovisning')?.kind).toBe('table')
    expect(rows.find(({ id }) => id === 'driftredovisning.it')).toMatchObject({
      kind: 'row',
      parent: 'driftredovisning',
      depth: 2,
    })
  })

  it('[UX47] does not ask anybody for sums or locked text', () => {
    expect(rows.some(({ id }) => id.endsWith('.sumCosts'))).toBe(false)
    expect(rows.filter(({ kind, unfolds, asks }) => kind !== 'section' && unfolds && !asks)).toEqual([])
  })

  it('[UX47] unfolds from section to table to row', () => {
    const section = rows.find(({ id }) => id === 'driftredovisning')?.parent ?? ''
    const shown = (...open: string[]): string[] => shownRows(rows, new Set(open)).map(({ id }) => id)
    expect(shown()).toEqual(rows.filter(({ kind }) => kind === 'section').map(({ id }) => id))
    expect(shown('driftredovisning')).not.toContain('driftredovisning.it')
    expect(shown(section)).not.toContain('driftredovisning.it')
    expect(shown(section, 'driftredovisning')).toContain('driftredovisning.it')
  })
})

describe('marking', () => {
  const shown = ['a', 'b', 'c', 'd', 'e']
  const ids = ({ ids: marked }: { ids: ReadonlySet<string> }): string => [...marked].toSorted().join('')

  it('[UX48] takes a range from the last plain click, in either direction', () => {
    expect(ids(rangeTo(toggled(noMarks, 'b'), shown, 'd'))).toBe('bcd')
    expect(ids(rangeTo(toggled(noMarks, 'd'), shown, 'b'))).toBe('bcd')
    expect(ids(rangeTo(rangeTo(toggled(noMarks, 'b'), shown, 'c'), shown, 'e'))).toBe('bcde')
  })

  it('[UX48] clears a range that begins at a line that was unmarked', () => {
    const all = rangeTo(toggled(noMarks, 'a'), shown, 'e')
    expect(ids(rangeTo(toggled(all, 'b'), shown, 'd'))).toBe('ae')
  })

  it('[UX48] is a plain click where the range has no beginning on the page', () => {
    expect(ids(rangeTo(noMarks, shown, 'c'))).toBe('c')
    expect(ids(rangeTo({ ids: new Set(['x']), anchor: 'x' }, shown, 'c'))).toBe('cx')
  })

  it('[UX48] reads an address with numbers and ids', () => {
    const found = marksOf('5.1, driftredovisning,99', rows)
    expect(found.ids.has('driftredovisning')).toBe(true)
    expect([...found.ids].map((id) => rows.find((row) => row.id === id)?.number)).toContain('5.1')
    expect(found.ids.size).toBe(2)
    expect(marksOf(undefined, rows).ids.size).toBe(0)
  })
})

describe('several items at once', () => {
  const records = {
    a: { people: ['per', 'karin'], unit: 'Ekonomi', due: '2024-01-26' },
    b: { people: ['karin'], due: '2024-01-26' },
  }

  it('[UX49] says what is the same, what differs, and how many name somebody', () => {
    expect(bulkValues(Object.values(records))).toEqual({
      people: [
        { user: 'per', on: 1 },
        { user: 'karin', on: 2 },
      ],
      unit: { same: false },
      due: { same: true, value: '2024-01-26' },
      count: 2,
    })
  })

  it('[UX49] leaves what differs as it is, and each its own people', () => {
    expect(changesOf(['a', 'b', 'c'], records, noEdit)).toEqual([])
    expect(changesOf(['a', 'b', 'c'], records, { ...noEdit, add: ['per'] })).toEqual([
      { id: 'b', people: ['karin', 'per'] },
      { id: 'c', people: ['per'] },
    ])
    expect(changesOf(['a', 'b'], records, { ...noEdit, remove: ['karin'], unit: '' })).toEqual([
      { id: 'a', people: ['per'], unit: null },
      { id: 'b', people: [] },
    ])
  })

  it('[UX49] can be taken back', () => {
    const changes = changesOf(['a', 'c'], records, { add: ['maria'], remove: [], unit: 'HR', due: '' })
    expect(changesBack(changes, records)).toEqual([
      { id: 'a', people: ['per', 'karin'], unit: 'Ekonomi', due: '2024-01-26' },
      { id: 'c', people: [], unit: null },
    ])
  })
})

describe("somebody's roles", () => {
  it('[UX50] come back as they were, for everybody in a whole report', () => {
    const byRole = (grants: readonly { role: string }[]) =>
      grants.toSorted((a, b) => a.role.localeCompare(b.role))
    for (const { grants } of Object.values(report.members).filter((member) => member.grants.length > 0)) {
      const made = grantsOf(memberDraft(grants))
      expect(made.ok && byRole(made.grants)).toEqual(byRole(grants))
    }
  })

  it('[UX50] are at least one, and a limited one names a section', () => {
    const none = memberDraft([])
    expect(grantsOf(none)).toEqual({ ok: false, problem: 'noRole' })
    const limited = none.map((held) =>
      held.role === 'skribent' ? { ...held, has: true, reach: 'sections' as const } : held,
    )
    expect(grantsOf(limited)).toEqual({ ok: false, problem: 'noSection' })
    expect(grantsOf(limited.map((held) => (held.has ? { ...held, reach: 'items' as const } : held)))).toEqual(
      {
        ok: true,
        grants: [{ role: 'skribent', items: [] }],
      },
    )
  })

  it('[UX50] never become wider by being shown: several grants of a role are put together', () => {
    const draft = memberDraft([
      { role: 'skribent', sections: ['framtid'] },
      { role: 'skribent', items: ['up-soc'] },
    ])
    expect(grantsOf(draft)).toEqual({
      ok: true,
      grants: [{ role: 'skribent', sections: ['framtid'], items: ['up-soc'] }],
    })
  })
})
