import {
  add,
  absolute,
  compare,
  divide,
  halfUnit,
  hundred,
  multiply,
  negate,
  rationalOf,
  roundTo,
  subtract,
  zero,
  type Rational,
} from '../figure/rational.ts'
import type { OperandFigure } from './evaluate.ts'
import type { Formula } from './relation.ts'

/** A printed figure that is held against a formula. */
export interface ShownFigure {
  readonly exact: Rational
  /** Decimals it was given with, but never fewer than its column has: `7` in a column of one is 7,0. */
  readonly decimals: number
  /** A count of persons or pieces: nothing is forgiven. */
  readonly exactCount: boolean
}

export type Verdict = 'exact' | 'rounding' | 'error'

/**
 * Does the shown figure hold? `exact` if it is the computed value rounded once to its own decimals; `rounding` if the
 * rounding of the operands and of the figure itself can explain the difference, limit included; else `error`.
 *
 * @source  domain.md section 6, "Tolerance"
 */
export const judge = (
  shown: ShownFigure,
  formula: Formula['op'],
  computed: Rational,
  operands: readonly OperandFigure[],
): Verdict => {
  if (compare(shown.exact, rationalOf(roundTo(computed, shown.decimals))) === 0) return 'exact'
  if (shown.exactCount) return 'error'
  const half = halfUnit(shown.decimals)
  const within = isQuotient(formula)
    ? quotientMeets(shown.exact, half, formula, operands)
    : compare(
        absolute(subtract(shown.exact, computed)),
        operands.reduce((sum, operand) => add(sum, operand.half), half),
      ) <= 0
  return within ? 'rounding' : 'error'
}

type Quotient = 'percentage' | 'relativeChange'
const isQuotient = (op: Formula['op']): op is Quotient => op === 'percentage' || op === 'relativeChange'

/** Ends included; an absent end is infinite. */
interface Interval {
  readonly low: Rational | undefined
  readonly high: Rational | undefined
}

const quotientMeets = (
  shown: Rational,
  half: Rational,
  formula: Quotient,
  operands: readonly OperandFigure[],
): boolean => {
  const [numerator, denominator] = operands
  if (numerator === undefined || denominator === undefined) return false
  // (this - last) / last x 100 is this / last x 100 less 100, so both formulas are one quotient.
  const moved = formula === 'relativeChange' ? add(shown, hundred) : shown
  const low = subtract(moved, half)
  const high = add(moved, half)
  return quotientRange(around(numerator), around(denominator)).some((range) => {
    const from = range.low === undefined ? undefined : multiply(range.low, hundred)
    const to = range.high === undefined ? undefined : multiply(range.high, hundred)
    return (to === undefined || compare(low, to) <= 0) && (from === undefined || compare(from, high) <= 0)
  })
}

interface Bounded {
  readonly low: Rational
  readonly high: Rational
}

const around = ({ exact, half }: OperandFigure): Bounded => ({
  low: subtract(exact, half),
  high: add(exact, half),
})

/**
 * Values of a / b while both run over their intervals. A denominator that may be zero gives a range without end on
 * each side of zero that it reaches, since a small enough base makes any percentage.
 */
const quotientRange = (a: Bounded, b: Bounded): readonly Interval[] => {
  if (compare(b.low, zero) < 0 && compare(b.high, zero) < 0) return quotientRange(mirrored(a), mirrored(b))
  if (compare(b.low, zero) > 0) {
    const corners = [
      divide(a.low, b.low),
      divide(a.low, b.high),
      divide(a.high, b.low),
      divide(a.high, b.high),
    ]
    return [{ low: corners.reduce(smaller), high: corners.reduce(larger) }]
  }
  const right = compare(b.high, zero) > 0 ? [overSmallBase(a, b.high)] : []
  const left = compare(b.low, zero) < 0 ? [overSmallBase(mirrored(a), negate(b.low))] : []
  return [...left, ...right]
}

const overSmallBase = (a: Bounded, largest: Rational): Interval => ({
  low: compare(a.low, zero) < 0 ? undefined : divide(a.low, largest),
  high: compare(a.high, zero) > 0 ? undefined : divide(a.high, largest),
})

const mirrored = ({ low, high }: Bounded): Bounded => ({ low: negate(high), high: negate(low) })

const smaller = (a: Rational | undefined, b: Rational | undefined): Rational | undefined =>
  a === undefined || b === undefined || compare(a, b) <= 0 ? a : b
const larger = (a: Rational | undefined, b: Rational | undefined): Rational | undefined =>
  a === undefined || b === undefined || compare(a, b) >= 0 ? a : b
