import { expect, test } from 'vitest'
import type { Block, Column, Row } from '../../../shared/block/block.ts'
import { cellFormat } from '../../../shared/figure/cellFormat.ts'
import { emptyCell, type CellValue } from '../../../shared/figure/cellValue.ts'
import { singleCell, writeCells } from '../../../client/figure/clipboard.ts'
import { readCells } from '../../../client/figure/readCells.ts'
import { planPaste, suspectedUnit, type TargetCell } from '../../../client/figure/planPaste.ts'
import type { GridShape, GridCell } from '../../../client/figure/gridState.ts'

const column = (id: string, fill: Column['fill']): Column => ({
  id,
  heading: [id],
  type: 'number',
  fill,
  unit: 'mnkr',
  decimals: 1,
})
const row = (id: string, kind: Row['kind'] = 'data'): Row => ({ id, label: id, kind })
const block: Block = {
  id: 'resultat',
  kind: 'resultReport',
  title: 'Resultatrapport',
  unit: 'mnkr',
  period: { kind: 'unspecified' },
  columns: [column('actual', 'imported'), column('budget', 'imported'), column('deviation', 'computed')],
  rows: [row('staff'), row('other'), { ...row('sum', 'subtotal'), fill: 'computed' }],
  footnotes: [],
  relations: [],
}
const stored: Record<string, string> = {
  'staff.actual': '-687.8',
  'staff.budget': '-692.8',
  'other.actual': '-1295.5',
  'other.budget': '-1283.7',
}
const valueAt = ({ row, column }: GridCell): CellValue => {
  const value = stored[`${row}.${column}`]
  return value === undefined ? emptyCell : { kind: 'number', value }
}
const targetAt = (place: GridCell): TargetCell | undefined => {
  const [found, in_] = [
    block.rows.find(({ id }) => id === place.row),
    block.columns.find(({ id }) => id === place.column),
  ]
  if (found === undefined || in_ === undefined) return undefined
  const format = cellFormat(block, found, in_)
  const target = { row: found, column: in_, format, value: valueAt(place) }
  return format.fill === 'computed' ? { ...target, closed: 'computed' } : target
}
const shape: GridShape = {
  rows: ['staff', 'other', 'sum'],
  columns: ['actual', 'budget', 'deviation'],
  has: () => true,
  mayEdit: (place) => targetAt(place)?.closed === undefined,
  textOf: () => '',
  isFlagged: () => false,
}
const plan = (text: string, at: GridCell = { row: 'staff', column: 'actual' }, from?: 'tkr') =>
  planPaste(shape, targetAt, at, readCells(text), from)

test('[TB10] a rectangle goes to the cells from the selected one on, with old and new value', () => {
  const { changes, counts } = plan('-678,8\t-692,8\n-1\u00a0295,5\t-1 283,7')
  expect(changes).toEqual([
    {
      row: 'staff',
      column: 'actual',
      raw: '-678,8',
      outcome: 'change',
      before: { kind: 'number', value: '-687.8' },
      after: { kind: 'number', value: '-678.8' },
    },
  ])
  expect(counts).toMatchObject({ change: 1, same: 3 })
})

test('[TB11] nothing goes into a computed cell; it is counted as skipped', () => {
  const { changes, counts } = plan('1\t2\t3\n4\t5\t6\n7\t8\t9')
  expect(changes.map(({ row, column }) => `${row}.${column}`)).toEqual([
    'staff.actual',
    'staff.budget',
    'other.actual',
    'other.budget',
  ])
  expect(counts.computed).toBe(5)
})

test('[TB11] what is no figure is refused by itself and says why', () => {
  const { rows, changes } = plan('tolv\t-700')
  expect(rows[0]?.[0]).toMatchObject({ outcome: 'unreadable', problem: { code: 'cell-not-a-number' } })
  expect(changes).toHaveLength(1)
})

test('[TB11] a locked cell is skipped', () => {
  const locked = (place: GridCell): TargetCell | undefined => {
    const target = targetAt(place)
    return target === undefined ? undefined : { ...target, closed: 'locked' }
  }
  expect(planPaste(shape, locked, { row: 'staff', column: 'actual' }, [['1']]).counts).toMatchObject({
    locked: 1,
    change: 0,
  })
})

test('[TB11] what lies outside the table is counted, not forgotten', () => {
  const { beyond, rows } = plan('1\t2\n3\t4\n5\t6', { row: 'other', column: 'deviation' })
  expect(beyond).toEqual({ rows: 1, columns: 1 })
  expect(rows).toHaveLength(2)
})

test('[TB12] thousands in a table of millions are suspected and converted without losing a digit, only when asked', () => {
  const pasted = '-678812\t-692800'
  const asTheyAre = plan(pasted)
  const valuesOfRow = (id: string): CellValue[] => shape.columns.map((column) => valueAt({ row: id, column }))
  expect(suspectedUnit(asTheyAre, block, valuesOfRow)).toBe('tkr')
  expect(asTheyAre.changes[0]?.after).toEqual({ kind: 'number', value: '-678812' })
  expect(plan(pasted, undefined, 'tkr').changes[0]?.after).toEqual({ kind: 'number', value: '-678.812' })
})

test('[TB12] amounts of the usual size are not suspected', () => {
  const valuesOfRow = (id: string): CellValue[] => shape.columns.map((column) => valueAt({ row: id, column }))
  expect(suspectedUnit(plan('-700,1\t-650'), block, valuesOfRow)).toBeUndefined()
})

test('[TB13] cells are read as Excel writes them: quotes around line breaks, one last empty line', () => {
  expect(readCells('a\t"två\nrader"\r\n1 234,5\t\r\n')).toEqual([
    ['a', 'två\nrader'],
    ['1 234,5', ''],
  ])
})

test('[TB13] copied cells come back as they were, and their HTML holds no markup of theirs', () => {
  const cells = [
    ['−12,0', 'Ingår i ovan'],
    ['"citat"\toch', '<b>&'],
  ]
  const { text, html } = writeCells(cells)
  expect(readCells(text)).toEqual(cells)
  expect(html).toContain('&lt;b&gt;&amp;')
})

test('[TB13] one cell goes straight in; what has tabs, lines or quotes is read as a table', () => {
  expect(singleCell('−12,0\r\n')).toBe('−12,0')
  expect(singleCell('')).toBe('')
  for (const table of ['1\t2', '1\r\n2\r\n', '"a\nb"']) expect(singleCell(table)).toBeUndefined()
})
