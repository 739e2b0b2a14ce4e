import type { Unit } from '../block/block.ts'
import { ok, refuse, type Result } from '../problem.ts'
import { emptyCell, type CellValue, type DecimalText } from './cellValue.ts'
import { compareDecimals, readDecimal, writeDecimal } from './decimal.ts'
import { agrees, fits, unitsWritten } from './unit.ts'
import { valueOfWords } from './words.ts'

type NumberCell = Extract<CellValue, { kind: 'number' }>
type Comparator = NonNullable<NumberCell['comparator']>

/** What a figure of this cell must agree with; bounds are stored decimals, both included. */
export interface FigureFormat {
  readonly unit?: Unit | undefined
  readonly decimals?: number | undefined
  readonly min?: DecimalText | undefined
  readonly max?: DecimalText | undefined
}

/**
 * What was understood rather than read: `decimalPoint` a point taken for the comma, `unitLeftOut` a unit that
 * the cell has already, `percentForPoints` % where points are counted or the other way round, `minusJoined` a sign
 * that stood apart from its digits.
 */
export type ParseNote = 'decimalPoint' | 'unitLeftOut' | 'percentForPoints' | 'minusJoined'

export interface ParsedFigure {
  readonly value: CellValue
  readonly notes: readonly ParseNote[]
}

/** Why a text is no figure, in `details.reason` of the refusal. */
export type NotANumber =
  | 'notANumber'
  | 'mixedSeparators'
  | 'twoNumbers'
  | 'tooManyDigits'
  | 'otherUnit'
  | 'tooLong'

const maxLength = 400
const comparatorOf: Readonly<Record<string, Comparator>> = {
  '>': '>',
  '≥': '>=',
  '>=': '>=',
  '<': '<',
  '≤': '<=',
  '<=': '<=',
}

/** U+00AD and characters without width come along from Word and PDF and mean nothing. */
const invisible = /[\u00ad\u200b-\u200d\u2060\ufeff]/g
const noteMark = /^(?:\*{1,3}\)?|[¹²³†‡]|\d\))$/
const head = /^(>=|<=|[><≥≤])?\s*([+\-−–—‐‑])?(\s*)(.*)$/s
const digitsFirst = /^((?!0)\d{1,3}(?: \d{3})+(?!\d)|\d+)?(?:([.,])(\d+))?/

/**
 * Reads what somebody typed or pasted as one figure in Swedish notation, or as one of the typed empties.
 *
 * A point is a decimal point, with a note, and never a thousands separator; a unit must be the cell's own
 * (see `convertUnit`). Digits are kept as entered, also those beyond the column's decimals.
 *
 * @returns `cell-not-a-number` with the text or unit at fault as culprit and `details.reason` of `NotANumber`,
 *   or `cell-out-of-range` with both bounds
 */
export const parseFigure = (raw: string, format: FigureFormat): Result<ParsedFigure> => {
  if (raw.length > maxLength)
    return refuse('cell-not-a-number', raw.slice(0, 40), { reason: 'tooLong', max: maxLength })
  const text = raw
    .normalize('NFC')
    .replace(invisible, '')
    .replace(/[^\S\n\r]/gu, ' ')
    .replace(/\r\n?/g, '\n')
    .trim()
  if (text === '') return ok({ value: emptyCell, notes: [] })
  if (/^[-−–—]$/.test(text)) return ok({ value: { kind: 'missing' }, notes: [] })
  if (noteMark.test(text)) return ok({ value: { kind: 'noteRef', mark: text }, notes: [] })
  const words = valueOfWords(text.replace(/\s+/g, ' '))
  return words === undefined ? parseNumber(text, format) : ok({ value: words, notes: [] })
}

