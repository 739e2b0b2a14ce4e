import type { DecimalText } from './cellValue.ts'

/** An exact decimal: digits x 10^-scale. The scale is part of it: 20.0 was entered with one decimal. */
export interface Decimal {
  readonly digits: bigint
  readonly scale: number
}

const smallPowers: readonly bigint[] = Array.from({ length: 40 }, (_, exponent) => 10n ** BigInt(exponent))

export const powerOfTen = (exponent: number): bigint => smallPowers[exponent] ?? 10n ** BigInt(exponent)

const shape = /^(-?)(\d+)(?:\.(\d+))?$/

/** Reads stored text, which the schema has checked already; anything else is a bug and throws. */
export const readDecimal = (text: DecimalText): Decimal => {
  const [, sign, whole, fraction = ''] = shape.exec(text) ?? []
  if (whole === undefined) throw new Error(`not a decimal: ${text}`)
  const digits = BigInt(whole + fraction)
  return { digits: sign === '-' ? -digits : digits, scale: fraction.length }
}

/** The stored form, all decimals of the scale kept: { digits: 200n, scale: 1 } is "20.0". Zero has no sign. */
export const writeDecimal = ({ digits, scale }: Decimal): DecimalText => {
  const all = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0')
  const whole = all.slice(0, all.length - scale)
  return `${digits < 0n ? '-' : ''}${whole}${scale === 0 ? '' : `.${all.slice(-scale)}`}`
}

const digitsAt = (decimal: Decimal, scale: number): bigint =>
  decimal.digits * powerOfTen(scale - decimal.scale)

export const addDecimals = (a: Decimal, b: Decimal): Decimal => {
  const scale = Math.max(a.scale, b.scale)
  return { digits: digitsAt(a, scale) + digitsAt(b, scale), scale }
}

export const negateDecimal = (decimal: Decimal): Decimal => ({
  digits: -decimal.digits,
  scale: decimal.scale,
})

export const subtractDecimals = (a: Decimal, b: Decimal): Decimal => addDecimals(a, negateDecimal(b))

/** Negative, zero or positive as a is smaller than, equal to or larger than b, whatever their scales. */
export const compareDecimals = (a: Decimal, b: Decimal): -1 | 0 | 1 => {
  const difference = subtractDecimals(a, b).digits
  if (difference === 0n) return 0
  return difference < 0n ? -1 : 1
}

/** The same number without zeros at its end: 0.500 is 0.5. */
export const trimDecimal = ({ digits, scale }: Decimal): Decimal => {
  let trimmed = digits
  let left = scale
  while (left > 0 && trimmed % 10n === 0n) {
    trimmed /= 10n
    left -= 1
  }
  return { digits: trimmed, scale: left }
}
