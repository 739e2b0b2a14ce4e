import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { demoFile, demoPeople } from '../../../server/exchange/demoFile.ts'
import { figureReader } from '../../../shared/check/compute.ts'
import { formatFigure } from '../../../shared/figure/formatFigure.ts'
import { childKinds } from '../../../shared/plan/plan.ts'
import { checkInputOf, placedBlocksOf } from '../../../shared/report/checkInput.ts'
import { blocksOf, proseSlotsOf, sectionsOf } from '../../../shared/section/layout.ts'
import { itemIdsOf } from '../../../shared/section/itemIds.ts'
import { readTemplate } from '../../../shared/template/readTemplate.ts'
import { boardTemplate, demoLayout, demoReport, readDemo, readJson } from './demoReport.ts'

const files = (folder: string): string[] =>
  readdirSync(new URL(`../../../templates/${folder}`, import.meta.url)).filter((name) =>
    name.endsWith('.json'),
  )
const demoReports = ['servicenamnden-2022', 'servicenamnden-2023']

describe('the files in templates/', () => {
  it.each(files('.'))('[TP1] %s is a template without a fault', (file) => {
    const read = readTemplate(readJson(file), file)
    expect(read.ok ? [] : read.problem).toEqual([])
  })

  it.each(files('demo'))('[TP1] demo/%s is a demo file', (file) => {
    const schema = file === 'people.json' ? demoPeople : demoFile
    const read = schema.safeParse(readJson(`demo/${file}`))
    expect(read.error?.issues ?? []).toEqual([])
  })
})

describe.each(demoReports)('demo/%s', (name) => {
  const demo = readDemo(name)
  const layout = demoLayout(demo)
  const template = boardTemplate()

  it('[TP7] names only people of the demo, and the samordnare is one of them', () => {
    const known = new Set(demoPeople.parse(readJson('demo/people.json')).map(({ user }) => user))
    const named = [
      demo.samordnare,
      ...demo.members.map(({ user }) => user),
      ...[...demo.cells, ...demo.reported, ...demo.statuses, ...demo.prose, ...demo.final, ...demo.steps].map(
        ({ by }) => by,
      ),
      ...demo.statuses.flatMap(({ settled }) => (settled === undefined ? [] : [settled.by])),
      ...demo.items.flatMap(({ people }) => people ?? []),
    ]
    expect(named.filter((user) => !known.has(user))).toEqual([])
  })

  it('[TP7] has every item of its plan where it may stand', () => {
    const byId = new Map(demo.plan.items.map((item) => [item.id, item]))
    expect(byId.size).toBe(demo.plan.items.length)
    const misplaced = demo.plan.items.filter(({ kind, parent, place }) => {
      const above = parent === null ? undefined : byId.get(parent)
      return parent === null
        ? !template.places.some((candidate) => candidate.id === place && candidate.kind === kind)
        : above === undefined || !childKinds[above.kind].includes(kind)
    })
    expect(misplaced).toEqual([])
  })

  it('[TP7] puts its texts into slots, and its judgements and people at items, that exist', () => {
    const slots = new Set(
      sectionsOf(layout).flatMap((section) => proseSlotsOf(section).map(({ id }) => `${section.id} ${id}`)),
    )
    const places = itemIdsOf(layout)
    expect(
      demo.prose
        .flatMap(({ section, slots: texts }) => Object.keys(texts).map((slot) => `${section} ${slot}`))
        .filter((slot) => !slots.has(slot)),
    ).toEqual([])
    const items = [
      ...demo.items.map(({ id }) => id),
      ...demo.statuses.map(({ item }) => item),
      ...demo.members.flatMap(({ grants }) =>
        grants.flatMap((grant) => [...(grant.items ?? []), ...(grant.sections ?? [])]),
      ),
    ]
    expect(items.filter((item) => !places.has(item))).toEqual([])
  })
})

