import { expect, test } from 'vitest'
import type { Block, Column, Row } from '../../../shared/block/block.ts'
import { differenceColumns } from '../../../shared/check/relations.ts'
import { figureReader } from '../../../shared/check/compute.ts'
import { emptyCell, type CellValue } from '../../../shared/figure/cellValue.ts'
import type { CellRecord, Report } from '../../../shared/report/report.ts'
import { cellState, cellView, sameViews, type TableSources } from '../../../client/figure/cellView.ts'
import type { OwnEdit } from '../../../client/figure/cellEdits.ts'

const number = (value: string): CellValue => ({ kind: 'number', value })
const column = (id: string, fill: Column['fill']): Column => ({
  id,
  heading: [id],
  type: 'number',
  fill,
  unit: 'mnkr',
  decimals: 1,
})
const actual = column('actual', 'imported')
const previous = column('actualPrev', 'carried')
const deviation = column('deviation', 'computed')
const staff: Row = { id: 'staff', label: 'Personalkostnader', kind: 'data' }
const block: Block = {
  id: 'b',
  kind: 'resultReport',
  title: 'Resultatrapport',
  period: { kind: 'unspecified' },
  columns: [actual, previous, deviation],
  rows: [staff],
  footnotes: [],
  relations: differenceColumns('b', [staff], 'actual-deviation', {
    shown: 'deviation',
    minuend: 'actual',
    subtrahend: 'actualPrev',
  }),
}
const record = (value: CellValue, rest: Partial<CellRecord> = {}): CellRecord => ({
  value,
  revision: 3,
  provenance: { kind: 'typed' },
  by: 'per.sandberg',
  at: '2024-01-15T09:00:00Z',
  ...rest,
})
const report: Report = {
  id: 'r',
  organisation: 'Servicenämnden',
  administration: 'Regionservice',
  title: 'Verksamhetsberättelse 2023',
  year: 2023,
  period: 'helar',
  asOf: '2023-12-31',
  template: { id: 't', version: '2023.1' },
  state: 'oppen',
  readersFrom: 'arbete',
  created: { by: 'per.sandberg', at: '2024-01-01T09:00:00Z' },
  deadlines: [],
  plan: { items: [] },
  members: {},
  deputies: [],
  sections: {},
  addedSections: [],
  items: {},
  cells: {},
  statuses: {},
  rows: {},
  final: {},
  explanations: {},
  texts: {},
  threads: {},
  contributions: {},
  versions: {},
  seen: {},
}

/** The table with these cells of its one row, seen by a skribent. */
const sources = (
  cells: Record<string, CellRecord>,
  own: Record<string, OwnEdit> = {},
  rest: Partial<TableSources> = {},
): TableSources => {
  const reader = figureReader([{ section: 's', block }], {
    read: ({ column: id }) => cells[id]?.value ?? emptyCell,
    reported: ({ column: id }) => cells[id]?.reported,
    status: () => undefined,
  })
  return {
    block,
    report: { ...report, cells: { b: { staff: cells } } },
    computed: reader.computed,
    own: (key) => own[key],
    closedTable: undefined,
    mayCorrectCarried: false,
    findingsAt: () => [],
    hereAt: () => undefined,
    markAt: () => undefined,
    threadsAt: () => [],
    activeThread: null,
    language: 'sv',
    ...rest,
  }
}
const view = (from: TableSources, at: Column) => cellView(from, cellState(from, staff, at))

test('[TB32] a stored figure prints in house form and is spoken as words', () => {
  expect(view(sources({ actual: record(number('-1295.52')) }), actual)).toMatchObject({
    text: '−1\u00a0295,5',
    spoken: 'minus 1\u00a0295,5',
    closed: undefined,
  })
})

test('[TB32] mine is shown while it is on its way, and until the record has come as far', () => {
  const cells = { actual: record(number('1')) }
  expect(
    view(sources(cells, { 'b.staff.actual': { state: 'waiting', value: number('2') } }), actual).text,
  ).toBe('2,0')
  expect(
    view(sources(cells, { 'b.staff.actual': { state: 'stored', value: number('2'), revision: 4 } }), actual)
      .text,
  ).toBe('2,0')
  expect(
    view(sources(cells, { 'b.staff.actual': { state: 'stored', value: number('2'), revision: 3 } }), actual)
      .text,
  ).toBe('1,0')
})

test('[TB32] in a conflict theirs stands in the cell', () => {
  const own: OwnEdit = {
    state: 'conflict',
    value: number('-165.1'),
    theirs: { value: number('-156.1'), revision: 4, byName: 'Johan Ekdahl' },
  }
  const shown = view(sources({ actual: record(number('-150')) }, { 'b.staff.actual': own }), actual)
  expect(shown).toMatchObject({ text: '−156,1', edit: 'conflict' })
})

test('[TB32] a computed cell shows what it gives, and what a source delivered beside it', () => {
  const cells = { actual: record(number('5.5')), actualPrev: record(number('2')) }
  expect(view(sources(cells), deviation)).toMatchObject({
    text: '3,5',
    closed: 'computed',
    isReported: false,
  })
  const delivered = sources({ ...cells, deviation: record(emptyCell, { reported: number('3.6') }) })
  expect(view(delivered, deviation)).toMatchObject({ text: '3,6', isReported: true })
})

test('[TB32] last year’s figure is closed once a report has brought it along, but for the samordnare', () => {
  const carried = {
    actualPrev: record(number('2'), {
      provenance: { kind: 'carried', report: 'r0', label: 'Verksamhetsberättelse 2022' },
    }),
  }
  expect(view(sources(carried), previous).closed).toBe('previous')
  expect(view(sources(carried, {}, { mayCorrectCarried: true }), previous).closed).toBeUndefined()
  expect(view(sources({ actualPrev: record(number('2')) }), previous).closed).toBeUndefined()
})

test('[TB32] a table that is final or not mine is closed as a whole, with its own reason', () => {
  expect(view(sources({}, {}, { closedTable: 'final' }), actual).closed).toBe('final')
  expect(view(sources({}, {}, { closedTable: 'right' }), deviation).closed).toBe('computed')
})

test('[TB32] views that look the same are the same, and another figure, flag or person is not', () => {
  const plain = view(sources({ actual: record(number('1')) }), actual)
  expect(sameViews([plain], [view(sources({ actual: record(number('1'), { revision: 9 }) }), actual)])).toBe(
    true,
  )
  expect(sameViews([plain], [view(sources({ actual: record(number('2')) }), actual)])).toBe(false)
  const here = sources(
    { actual: record(number('1')) },
    {},
    { hereAt: () => ({ user: 'j', name: 'Johan Ekdahl', colour: 1 }) },
  )
  expect(sameViews([plain], [view(here, actual)])).toBe(false)
})
