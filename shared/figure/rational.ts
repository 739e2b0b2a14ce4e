import { powerOfTen, type Decimal } from './decimal.ts'

/** An exact quotient; the denominator is positive. What a formula gives before it is rounded, once, for display. */
export interface Rational {
  readonly numerator: bigint
  readonly denominator: bigint
}

export const zero: Rational = { numerator: 0n, denominator: 1n }
export const hundred: Rational = { numerator: 100n, denominator: 1n }

export const rationalOf = ({ digits, scale }: Decimal): Rational => ({
  numerator: digits,
  denominator: powerOfTen(scale),
})

const size = (value: bigint): bigint => (value < 0n ? -value : value)

const greatestCommonDivisor = (a: bigint, b: bigint): bigint => {
  let [x, y] = [size(a), size(b)]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

const reduced = (numerator: bigint, denominator: bigint): Rational => {
  const divisor = greatestCommonDivisor(numerator, denominator)
  return divisor === 0n ? zero : { numerator: numerator / divisor, denominator: denominator / divisor }
}

export const add = (a: Rational, b: Rational): Rational =>
  a.denominator === b.denominator
    ? { numerator: a.numerator + b.numerator, denominator: a.denominator }
    : reduced(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)

export const negate = (value: Rational): Rational => ({
  numerator: -value.numerator,
  denominator: value.denominator,
})

export const subtract = (a: Rational, b: Rational): Rational => add(a, negate(b))

export const multiply = (a: Rational, b: Rational): Rational =>
  reduced(a.numerator * b.numerator, a.denominator * b.denominator)

/** `undefined` for a zero divisor: there is no such number, and the caller says what stands in the cell instead. */
export const divide = (a: Rational, b: Rational): Rational | undefined => {
  if (b.numerator === 0n) return undefined
  const sign = b.numerator < 0n ? -1n : 1n
  return reduced(sign * a.numerator * b.denominator, a.denominator * size(b.numerator))
}

export const absolute = (value: Rational): Rational => ({
  numerator: size(value.numerator),
  denominator: value.denominator,
})

export const compare = (a: Rational, b: Rational): -1 | 0 | 1 => {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator
  if (difference === 0n) return 0
  return difference < 0n ? -1 : 1
}

/** Half a unit in the last of so many decimals: 0,05 for one. */
export const halfUnit = (decimals: number): Rational => ({
  numerator: 1n,
  denominator: 2n * powerOfTen(decimals),
})

/** The one rounding there is: half away from zero, done once and last (1,3 / 8,1 is 16,0 %, not 16,1 by way of 16,05). */
export const roundTo = ({ numerator, denominator }: Rational, decimals: number): Decimal => {
  const scaled = size(numerator) * powerOfTen(decimals) * 2n
  const digits = (scaled + denominator) / (2n * denominator)
  return { digits: numerator < 0n ? -digits : digits, scale: decimals }
}
