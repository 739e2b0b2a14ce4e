import { describe, expect, it } from 'vitest'
import type { Block } from '../../../shared/block/block.ts'
import { readCell } from '../../../shared/report/checkInput.ts'
import type { PlanItem, PlanKind } from '../../../shared/plan/plan.ts'
import { blocksOf, proseSlotsOf, sectionsOf } from '../../../shared/section/layout.ts'
import { layoutReport, type LaidOut } from '../../../shared/section/layoutReport.ts'
import { boardTemplate, demoReport, laidOut, readDemo } from '../template/demoReport.ts'

const template = boardTemplate()
const demo = laidOut(readDemo('servicenamnden-2023'))
const blockIn = (report: LaidOut, id: string): Block => {
  const block = sectionsOf(layoutReport(template, report))
    .flatMap(blocksOf)
    .find((candidate) => candidate.id === id)
  if (block === undefined) throw new Error(`no block ${id}`)
  return block
}
const item = (id: string, kind: PlanKind, parent: string | null, rest: Partial<PlanItem> = {}): PlanItem => ({
  id,
  kind,
  parent,
  fields: { text: `text of ${id}` },
  changes: [],
  removed: false,
  ...rest,
})

describe('goals', () => {
  it.each([
    ['nm-partner', ['status', 'trend']],
    ['ef-ekonomi', ['status', 'trend']],
    ['up-soc', ['status']],
    ['st-digital', []],
  ])('[BL8] %s is judged by %j', (id, columns) => {
    expect(blockIn(demo, id).columns.map((column) => column.id)).toEqual(columns)
  })

  it('[BL8] may nest as plans do: an uppdrag under a goal, an activity under an effektmål, a goal under a perspective', () => {
    const items = [
      item('p', 'perspective', null, { place: 'process' }),
      item('g', 'goal', 'p'),
      item('a', 'assignment', 'g'),
      item('o', 'outcomeGoal', 'p'),
      item('x', 'activity', 'o'),
      item('g2', 'goal', 'o'),
      item('u', 'assignment', 'p'),
    ]
    const section = sectionsOf(layoutReport(template, { ...demo, plan: { items } })).find(
      ({ id }) => id === 'mal-process',
    )
    const goals = section === undefined ? [] : blocksOf(section).filter(({ kind }) => kind === 'goalBlock')
    expect(goals.map(({ id, depth }) => [id, depth])).toEqual([
      ['g', 1],
      ['a', 2],
      ['o', 1],
      ['x', 2],
      ['g2', 2],
      ['u', 1],
    ])
    expect(goals.find(({ id }) => id === 'x')?.columns[0]?.choices).toContain('ej_startad')
  })

  it('[BL9] a judged indicator has no figures, and the plan gives the target of the others', () => {
    const judged = blockIn(demo, 'nm-partner-indicators').rows[0]
    expect(judged?.without).toEqual(['actual', 'target'])
    const target = { block: 'ef-arbetsgivare-indicators', row: 'in-hme', column: 'target' }
    expect(blockIn(demo, target.block).columns.find(({ id }) => id === 'target')?.fill).toBe('carried')
    expect(readCell({ cells: {}, plan: demo.plan }, target)).toEqual({
      kind: 'number',
      value: '79',
      comparator: '>',
    })
  })

  it('[BL2] counts only what stands in the plan now', () => {
    const items = demo.plan.items.map((entry) =>
      entry.id === 'st-digital' ? { ...entry, removed: true } : entry,
    )
    const relation = blockIn({ ...demo, plan: { items } }, 'maluppfyllelse').relations.find(
      ({ shown }) => shown.row === 'assignments',
    )
    expect(relation?.formula).toMatchObject({
      op: 'statusCount',
      items: ['up-serviceutbud', 'up-kost', 'up-cykel', 'up-laddpunkter'],
    })
  })
})