const parseNumber = (text: string, format: FigureFormat): Result<ParsedFigure> => {
  const refused = (reason: NotANumber): Result<ParsedFigure> => refuse('cell-not-a-number', text, { reason })
  const [, comparator, sign, gap = '', rest = ''] = head.exec(text) ?? []
  const [digits = '', whole = '', separator, fraction = ''] = digitsFirst.exec(rest) ?? []
  if (digits === '' || (whole === '' && separator !== ',')) return refused('notANumber')

  const tail = readTail(rest.slice(digits.length))
  if (!tail.ok) return refused(tail.reason)

  const notes: ParseNote[] = []
  if (separator === '.') notes.push('decimalPoint')
  if (sign !== undefined && sign !== '+' && gap !== '') notes.push('minusJoined')
  if (tail.unit !== undefined) {
    const meant = unitsWritten(tail.unit).find((unit) => agrees(unit, format.unit))
    if (meant === undefined) {
      return refuse('cell-not-a-number', tail.unit, {
        reason: 'otherUnit' satisfies NotANumber,
        raw: text,
        unit: unitsWritten(tail.unit)[0],
        ...(format.unit === undefined ? {} : { expected: format.unit }),
      })
    }
    const isPercent = meant === '%' || meant === 'procentenheter'
    notes.push(isPercent && meant !== format.unit ? 'percentForPoints' : 'unitLeftOut')
  }

  const minus = sign !== undefined && sign !== '+' ? '-' : ''
  const plain = `${minus}${whole.replaceAll(' ', '') || '0'}${fraction === '' ? '' : `.${fraction}`}`
  const decimal = readDecimal(plain)
  const value = writeDecimal(decimal)
  if (!fits(value)) return refused('tooManyDigits')

  const tooLow = format.min !== undefined && compareDecimals(decimal, readDecimal(format.min)) < 0
  const tooHigh = format.max !== undefined && compareDecimals(decimal, readDecimal(format.max)) > 0
  if (tooLow || tooHigh) {
    return refuse('cell-out-of-range', text, { min: format.min, max: format.max, got: value })
  }
  const compared = comparator === undefined ? undefined : comparatorOf[comparator]
  return ok({
    value: {
      kind: 'number',
      value,
      ...(compared === undefined ? {} : { comparator: compared }),
      ...(tail.perYear ? { perYear: true } : {}),
      ...(tail.preliminary ? { preliminary: true } : {}),
      ...(tail.mark === undefined ? {} : { mark: tail.mark }),
    },
    notes,
  })
}

type Tail =
  | {
      readonly ok: true
      readonly unit?: string
      readonly perYear: boolean
      readonly preliminary: boolean
      readonly mark?: string
    }
  | { readonly ok: false; readonly reason: NotANumber }

const preliminaryWord = /^\s*\(?\s*(?:preliminärt?|preliminary|prel\.?)\s*\)?/i
const perYearWord = /^(?:\s*\/\s*(?:år|year)|\s+per år)(?!\p{L})/iu
/** Stars and superscripts may be glued to the digits; a digit with a bracket must stand apart to be told from them. */
const tailMark = /^(?:\s*(\*{1,3}\)?|[¹²³†‡])|\s(\d\)))/
const unitWord =
  /^\s*(miljoner kronor|miljoner kr|milj\.? kr|tusen kronor|tusen kr|p\.e\.|%|:-|m2|\p{L}[\p{L}²]*\.?)/iu

/** What follows the digits: unit, "/år", "(preliminär)" and a footnote mark, each at most once and in any order. */
const readTail = (text: string): Tail => {
  const found: { unit?: string; perYear: boolean; preliminary: boolean; mark?: string } = {
    perYear: false,
    preliminary: false,
  }
  let rest = text
  while (rest.trim() !== '') {
    const preliminary = found.preliminary ? null : preliminaryWord.exec(rest)
    const perYear = found.perYear ? null : perYearWord.exec(rest)
    const mark = found.mark === undefined ? tailMark.exec(rest) : null
    const unit = found.unit === undefined ? unitWord.exec(rest) : null
    const match = preliminary ?? perYear ?? mark ?? unit
    if (match === null) return { ok: false, reason: reasonFor(rest) }
    if (match === preliminary) found.preliminary = true
    else if (match === perYear) found.perYear = true
    else if (match === mark) found.mark = mark[1] ?? mark[2] ?? ''
    else {
      const written = match[1] ?? ''
      if (unitsWritten(written).length === 0) return { ok: false, reason: reasonFor(rest) }
      found.unit = written
    }
    rest = rest.slice(match[0].length)
  }
  return { ok: true, ...found }
}

const reasonFor = (rest: string): NotANumber => {
  if (/^[.,]\d/.test(rest)) return 'mixedSeparators'
  return /\d/.test(rest) ? 'twoNumbers' : 'notANumber'
}
