import { describe, expect, it } from 'vitest'
import { nearestParent, parentsFor, parentsIn } from '../../../client/plan/parentChoices.ts'
import { groupPlan, placeNow, stepsOf, type PlanGroup } from '../../../client/plan/planRows.ts'
import { childKinds, type PlanItem, type PlanKind } from '../../../shared/plan/plan.ts'
import { layoutReport } from '../../../shared/section/layoutReport.ts'
import { boardTemplate, demoReport } from '../template/demoReport.ts'

const template = boardTemplate()
const { report } = demoReport('servicenamnden-2023')

const item = (id: string, kind: PlanKind, parent: string | null, place?: string): PlanItem => ({
  id,
  kind,
  parent,
  ...(place === undefined ? {} : { place }),
  fields: { text: `text of ${id}` },
  changes: [],
  removed: false,
})

const grouped = (items: PlanItem[], sections = report.sections): PlanGroup[] =>
  groupPlan(items, template, layoutReport(template, { ...report, sections, plan: { items } }))

const ids = (groups: readonly PlanGroup[]): string[] =>
  groups.map(({ root, part, rows }) => [root.id, part?.id ?? '', ...rows.map((row) => row.item.id)].join(' '))

const process = item('p', 'perspective', null, 'process')
const small = [
  item('r', 'perspective', null, 'resurs'),
  process,
  item('uppdrag', 'assignment', 'goal'),
  item('goal', 'goal', 's'),
  item('s', 'strategy', 'p'),
  item('one', 'indicator', 'goal'),
  item('own', 'goal', 'p'),
  item('two', 'indicator', 'goal'),
]

describe('the plan as a list', () => {
  it("[UX40] stands in the report's order, under a heading for each perspective and strategy", () => {
    expect(ids(grouped(small))).toEqual(['p s goal one two uppdrag', 'p  own', 'r '])
    expect(grouped(small).map(({ section }) => section?.number)).toEqual(['4.3', '4.3', '4.4'])
  })

  it('[UX40] shows each living item of a whole plan once, and nothing that a decision took out', () => {
    const [first, ...others] = report.plan.items.filter(({ kind }) => kind === 'measure')
    const items = report.plan.items.map((each) => (each.id === first?.id ? { ...each, removed: true } : each))
    const shown = grouped(items).flatMap(({ root, part, rows }) => [
      root.id,
      ...(part ? [part.id] : []),
      ...rows.map((row) => row.item.id),
    ])
    expect([...new Set(shown)].toSorted()).toEqual(
      items
        .filter(({ removed }) => !removed)
        .map(({ id }) => id)
        .toSorted(),
    )
    expect(shown).not.toContain(first?.id)
    expect(shown).toContain(others[0]?.id)
  })

  it('[UX40] keeps what stands in a hidden section, without a number', () => {
    const section = grouped(small)[0]?.section?.id ?? ''
    const hidden = grouped(small, {
      ...report.sections,
      [section]: { state: 'arbete', epoch: 1, hidden: true, seals: [] },
    })
    expect(ids(hidden)).toEqual(['r ', 'p s goal one two uppdrag', 'p  own'])
    expect(hidden[1]?.section).toBeNull()
  })
})

describe('moving an item', () => {
  const find = (id: string): PlanItem => small.find((each) => each.id === id) ?? process

  it('[UX41] changes places with its neighbours in print, and stops at the ends', () => {
    expect(stepsOf(small, find('one'))).toEqual({ down: { before: null } })
    expect(stepsOf(small, find('two'))).toEqual({ up: { before: 'one' } })
    expect(stepsOf(small, find('s'))).toEqual({ down: { before: null } })
    expect(stepsOf(small, find('p'))).toEqual({})
  })

  it('[UX41] remembers where it stood', () => {
    expect(placeNow(small, find('one'))).toEqual({ parent: 'goal', before: 'two' })
    expect(placeNow(small, find('two'))).toEqual({ parent: 'goal', before: null })
  })
})

describe('where an item can stand', () => {
  const parents = parentsIn(report.plan.items, template, layoutReport(template, report))

  it('[UX42] is only under what takes its sort, and never under itself', () => {
    for (const each of report.plan.items.filter(({ parent }) => parent !== null)) {
      const choices = parentsFor(each, parents, report.plan.items)
      expect(choices.map(({ id }) => id)).toContain(each.parent)
      expect(
        choices.every((parent) => parent.at === 'item' && childKinds[parent.item.kind].includes(each.kind)),
      ).toBe(true)
      expect(choices.map(({ id }) => id)).not.toContain(each.id)
    }
    const strategy = small.find(({ id }) => id === 's') ?? process
    const smallParents = parentsIn(
      small,
      template,
      layoutReport(template, { ...report, plan: { items: small } }),
    )
    expect(parentsFor(strategy, smallParents, small).map(({ id }) => id)).toEqual(['p', 'r'])
  })

  it('[UX42] begins under what is open, or beside it where that holds nothing', () => {
    const open = (id: string | undefined) =>
      nearestParent(
        parentsIn(small, template, layoutReport(template, { ...report, plan: { items: small } })),
        small,
        id,
      )?.id
    expect(open('goal')).toBe('goal')
    expect(open('two')).toBe('goal')
    expect(open(undefined)).toBe('p')
    expect(nearestParent(parentsIn([], template, layoutReport(template, report)), [], undefined)?.at).toBe(
      'place',
    )
  })
})
