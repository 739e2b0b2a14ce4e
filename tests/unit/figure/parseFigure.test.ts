import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CellValue } from '../../../shared/figure/cellValue.ts'
import { editFigure, formatFigure } from '../../../shared/figure/formatFigure.ts'
import { parseFigure, type FigureFormat } from '../../../shared/figure/parseFigure.ts'

const mnkr: FigureFormat = { unit: 'mnkr', decimals: 1 }
const number = (value: string, more: object = {}): CellValue => ({ kind: 'number', value, ...more })
const read = (raw: string, format: FigureFormat = {}) => {
  const result = parseFigure(raw, format)
  return result.ok ? result.value.value : result.problem
}

const notes = (raw: string, format: FigureFormat) => {
  const result = parseFigure(raw, format)
  return result.ok ? result.value.notes : undefined
}

describe('figures', () => {
  it.each<[string, string]>([
    ['14,0', '14.0'],
    ['0', '0'],
    ['-0,0', '0.0'],
    ['2 426,1', '2426.1'],
    ['2\u00a0426,1', '2426.1'],
    ['2\u202f426,1', '2426.1'],
    ['2426,1', '2426.1'],
    ['1 234 567', '1234567'],
    ['-678,8', '-678.8'],
    ['\u2212678,8', '-678.8'],
    ['\u2013678,8', '-678.8'],
    ['- 20,0', '-20.0'],
    ['\u2212\u00a020,0', '-20.0'],
    ['-\n20,0', '-20.0'],
    ['-\r\n1 295,5', '-1295.5'],
    ['+3', '3'],
    ['  12,50 ', '12.50'],
    ['1\u00ad234', '1234'],
    [',5', '0.5'],
    ['007', '7'],
    ['2,4261', '2.4261'],
  ])('[FG3] %j is %s', (raw, value) => {
    expect(read(raw, mnkr)).toEqual(number(value))
  })

  it.each<[string, FigureFormat, CellValue]>([
    ['54%', { unit: '%' }, number('54')],
    ['54 %', { unit: '%' }, number('54')],
    ['54 procent', { unit: '%' }, number('54')],
    ['0,4 procentenheter', { unit: 'procentenheter' }, number('0.4')],
    ['+3%', { unit: 'procentenheter' }, number('3')],
    ['148 828 st', { unit: 'st' }, number('148828')],
    ['24,8 sek', { unit: 'sek' }, number('24.8')],
    ['20 sekunder', { unit: 'sek' }, number('20')],
    ['5 SEK', { unit: 'kr' }, number('5')],
    ['12 tim', { unit: 'tim' }, number('12')],
    ['7,5 Mnkr', mnkr, number('7.5')],
    ['7,5 MSEK', mnkr, number('7.5')],
    ['7,5 mkr', mnkr, number('7.5')],
    ['7,5 miljoner kronor', mnkr, number('7.5')],
    ['7 tkr', { unit: 'tkr' }, number('7')],
    ['12,5 m²', { unit: 'm2' }, number('12.5')],
    ['2 st', { unit: 'tjänster' }, number('2')],
    ['> 79', {}, number('79', { comparator: '>' })],
    ['>79 %', { unit: '%' }, number('79', { comparator: '>' })],
    ['>= 79', {}, number('79', { comparator: '>=' })],
    ['≥79', {}, number('79', { comparator: '>=' })],
    ['<5', {}, number('5', { comparator: '<' })],
    ['≤ 5', {}, number('5', { comparator: '<=' })],
    ['< -5', {}, number('-5', { comparator: '<' })],
    ['2,0/år', {}, number('2.0', { perYear: true })],
    ['2,0 mnkr/år', mnkr, number('2.0', { perYear: true })],
    ['2,0 per år', {}, number('2.0', { perYear: true })],
    ['500 000 (preliminär)', {}, number('500000', { preliminary: true })],
    ['500 000 kr (prel.)', { unit: 'kr' }, number('500000', { preliminary: true })],
    ['12,0*', {}, number('12.0', { mark: '*' })],
    ['12,0 *)', {}, number('12.0', { mark: '*)' })],
    ['12,0¹', {}, number('12.0', { mark: '¹' })],
    ['12,0 1)', {}, number('12.0', { mark: '1)' })],
  ])('[FG4] %j with its suffix', (raw, format, value) => {
    expect(read(raw, format)).toEqual(value)
  })

  it.each<[string, CellValue]>([
    ['', { kind: 'empty' }],
    [' \u00a0\n', { kind: 'empty' }],
    ['\u2013', { kind: 'missing' }],
    ['-', { kind: 'missing' }],
    ['värde saknas', { kind: 'missing' }],
    ['Ej tillämpligt', { kind: 'notApplicable' }],
    ['ingår i ovan', { kind: 'phrase', phrase: 'ingarIOvan' }],
    ['Ingår i  ovan.', { kind: 'phrase', phrase: 'ingarIOvan' }],
    ['Ingår i hus F', { kind: 'phrase', phrase: 'other', text: 'Ingår i hus F' }],
    ['särredovisas ej', { kind: 'phrase', phrase: 'sarredovisasEj' }],
    ['Ej beräknat', { kind: 'phrase', phrase: 'ejBeraknat' }],
    ['Not calculated', { kind: 'phrase', phrase: 'ejBeraknat' }],
    ['*', { kind: 'noteRef', mark: '*' }],
    ['**)', { kind: 'noteRef', mark: '**)' }],
  ])('[FG5] %j is a cell without a figure', (raw, value) => {
    expect(read(raw, mnkr)).toEqual(value)
  })

  it.each<[string, string]>([
    ['1.234,5', 'mixedSeparators'],
    ['1,234.5', 'mixedSeparators'],
    ['1.234.567', 'mixedSeparators'],
    ['12 13', 'twoNumbers'],
    ['1 2345', 'twoNumbers'],
    ['1234 567', 'twoNumbers'],
    ['0 123', 'twoNumbers'],
    ['12,0 13,0', 'twoNumbers'],
    ['12\n345', 'twoNumbers'],
    ['5-64', 'twoNumbers'],
    ['2023-12-31', 'twoNumbers'],
    ['abc', 'notANumber'],
    ['12,', 'notANumber'],
    ['.5', 'notANumber'],
    ['--5', 'notANumber'],
    ['%', 'notANumber'],
    ['12 apelsiner', 'notANumber'],
    ['1e5', 'twoNumbers'],
    ['٣', 'notANumber'],
    [`1${'0'.repeat(40)}`, 'tooManyDigits'],
    [`0,${'1'.repeat(19)}`, 'tooManyDigits'],
    ['1'.repeat(401), 'tooLong'],
  ])('[FG6] %j is refused: %s', (raw, reason) => {
    expect(read(raw, mnkr)).toMatchObject({ code: 'cell-not-a-number', details: { reason } })
  })

  it('[FG6] 40 digits and 18 decimals still fit', () => {
    const most = `${'9'.repeat(40)},${'1'.repeat(18)}`
    expect(read(most)).toEqual(number(most.replace(',', '.')))
  })

  it.each<[string, FigureFormat, string]>([
    ['500 tkr', mnkr, 'tkr'],
    ['5 %', mnkr, '%'],
    ['5 tkr', {}, 'tkr'],
    ['5 sek', { unit: 'st' }, 'sek'],
  ])('[FG7] %j is refused where the unit is another, and names it', (raw, format, unit) => {
    expect(read(raw, format)).toMatchObject({
      code: 'cell-not-a-number',
      culprit: unit,
      details: { reason: 'otherUnit' },
    })
  })

  it('[FG8] bounds are included, and named when broken', () => {
    const format = { min: '0', max: '100', unit: '%' } as const
    expect(read('0', format)).toEqual(number('0'))
    expect(read('100,0', format)).toEqual(number('100.0'))
    expect(read('100,01', format)).toMatchObject({
      code: 'cell-out-of-range',
      details: { min: '0', max: '100', got: '100.01' },
    })
    expect(read('-0,1', format)).toMatchObject({ code: 'cell-out-of-range' })
  })

  it('[FG9] tells what it understood rather than read', () => {
    expect(notes('-11.4', mnkr)).toEqual(['decimalPoint'])
    expect(notes('1.234', mnkr)).toEqual(['decimalPoint'])
    expect(notes('- 20,0 mnkr', mnkr)).toEqual(['minusJoined', 'unitLeftOut'])
    expect(notes('+3%', { unit: 'procentenheter' })).toEqual(['percentForPoints'])
    expect(notes('14,0', mnkr)).toEqual([])
  })
})

