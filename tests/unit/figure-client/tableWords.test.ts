import { createIntl } from 'react-intl'
import { describe, expect, test } from 'vitest'
import type { Block, Column, Row } from '../../../shared/block/block.ts'
import { cell, differenceColumns, sumOfRows } from '../../../shared/check/relations.ts'
import { figureReader } from '../../../shared/check/compute.ts'
import { emptyCell, type CellValue } from '../../../shared/figure/cellValue.ts'
import { formatFigure } from '../../../shared/figure/formatFigure.ts'
import { formulaWords, operandLabel } from '../../../client/figure/formulaWords.ts'
import { breakable, tableHead } from '../../../client/figure/tableHead.ts'
import { captionFacts, periodWords } from '../../../client/figure/tableWords.ts'
import { sv } from '../../../client/sv.ts'
import { svLater } from '../../../client/svLater.ts'
import { datesIn } from '../../../client/ui/dates.ts'
import { wordsOf } from '../../../client/ui/words.ts'

const words = wordsOf(createIntl({ locale: 'sv', messages: { ...sv, ...svLater } }))
const dates = datesIn('sv', '2024-01-20')

const column = (id: string, heading: Column['heading'], fill: Column['fill'] = 'imported'): Column => ({
  id,
  heading,
  type: 'number',
  fill,
  unit: 'mnkr',
  decimals: 1,
})
const rows: Row[] = [
  { id: 'staff', label: 'Personalkostnader', kind: 'data' },
  { id: 'other', label: 'Övriga kostnader', kind: 'data' },
  { id: 'empty', label: 'Läkemedel', kind: 'data' },
  { id: 'sum', label: 'Summa kostnader', kind: 'subtotal', fill: 'computed' },
]
const block: Block = {
  id: 'b',
  kind: 'resultReport',
  title: 'Resultatrapport',
  unit: 'mnkr',
  costSign: 'negative',
  period: { kind: 'interval', from: '2023-01-01', to: '2023-12-31' },
  columns: [
    column('actual', ['Utfall 2023']),
    column('budget', ['Budget 2023']),
    column('deviation', ['Budgetavvikelse'], 'computed'),
  ],
  rows,
  footnotes: [],
  relations: [
    ...differenceColumns('b', rows, 'budget-deviation', {
      shown: 'deviation',
      minuend: 'actual',
      subtrahend: 'budget',
    }),
    ...sumOfRows('b', ['actual', 'budget'], 'sum', ['staff', 'other', 'empty']),
  ],
}
const stored: Record<string, CellValue> = {
  'staff.actual': { kind: 'number', value: '-678.8' },
  'staff.budget': { kind: 'number', value: '-692.8' },
  'other.actual': { kind: 'number', value: '-1295.5' },
}
const reader = figureReader([{ section: 's', block }], {
  read: ({ row, column }) => stored[`${row}.${column}`] ?? emptyCell,
  reported: () => undefined,
  status: () => undefined,
})
const formula = (row: string, columnId: string): string => {
  const at = cell('b', row, columnId)
  const computed = reader.computed(at)
  if (computed === undefined) throw new Error(`${row}.${columnId} is not computed`)
  return formulaWords(
    computed,
    (operand) => {
      const label = operandLabel(block, at, operand)
      const figure = reader.at(operand)
      return label === undefined || figure === undefined
        ? undefined
        : { label, text: formatFigure(figure.value, figure.place.format) }
    },
    words,
  )
}

describe('the value line', () => {
  test('[TB30] tells a difference by its columns and values', () => {
    expect(formula('staff', 'deviation')).toBe('Utfall 2023 −678,8 minus Budget 2023 −692,8 = 14,0')
  })

  test('[TB30] tells a sum by its rows and leaves out what is empty', () => {
    expect(formula('sum', 'actual')).toBe(
      'Personalkostnader −678,8 + Övriga kostnader −1\u00a0295,5 = −1\u00a0974,3',
    )
  })

  test('[TB30] says why a cell cannot be computed', () => {
    expect(formula('other', 'deviation')).toBe('Räknas ut när båda siffrorna finns')
  })
})

describe('the heads', () => {
  test('[TB31] equal neighbouring upper headings are one head over their columns', () => {
    const [upper, lower] = tableHead([
      column('curWomen', ['Antal 2023', 'Kvinnor']),
      column('curMen', ['Antal 2023', 'Män']),
      column('prevWomen', ['Antal 2022', 'Kvinnor']),
      column('note', ['Not']),
    ])
    expect(upper?.map(({ text, columns, rows }) => [text, columns.length, rows])).toEqual([
      ['Antal 2023', 2, 1],
      ['Antal 2022', 1, 1],
      ['Not', 1, 2],
    ])
    expect(lower?.map(({ text }) => text)).toEqual(['Kvinnor', 'Män', 'Kvinnor'])
  })

  test('[TB31] headings of one level make one row', () => {
    expect(tableHead(block.columns)).toHaveLength(1)
  })

  test('[TB31] long compounds may break where their parts meet', () => {
    expect(breakable('Budgetavvikelse 2023')).toBe('Budget\u00adavvikelse 2023')
    expect(breakable('Avvikelse')).toBe('Avvikelse')
  })
})

test('[TB30] the caption names unit, period and sign', () => {
  expect(captionFacts(block, words, dates)).toEqual(['Mnkr', 'Helår 2023', 'Kostnader med minus'])
})

test.each([
  [{ kind: 'interval', from: '2024-01-01', to: '2024-07-31' }, 'Till och med 31 juli 2024'],
  [{ kind: 'snapshot', at: '2023-12-31' }, '31 dec 2023'],
  [{ kind: 'unspecified' }, 'Period saknas'],
] as const)('[TB30] a period is said in words: %o', (period, said) => {
  expect(periodWords(period, words, dates)).toBe(said)
})