describe('economy', () => {
  it("[BL3] has the columns of a delårsrapport at delår, with the forecast against the whole year's budget", () => {
    const block = blockIn({ ...demo, period: 'delar', asOf: '2023-07-31' }, 'resultatrapport')
    expect(block.columns.map(({ id }) => id)).toEqual([
      'actualYtd',
      'budgetYtd',
      'budgetDeviationYtd',
      'actualYtdPrev',
      'forecast',
      'budget',
      'forecastDeviation',
      'budgetDeviationPrev',
    ])
    expect(block.period).toEqual({ kind: 'interval', from: '2023-01-01', to: '2023-07-31' })
    expect(
      block.relations.find(({ shown }) => shown.row === 'result' && shown.column === 'forecastDeviation')
        ?.formula,
    ).toMatchObject({
      op: 'difference',
      minuend: { column: 'forecast' },
      subtrahend: { column: 'budget' },
    })
  })

  it('[BL3] computes sums in columns that are entered, and checks the sums of deviations as well', () => {
    const { rows, relations } = blockIn(demo, 'resultatrapport')
    expect(rows.filter(({ fill }) => fill === 'computed').map(({ id }) => id)).toEqual([
      'sumIncome',
      'sumCosts',
      'netCost',
      'result',
    ])
    const shown = relations
      .filter(({ shown: at }) => at.row === 'result' && at.column === 'budgetDeviation')
      .map(({ rule }) => rule)
    expect(shown).toEqual(['budget-deviation', 'net'])
  })

  it("[BL4] puts the report's own områden before what is shared, each with a Kommentar of its own", () => {
    const block = blockIn(demo, 'driftredovisning')
    expect(block.rows.map(({ id }) => id)).toEqual([
      'fastigheter',
      'forsorjning',
      'inkop',
      'it',
      'medicinsk-teknik',
      'ssc',
      'gemensamt',
      'result',
    ])
    const slots = sectionsOf(layoutReport(template, demo))
      .flatMap(proseSlotsOf)
      .filter((slot) => slot.in?.block === 'driftredovisning')
    expect(slots.map(({ in: place, heading }) => [place?.row, heading])).toContainEqual(['it', 'Område IT'])
    expect(slots.some(({ in: place }) => place?.row === 'result')).toBe(false)
    expect(block.relations.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['sum', 'ratio', 'same-fact', 'turnover']),
    )
  })

  it('[BL4] a removed område is out of the table and its sum', () => {
    const rows = {
      ...demo.rows,
      driftredovisning: (demo.rows.driftredovisning ?? []).map((row) =>
        row.id === 'it' ? { ...row, removed: true } : row,
      ),
    }
    const { relations } = blockIn({ ...demo, rows }, 'driftredovisning')
    expect(JSON.stringify(relations)).not.toContain('"row":"it"')
  })

  it('[BL5] a row of key figures has its own unit, decimals, direction and way of change', () => {
    const nyckeltal = [
      {
        id: 'a',
        label: 'A',
        removed: false,
        unit: 'st' as const,
        decimals: 0,
        changeMode: 'relative' as const,
        better: 'higher' as const,
      },
    ]
    const block = blockIn({ ...demo, rows: { nyckeltal } }, 'nyckeltal')
    expect(block.rows).toEqual([
      {
        id: 'a',
        label: 'A',
        kind: 'data',
        added: true,
        unit: 'st',
        decimals: 0,
        changeMode: 'relative',
        better: 'higher',
      },
    ])
    expect(block.relations[0]?.formula.op).toBe('relativeChange')
  })
})

describe('internal control', () => {
  const block = blockIn(demo, 'internkontrollplan')

  it('[BL10] runs area, risk, measures, and asks each its own question', () => {
    expect(
      block.rows.slice(0, 3).map(({ id, kind, parent, without }) => ({ id, kind, parent, without })),
    ).toEqual([
      { id: 'om-hr', kind: 'group', parent: undefined, without: undefined },
      { id: 'ri-sam', kind: 'data', parent: 'om-hr', without: ['status', 'effect'] },
      { id: 'me-sam', kind: 'data', parent: 'ri-sam', without: ['keepRisk'] },
    ])
  })

  it('[BL10] prints what is region-wide and where a risk comes from, without storing it in the text', () => {
    expect(block.rows.find(({ id }) => id === 'me-sam')?.label).toMatch(
      /^Regionövergripande åtgärd: Varje chef/,
    )
    expect(block.rows.find(({ id }) => id === 'ri-storning')?.label).toMatch(/\(revisionsrapport\)$/)
    expect(demo.plan.items.find(({ id }) => id === 'me-sam')?.fields.text).toMatch(/^Varje chef/)
  })

  it('[BL10] the verdict has a status of its own and two motives', () => {
    const verdict = blockIn(demo, 'isk-verdict')
    expect(verdict.columns[0]?.choices).toEqual(['tillracklig', 'ej_tillracklig'])
    expect(
      verdict.rows.filter(({ without }) => without?.includes('status') !== true).map(({ id }) => id),
    ).toEqual(['verdict'])
    expect(demoReport('servicenamnden-2023').report.statuses['isk-verdict']?.proposed?.status).toBe(
      'tillracklig',
    )
  })
})
