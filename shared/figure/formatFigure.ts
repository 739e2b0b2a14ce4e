import type { Unit } from '../block/block.ts'
import type { CellValue } from './cellValue.ts'
import { readDecimal, type Decimal } from './decimal.ts'
import { rationalOf, roundTo, type Rational } from './rational.ts'
import { wordsOf, type Language } from './words.ts'

type NumberCell = Extract<CellValue, { kind: 'number' }>

/** How a cell prints: everything that belongs to its place in the table and not to its value. */
export interface PrintFormat {
  /** Decimals shown; as many as were entered if the place says nothing. */
  readonly decimals?: number | undefined
  readonly unit?: Unit | undefined
  /** The row's unit stands in each cell (keyFigures), not in the heading. */
  readonly printUnit?: boolean | undefined
  readonly showPlus?: boolean | undefined
  readonly zeroAs?: 'zero' | 'blank' | undefined
}

const noBreak = '\u00a0'
const minusSign = '\u2212'

/** Units that are said by the heading or the label alone; points after a figure would be read as percent. */
const neverPrinted: readonly Unit[] = ['procentenheter', 'index', 'antal']

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, noBreak)

/** sv-SE: comma, U+00A0 between thousands, U+2212 glued to the digits; zero keeps its decimals and has no sign. */
export const formatDecimal = (value: Decimal, showPlus = false): string => {
  const negative = value.digits < 0n
  const all = (negative ? -value.digits : value.digits).toString().padStart(value.scale + 1, '0')
  const whole = grouped(all.slice(0, all.length - value.scale))
  const fraction = value.scale === 0 ? '' : `,${all.slice(-value.scale)}`
  const sign = negative ? minusSign : showPlus && value.digits > 0n ? '+' : ''
  return sign + whole + fraction
}

const roundedForPrint = (cell: NumberCell, format: PrintFormat): Decimal => {
  const exact = readDecimal(cell.value)
  return format.decimals === undefined ? exact : roundTo(rationalOf(exact), format.decimals)
}

const unitAfter = ({ unit, printUnit }: PrintFormat): string =>
  printUnit === true && unit !== undefined && !neverPrinted.includes(unit) ? noBreak + unit : ''

const markAfter = (mark: string | undefined): string => {
  if (mark === undefined) return ''
  return /^\d/.test(mark) ? noBreak + mark : mark
}

const printedComparator = { '>': '>', '>=': '≥', '<': '<', '<=': '≤' } as const
const preliminaryText = { sv: '(preliminär)', en: '(preliminary)' } as const
const perYearText = { sv: '/år', en: '/year' } as const

const printNumber = (cell: NumberCell, format: PrintFormat, language: Language): string => {
  const rounded = roundedForPrint(cell, format)
  if (rounded.digits === 0n && format.zeroAs === 'blank') return ''
  return [
    cell.comparator === undefined ? '' : printedComparator[cell.comparator] + noBreak,
    formatDecimal(rounded, format.showPlus),
    unitAfter(format),
    cell.perYear === true ? perYearText[language] : '',
    markAfter(cell.mark),
    cell.preliminary === true ? noBreak + preliminaryText[language] : '',
  ].join('')
}

/**
 * What stands on paper and in the cell at rest. Rounded once, from the exact value. An empty cell prints nothing,
 * a missing value an en dash; the words of a phrase are the report's language.
 */
export const formatFigure = (value: CellValue, format: PrintFormat, language: Language = 'sv'): string => {
  switch (value.kind) {
    case 'number':
      return printNumber(value, format, language)
    case 'empty':
      return ''
    case 'missing':
      return '–'
    case 'notApplicable':
    case 'unknown':
    case 'phrase':
      return wordsOf(value, language)
    case 'noteRef':
      return value.mark
    case 'choice':
      return value.choice
    case 'text':
      return value.text
    case 'unreadable':
      return value.raw
  }
}

/** What a computed cell prints: its exact value rounded, without qualifiers. */
export const formatExact = (exact: Rational, decimals: number, format: PrintFormat): string => {
  const rounded = roundTo(exact, decimals)
  if (rounded.digits === 0n && format.zeroAs === 'blank') return ''
  return formatDecimal(rounded, format.showPlus) + unitAfter(format)
}

/** What the caret meets in the cell: all digits as entered, signs that a keyboard has. Reads back to the same value. */
export const editFigure = (value: CellValue): string => {
  if (value.kind !== 'number')
    return value.kind === 'missing' ? wordsOf(value, 'sv') : formatFigure(value, {})
  return [
    value.comparator ?? '',
    value.value.replace('.', ','),
    value.perYear === true ? '/år' : '',
    value.mark === undefined ? '' : ` ${value.mark}`,
    value.preliminary === true ? ' (preliminär)' : '',
  ].join('')
}

const spokenComparator = {
  sv: { '>': 'mer än ', '>=': 'minst ', '<': 'mindre än ', '<=': 'högst ' },
  en: { '>': 'more than ', '>=': 'at least ', '<': 'less than ', '<=': 'at most ' },
} as const
const spokenUnit: Readonly<Record<Language, Partial<Record<Unit, string>>>> = {
  sv: {
    '%': 'procent',
    st: 'stycken',
    sek: 'sekunder',
    tim: 'timmar',
    kr: 'kronor',
    tkr: 'tusen kronor',
    mnkr: 'miljoner kronor',
    m2: 'kvadratmeter',
    kWh: 'kilowattimmar',
  },
  en: {
    '%': 'percent',
    st: 'pieces',
    sek: 'seconds',
    tim: 'hours',
    kr: 'kronor',
    tkr: 'thousand kronor',
    mnkr: 'million kronor',
    m2: 'square metres',
    kWh: 'kilowatt hours',
  },
}
const spokenWords = {
  sv: {
    empty: 'tom',
    missing: 'värde saknas',
    perYear: ' per år',
    preliminary: ', preliminär',
    mark: ', fotnot',
    plus: 'plus ',
  },
  en: {
    empty: 'empty',
    missing: 'value missing',
    perYear: ' per year',
    preliminary: ', preliminary',
    mark: ', footnote',
    plus: 'plus ',
  },
} as const

/** What a screen reader says: "minus 678,8". A unit that prints in each cell is spoken with it. */
export const speakFigure = (value: CellValue, format: PrintFormat, language: Language = 'sv'): string => {
  const words = spokenWords[language]
  if (value.kind === 'empty' || value.kind === 'missing') return words[value.kind]
  if (value.kind === 'noteRef') return words.mark.slice(2)
  if (value.kind !== 'number') return formatFigure(value, format, language)
  const rounded = roundedForPrint(value, format)
  const digits = formatDecimal({ ...rounded, digits: rounded.digits < 0n ? -rounded.digits : rounded.digits })
  const plus = format.showPlus === true && rounded.digits > 0n ? words.plus : ''
  const unit =
    unitAfter(format) === '' || format.unit === undefined
      ? ''
      : (spokenUnit[language][format.unit] ?? format.unit)
  return [
    value.comparator === undefined ? '' : spokenComparator[language][value.comparator],
    rounded.digits < 0n ? 'minus ' : plus,
    digits,
    unit === '' ? '' : ` ${unit}`,
    value.perYear === true ? words.perYear : '',
    value.preliminary === true ? words.preliminary : '',
    value.mark === undefined ? '' : words.mark,
  ].join('')
}
