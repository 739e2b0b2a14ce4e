import { describe, expect, it } from 'vitest'
import type { Block, Row } from '../../../shared/block/block.ts'
import type { CellAddress } from '../../../shared/figure/cellAddress.ts'
import { computeCells } from '../../../shared/check/compute.ts'
import { startCheck, type CheckInput } from '../../../shared/check/findings.ts'
import { cellKey } from '../../../shared/check/place.ts'
import type { Formula, Relation } from '../../../shared/check/relation.ts'
import { cell, summedRows } from '../../../shared/check/relations.ts'
import { emptyCell, type CellValue } from '../../../shared/figure/cellValue.ts'

const number = (value: string): CellValue => ({ kind: 'number', value })
const phrase: CellValue = { kind: 'phrase', phrase: 'ingarIOvan' }

const at = (row: string): CellAddress => cell('t', row, 'x')
const row = (id: string, more: Partial<Row> = {}): Row => ({ id, label: id, kind: 'data', ...more })

/** A table of one column whose rows are the cells; the computed rows are those with a formula. */
const inputOf = (
  values: Readonly<Record<string, CellValue>>,
  formulas: readonly (readonly [string, Formula])[],
  reported: Readonly<Record<string, CellValue>> = {},
): CheckInput => {
  const relations = formulas.map(([shown, formula]): Relation => ({ rule: 'sum', shown: at(shown), formula }))
  const computed = new Set(formulas.map(([shown]) => shown))
  const block: Block = {
    id: 't',
    kind: 'resultReport',
    title: 't',
    unit: 'mnkr',
    period: { kind: 'snapshot', at: '2023-12-31' },
    columns: [{ id: 'x', heading: ['x'], type: 'number', fill: 'entered', decimals: 1 }],
    rows: [...new Set([...Object.keys(values), ...computed])].map((id) =>
      row(id, computed.has(id) && values[id] === undefined ? { fill: 'computed' } : {}),
    ),
    footnotes: [],
    relations,
  }
  return {
    blocks: [{ section: 's', block }],
    read: (address) => values[address.row] ?? emptyCell,
    reported: (address) => reported[address.row],
    status: () => undefined,
    proseEmpty: () => true,
    requiredProse: [],
  }
}

const computedOf = (input: CheckInput, id: string) => computeCells(input.blocks, input).get(cellKey(at(id)))
const sum = (...rows: readonly string[]): Formula => ({ op: 'sum', of: rows.map(at) })
const difference = (a: string, b: string): Formula => ({
  op: 'difference',
  minuend: at(a),
  subtrahend: at(b),
})
const percentage = (a: string, b: string): Formula => ({
  op: 'percentage',
  numerator: at(a),
  denominator: at(b),
})

