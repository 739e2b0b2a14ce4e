import { units, type Unit } from '../block/block.ts'
import { ok, refuse, type Result } from '../problem.ts'
import type { DecimalText } from './cellValue.ts'
import { powerOfTen, readDecimal, trimDecimal, writeDecimal } from './decimal.ts'

/** What people write for a unit, in lower case. SEK is money and sek are seconds: the column decides which was meant. */
const spellings: Readonly<Record<Unit, readonly string[]>> = {
  mnkr: ['mnkr', 'mkr', 'msek', 'miljoner kronor', 'miljoner kr', 'milj. kr', 'milj kr'],
  tkr: ['tkr', 'tsek', 'tusen kronor', 'tusen kr'],
  kr: ['kr', 'kronor', 'sek', ':-'],
  st: ['st', 'st.', 'stycken', 'styck'],
  sek: ['sek', 'sek.', 'sekunder', 'sekund'],
  tim: ['tim', 'tim.', 'timmar', 'timme', 'h'],
  '%': ['%', 'procent'],
  procentenheter: ['procentenheter', 'procentenhet', 'p.e.'],
  årsarbetare: ['årsarbetare', 'åa'],
  antal: ['antal'],
  portioner: ['portioner', 'portion'],
  tjänster: ['tjänster', 'tjänst'],
  index: ['index'],
  m2: ['m2', 'm²', 'kvm', 'kvadratmeter'],
  kWh: ['kwh'],
}

const unitsBySpelling: ReadonlyMap<string, readonly Unit[]> = (() => {
  const found = new Map<string, Unit[]>()
  for (const unit of units) {
    for (const spelling of spellings[unit]) found.set(spelling, [...(found.get(spelling) ?? []), unit])
  }
  return found
})()

/** The units that a written unit may mean; none if it is no unit at all. */
export const unitsWritten = (written: string): readonly Unit[] =>
  unitsBySpelling.get(written.toLowerCase()) ?? []

const pieces: readonly Unit[] = ['st', 'antal', 'portioner', 'tjänster']

/** Units that count persons or pieces, so that a figure without decimals is exact. */
export const countsPieces = (unit: Unit | undefined): boolean => unit !== undefined && pieces.includes(unit)

/** What may stand after the number in a cell of this unit without changing what the number is. */
export const agrees = (written: Unit, unit: Unit | undefined): boolean => {
  if (written === unit) return true
  if (unit === undefined || countsPieces(unit)) return written === 'st' || written === 'antal'
  const percent: readonly Unit[] = ['%', 'procentenheter']
  return percent.includes(written) && percent.includes(unit)
}

const moneyScale: Partial<Readonly<Record<Unit, number>>> = { kr: 0, tkr: 3, mnkr: 6 }

/**
 * Moves an amount between kr, tkr and mnkr without losing a digit. Only on somebody's explicit choice.
 *
 * @returns `cell-not-a-number` for any other pair of units and where the digits no longer fit in a cell
 */
export const convertUnit = (value: DecimalText, from: Unit, to: Unit): Result<DecimalText> => {
  const [fromScale, toScale] = [moneyScale[from], moneyScale[to]]
  if (fromScale === undefined || toScale === undefined) {
    return refuse('cell-not-a-number', from, { reason: 'otherUnit', unit: from, expected: to })
  }
  const { digits, scale } = readDecimal(value)
  const shifted = scale + toScale - fromScale
  const moved =
    shifted >= 0 ? { digits, scale: shifted } : { digits: digits * powerOfTen(-shifted), scale: 0 }
  const converted = shifted > scale ? trimDecimal(moved) : moved
  const text = writeDecimal(converted)
  return fits(text) ? ok(text) : refuse('cell-not-a-number', value, { reason: 'tooManyDigits' })
}

/** At most 40 digits before the comma and 18 after it: what a cell can hold. */
export const fits = (text: DecimalText): boolean => {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.')
  return whole.length <= 40 && fraction.length <= 18
}