describe('the demo report of 2023', () => {
  const { report, layout } = demoReport('servicenamnden-2023')
  const figures = figureReader(
    placedBlocksOf(layout),
    checkInputOf(() => report, layout),
  )
  const shown = (block: string, row: string, column: string): string => {
    const figure = figures.at({ block, row, column })
    return figure === undefined ? 'no such cell' : formatFigure(figure.value, figure.place.format)
  }

  const rowOf =
    (block: string, columns: readonly string[]) =>
    (row: string): string[] =>
      columns.map((column) => shown(block, row, column).replaceAll('\u00a0', ' '))

  const computed = (row: string) => figures.computed({ block: 'nyckeltal', row, column: 'change' })?.value

  it('[TP8] has a text in every prose slot', () => {
    const empty = sectionsOf(layout).flatMap((section) =>
      proseSlotsOf(section)
        .filter(({ id }) => report.texts[section.id]?.[id] === undefined)
        .map(({ id }) => `${section.id} ${id}`),
    )
    expect(empty).toEqual([])
  })

  it('[BL3] computes the result of 2023 as it was printed', () => {
    const row = rowOf('resultatrapport', [
      'actual',
      'budget',
      'actualPrev',
      'budgetDeviation',
      'actualDeviation',
    ])
    expect(row('sumIncome')).toEqual(['2 426,1', '2 381,4', '2 200,6', '44,7', '225,5'])
    expect(row('staffCosts')).toEqual(['−678,8', '−692,8', '−604,9', '14,0', '−73,9'])
    expect(row('sumCosts')).toEqual(['−2 282,0', '−2 278,4', '−2 073,2', '−3,6', '−208,8'])
    expect(row('netCost')).toEqual(['144,1', '103,0', '127,4', '41,1', '16,7'])
    expect(row('result')).toEqual(['−12,0', '−51,7', '−29,0', '39,7', '17,0'])
  })

  it('[BL4] computes the driftredovisning as it was printed', () => {
    const row = rowOf('driftredovisning', ['budgetDeviation', 'turnover', 'ratio', 'budgetDeviationPrev'])
    expect(row('result')).toEqual(['39,7', '2 426,1', expect.stringMatching(/^1,6/), '20,8'])
    expect(row('medicinsk-teknik')[2]).toMatch(/^6,0/)
    expect(row('forsorjning')[2]).toMatch(/^−2,5/)
  })

  it('[BL2] counts the settled statuses, and names the one that is not', () => {
    const row = rowOf('maluppfyllelse', ['uppnatt', 'mindre_avvikelse', 'storre_avvikelse'])
    expect(row('outcomeGoals')).toEqual(['2', '0', '0'])
    expect(row('assignments')).toEqual(['3', '6', '0'])
    expect(row('boardGoals')).toEqual(['4', '0', '0'])
    expect(
      figures.computed({ block: 'maluppfyllelse', row: 'boardGoals', column: 'uppnatt' })?.unsettled,
    ).toEqual(['nm-digital'])
  })

  it('[BL5] keeps the two delivered changes beside the computed ones', () => {
    const delivered = rowOf('nyckeltal', ['change'])
    expect(delivered('upphandling-miljokrav')[0]).toContain('−2')
    expect(computed('upphandling-miljokrav')).toEqual({ kind: 'number', value: '2' })
    expect(delivered('upphandling-uppforandekod')[0]).toContain('−1')
    expect(computed('upphandling-uppforandekod')).toEqual({ kind: 'number', value: '1' })
  })

  it('[BL1] has ids of items that are used once in the report', () => {
    const ids = sectionsOf(layout).flatMap((section) => [
      section.id,
      ...proseSlotsOf(section).map(({ id }) => id),
      ...blocksOf(section).map(({ id }) => id),
    ])
    const twice = ids.filter((id, at) => ids.indexOf(id) !== at)
    expect(twice).toEqual([])
  })
})
