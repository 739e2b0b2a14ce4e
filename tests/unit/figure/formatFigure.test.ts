import { describe, expect, it } from 'vitest'
import type { CellValue } from '../../../shared/figure/cellValue.ts'
import {
  editFigure,
  formatFigure,
  speakFigure,
  type PrintFormat,
} from '../../../shared/figure/formatFigure.ts'
import { convertUnit } from '../../../shared/figure/unit.ts'

const nbsp = '\u00a0'
const minus = '\u2212'
const number = (value: string, more: object = {}): CellValue => ({ kind: 'number', value, ...more })

describe('print', () => {
  it.each<[string, PrintFormat, string]>([
    ['-1295.5', { decimals: 1 }, `${minus}1${nbsp}295,5`],
    ['1234567', {}, `1${nbsp}234${nbsp}567`],
    ['123456.7891', {}, `123${nbsp}456,7891`],
    ['0', { decimals: 1 }, '0,0'],
    ['-0.04', { decimals: 1 }, '0,0'],
    ['-0.05', { decimals: 1 }, `${minus}0,1`],
    ['2.4261', { decimals: 1 }, '2,4'],
    ['999.95', { decimals: 1 }, `1${nbsp}000,0`],
    ['3', { decimals: 0, showPlus: true }, '+3'],
    ['0', { decimals: 0, showPlus: true }, '0'],
    ['-3', { decimals: 0, showPlus: true }, `${minus}3`],
    ['0', { decimals: 0, zeroAs: 'blank' }, ''],
    ['54', { decimals: 0, unit: '%', printUnit: true }, `54${nbsp}%`],
    ['54', { decimals: 0, unit: '%' }, '54'],
    ['148828', { decimals: 0, unit: 'st', printUnit: true }, `148${nbsp}828${nbsp}st`],
    ['3', { decimals: 0, unit: 'procentenheter', printUnit: true, showPlus: true }, '+3'],
  ])('[FG11] %s prints in the notation of Swedish reports', (value, format, text) => {
    expect(formatFigure(number(value), format)).toBe(text)
  })

  it('[FG11] qualifiers and cells without figures', () => {
    expect(formatFigure(number('79', { comparator: '>' }), { decimals: 0 })).toBe(`>${nbsp}79`)
    expect(formatFigure(number('79', { comparator: '>=' }), {})).toBe(`≥${nbsp}79`)
    expect(formatFigure(number('2.0', { perYear: true, mark: '*', preliminary: true }), {})).toBe(
      `2,0/år*${nbsp}(preliminär)`,
    )
    expect(formatFigure({ kind: 'empty' }, {})).toBe('')
    expect(formatFigure({ kind: 'missing' }, {})).toBe('–')
    expect(formatFigure({ kind: 'phrase', phrase: 'ingarIOvan' }, {})).toBe('Ingår i ovan')
    expect(formatFigure({ kind: 'phrase', phrase: 'ingarIOvan' }, {}, 'en')).toBe('Included above')
    expect(formatFigure({ kind: 'unreadable', raw: '1.234,5' }, {})).toBe('1.234,5')
  })

  it('[FG12] the edit form has every digit and signs that a keyboard has', () => {
    expect(editFigure(number('-1295.5300'))).toBe('-1295,5300')
    expect(editFigure(number('79', { comparator: '>' }))).toBe('>79')
    expect(editFigure({ kind: 'empty' })).toBe('')
  })

  it('[FG13] is spoken with its sign in words', () => {
    expect(speakFigure(number('-678.8'), { decimals: 1 })).toBe('minus 678,8')
    expect(speakFigure(number('79', { comparator: '>' }), { decimals: 0, unit: '%', printUnit: true })).toBe(
      'mer än 79 procent',
    )
    expect(
      speakFigure(number('79', { comparator: '>' }), { decimals: 0, unit: '%', printUnit: true }, 'en'),
    ).toBe('more than 79 percent')
    expect(speakFigure({ kind: 'empty' }, {})).toBe('tom')
    expect(speakFigure({ kind: 'missing' }, {})).toBe('värde saknas')
  })
})

describe('conversion', () => {
  it.each([
    ['7781', 'tkr', 'mnkr', '7.781'],
    ['1.5', 'mnkr', 'tkr', '1500'],
    ['1.5', 'mnkr', 'kr', '1500000'],
    ['-1234567.89', 'kr', 'mnkr', '-1.23456789'],
    ['1000', 'kr', 'tkr', '1'],
    ['2.0', 'tkr', 'tkr', '2.0'],
  ] as const)('[FG14] %s %s is exact in %s', (value, from, to, converted) => {
    expect(convertUnit(value, from, to)).toEqual({ ok: true, value: converted })
  })

  it('[FG14] only between kr, tkr and mnkr, and only if the digits fit', () => {
    expect(convertUnit('5', 'st', 'kr')).toMatchObject({
      ok: false,
      problem: { code: 'cell-not-a-number', culprit: 'st' },
    })
    expect(convertUnit('0.000000000000001', 'kr', 'mnkr')).toMatchObject({
      ok: false,
      problem: { details: { reason: 'tooManyDigits' } },
    })
    expect(convertUnit('9'.repeat(40), 'mnkr', 'kr')).toMatchObject({ ok: false })
  })
})