describe('round trips', () => {
  const decimals = fc.integer({ min: 0, max: 4 })
  const figure = fc
    .record({
      whole: fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
      scale: decimals,
      comparator: fc.constantFrom(undefined, '>', '>=', '<', '<='),
      perYear: fc.boolean(),
      preliminary: fc.boolean(),
      mark: fc.constantFrom(undefined, '*', '**', '*)', '¹', '2)'),
    })
    .map(({ whole, scale, comparator, perYear, preliminary, mark }) => {
      const digits = (whole < 0n ? -whole : whole).toString().padStart(scale + 1, '0')
      const value = `${whole < 0n ? '-' : ''}${digits.slice(0, digits.length - scale)}${scale ? `.${digits.slice(-scale)}` : ''}`
      return {
        scale,
        cell: number(value, {
          ...(comparator ? { comparator } : {}),
          ...(perYear ? { perYear: true } : {}),
          ...(preliminary ? { preliminary: true } : {}),
          ...(mark ? { mark } : {}),
        }),
      }
    })
  const worded = fc.constantFrom<CellValue>(
    { kind: 'empty' },
    { kind: 'missing' },
    { kind: 'notApplicable' },
    { kind: 'unknown' },
    { kind: 'phrase', phrase: 'ingarIOvan' },
    { kind: 'phrase', phrase: 'sarredovisasEj' },
    { kind: 'phrase', phrase: 'ejBeraknat' },
    { kind: 'phrase', phrase: 'other', text: 'Ingår i hus F' },
    { kind: 'noteRef', mark: '*' },
  )
  const seed = { seed: 20231231, numRuns: 400 }

  it('[FG10] what prints reads back, in Swedish and in English, with and without the unit', () => {
    fc.assert(
      fc.property(
        figure,
        fc.constantFrom('sv', 'en'),
        fc.constantFrom('%', 'st', 'sek', 'mnkr', 'kWh'),
        fc.boolean(),
        fc.boolean(),
        ({ cell, scale }, language, unit, printUnit, showPlus) => {
          const printed = formatFigure(cell, { decimals: scale, unit, printUnit, showPlus }, language)
          expect(read(printed, { unit })).toEqual(cell)
        },
      ),
      seed,
    )
    fc.assert(
      fc.property(worded, fc.constantFrom('sv', 'en'), (cell, language) => {
        expect(read(formatFigure(cell, {}, language))).toEqual(cell)
      }),
      seed,
    )
  })

  it('[FG10] what stands in the cell while it is edited reads back whole', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          figure.map(({ cell }) => cell),
          worded,
        ),
        (cell) => {
          expect(read(editFigure(cell))).toEqual(cell)
        },
      ),
      seed,
    )
  })

  it('[FG6] any text is read or refused, never thrown at', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 60 }),
          fc.stringMatching(/^[-+−–><=0-9 .,%*/()stkr\n]{0,20}$/),
        ),
        (raw) => {
          expect(typeof parseFigure(raw, mnkr).ok).toBe('boolean')
        },
      ),
      { seed: 1, numRuns: 600 },
    )
  })
})