describe('when a relation is evaluated', () => {
  it('[CK9] a sum passes over blanks and phrases but needs one number', () => {
    expect(
      computedOf(inputOf({ a: number('1.0'), b: phrase, c: emptyCell }, [['d', sum('a', 'b', 'c')]]), 'd')
        ?.value,
    ).toEqual(number('1.0'))
    expect(computedOf(inputOf({ a: phrase, b: emptyCell }, [['d', sum('a', 'b')]]), 'd')).toMatchObject({
      because: 'noNumber',
      value: emptyCell,
      text: '',
    })
  })

  it('[CK9] blanks do not widen the tolerance of a sum', () => {
    const shown = (value: string, third: CellValue) =>
      startCheck(
        inputOf({ a: number('1.0'), b: number('1.0'), c: third, d: number(value) }, [
          ['d', sum('a', 'b', 'c')],
        ]),
      ).findings()[0]?.kind
    expect(shown('2.2', number('0.0'))).toBe('rounding')
    expect(shown('2.2', phrase)).toBe('error')
  })

  it('[CK9] differences and quotients need every operand', () => {
    expect(
      computedOf(inputOf({ a: number('1'), b: emptyCell }, [['d', difference('a', 'b')]]), 'd'),
    ).toMatchObject({ because: 'blankOperand', value: emptyCell })
    expect(
      computedOf(inputOf({ a: phrase, b: number('1') }, [['d', percentage('a', 'b')]]), 'd'),
    ).toMatchObject({ because: 'blankOperand' })
  })

  it('[CK9] a number with a qualifier is a number', () => {
    const marked: CellValue = { kind: 'number', value: '2.0', comparator: '>', mark: '*', preliminary: true }
    expect(
      computedOf(inputOf({ a: marked, b: number('0.5') }, [['d', difference('a', 'b')]]), 'd')?.text,
    ).toBe('1,5')
  })

  it('[CK9] a zero base is not applicable; a figure delivered over it is only noted', () => {
    const values = { a: number('1.0'), b: number('0.0') }
    expect(computedOf(inputOf(values, [['d', percentage('a', 'b')]]), 'd')).toMatchObject({
      because: 'zeroBase',
      value: { kind: 'notApplicable' },
    })
    expect(startCheck(inputOf(values, [['d', percentage('a', 'b')]])).findings()).toEqual([])
    expect(
      startCheck(inputOf(values, [['d', percentage('a', 'b')]], { d: number('0') })).findings(),
    ).toMatchObject([{ kind: 'information', severity: 'note' }])
  })

  it('[CK10] goes through computed cells without rounding on the way', () => {
    const values = { a: number('0.04'), b: number('0.04'), c: number('0.04') }
    const input = inputOf(values, [
      ['d', sum('a', 'b')],
      ['e', sum('d', 'c')],
    ])
    expect(computedOf(input, 'd')?.text).toBe('0,1')
    expect(computedOf(input, 'e')?.text).toBe('0,1')
    expect(computedOf(input, 'e')?.exact).toEqual({ numerator: 3n, denominator: 25n })
  })

  it('[CK10] a cell that depends on itself is not computed, nor is what is built on it', () => {
    const input = inputOf({ a: number('1') }, [
      ['d', sum('a', 'e')],
      ['e', sum('a', 'd')],
      ['f', sum('a', 'e')],
      ['g', sum('a')],
    ])
    for (const id of ['d', 'e', 'f']) expect(computedOf(input, id)).toMatchObject({ because: 'cycle' })
    expect(computedOf(input, 'g')?.text).toBe('1,0')
    expect(computedOf(inputOf({}, [['d', sum('d')]]), 'd')).toMatchObject({ because: 'cycle' })
  })

  it('[CK10] adds exactly what binary floats cannot', () => {
    const values = Object.fromEntries(
      Array.from({ length: 100 }, (_, position) => [`r${position}`, number('0.1')]),
    )
    expect(computedOf(inputOf(values, [['d', sum(...Object.keys(values))]]), 'd')?.exact).toEqual({
      numerator: 100n,
      denominator: 10n,
    })
  })
})

const swapped = (shown: string) =>
  startCheck(inputOf({ a: number('156.1'), d: number(shown) }, [['d', sum('a')]])).findings()[0]?.digitSwap

describe('findings', () => {
  it('[CK11] an error that follows from another names it', () => {
    const input = inputOf({ a: number('1.0'), b: number('2.0'), d: number('9.0'), e: number('5.0') }, [
      ['d', sum('a', 'b')],
      ['e', sum('d', 'a')],
    ])
    expect(startCheck(input).findings()).toMatchObject([
      { id: 'sum.t.d.x' },
      { id: 'sum.t.e.x', dependsOn: 'sum.t.d.x' },
    ])
  })

  it('[CK11] two relations of one rule on one cell are two findings with ids of their own', () => {
    const input = inputOf({ a: number('1.0'), b: number('2.0'), d: number('9.0') }, [
      ['d', sum('a')],
      ['d', sum('b')],
    ])
    expect(
      startCheck(input)
        .findings()
        .map(({ id }) => id),
    ).toEqual(['sum.t.d.x', 'sum.t.d.x.2'])
  })

  it('[CK11] shows its operands as a sum on paper, blanks left out', () => {
    const input = inputOf({ a: number('1.0'), b: emptyCell, c: phrase, d: number('9.0') }, [
      ['d', sum('a', 'b', 'c')],
    ])
    expect(
      startCheck(input)
        .findings()[0]
        ?.operands.map(({ label, text }) => [label, text]),
    ).toEqual([
      ['a', '1,0'],
      ['c', 'Ingår i ovan'],
    ])
  })

  it('[CK11] suspects swapped digits only where nine divides the difference in the last place', () => {
    expect(swapped('165.1')).toBe(true)
    expect(swapped('157.0')).toBe(true)
    expect(swapped('166.1')).toBeUndefined()
  })
})

describe('rows of a sum', () => {
  const rows = [
    row('a'),
    row('b', { kind: 'subtotal' }),
    row('head', { kind: 'group' }),
    row('c'),
    row('c1', { kind: 'varav', parent: 'c' }),
    row('d'),
    row('e', { kind: 'subtotal' }),
    row('f', { kind: 'total' }),
  ]
  it.each([
    ['b', ['a']],
    ['e', ['c', 'd']],
    ['f', ['a', 'c', 'd']],
  ])('[CK12] %s adds %j: never varav rows, never other sums', (id, expected) => {
    const sumRow = rows.find((each) => each.id === id)
    expect(sumRow && summedRows(rows, sumRow)).toEqual(expected)
  })
})
