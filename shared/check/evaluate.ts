import type { CellAddress } from '../figure/cellAddress.ts'
import {
  absolute,
  add,
  compare,
  divide,
  hundred,
  multiply,
  subtract,
  zero,
  type Rational,
} from '../figure/rational.ts'
import type { Formula } from './relation.ts'

/** A number as an operand: exact, with what it may be off by since it was rounded before it was entered. */
export interface OperandFigure {
  readonly exact: Rational
  /** Half a unit in the last place; zero for a count of persons or pieces. */
  readonly half: Rational
}

/** `blank`: no number stands there (empty, phrase, not computed). `cycle`: the cell depends on itself. */
export type OperandValue = OperandFigure | 'blank' | 'cycle'
export type OperandReader = (address: CellAddress) => OperandValue

/** Two steps of a judgement; `settled` is the one that counts. */
export interface ItemStatus {
  readonly proposed?:
    | { readonly status?: string | undefined; readonly trend?: string | undefined }
    | undefined
  readonly settled?: { readonly status?: string | undefined; readonly trend?: string | undefined } | undefined
}
export type StatusReader = (item: string) => ItemStatus | undefined

/** Lost at import: outside every scale, and not known for a count either. */
export const unknownStatus = 'okand'

export const settledStatus = (status: ItemStatus | undefined): string | undefined => {
  const settled = status?.settled?.status
  return settled === unknownStatus ? undefined : settled
}

export const unsettledItems = (items: readonly string[], statusOf: StatusReader): readonly string[] =>
  items.filter((item) => settledStatus(statusOf(item)) === undefined)

export type NotComputed = 'noNumber' | 'blankOperand' | 'zeroBase' | 'cycle' | 'allSettled'

export type Evaluation =
  | {
      readonly kind: 'exact'
      readonly value: Rational
      /** The numbers the value was made of, in the formula's order; blank operands of a sum are left out. */
      readonly figures: readonly OperandFigure[]
    }
  | { readonly kind: 'notComputed'; readonly because: NotComputed }

const notComputed = (because: NotComputed): Evaluation => ({ kind: 'notComputed', because })

/** Cells that the formula reads, in the order in which they are shown as a sum on paper. */
export const operandsOf = (formula: Formula): readonly CellAddress[] => {
  switch (formula.op) {
    case 'sum':
    case 'statusTotal':
      return formula.of
    case 'difference':
      return [formula.minuend, formula.subtrahend]
    case 'percentage':
      return [formula.numerator, formula.denominator]
    case 'relativeChange':
      return [formula.current, formula.previous]
    case 'same':
      return [formula.as]
    case 'turnover':
      return [formula.income, formula.budgetedResult]
    case 'statusCount':
      return []
  }
}

/**
 * The exact value of a formula, not rounded. In a sum a blank operand counts as nothing, but one must be a number;
 * in every other formula all must be.
 *
 * @param near  the shown value: of two permitted definitions (`turnover`) the nearer one is taken
 */
export const evaluate = (
  formula: Formula,
  operandAt: OperandReader,
  statusOf: StatusReader,
  near?: Rational,
): Evaluation => {
  if (formula.op === 'statusCount') {
    const count = formula.items.filter((item) => settledStatus(statusOf(item)) === formula.status).length
    return { kind: 'exact', value: whole(count), figures: [] }
  }
  if (formula.op === 'statusTotal') {
    if (unsettledItems(formula.items, statusOf).length === 0) return notComputed('allSettled')
    return { kind: 'exact', value: whole(formula.items.length), figures: [] }
  }
  const values = operandsOf(formula).map(operandAt)
  if (values.includes('cycle')) return notComputed('cycle')
  const figures = values.filter((value) => typeof value !== 'string')
  if (formula.op === 'turnover') return evaluateTurnover(values, near)
  if (formula.op === 'sum') {
    if (figures.length === 0) return notComputed('noNumber')
    return { kind: 'exact', value: figures.reduce((sum, figure) => add(sum, figure.exact), zero), figures }
  }
  const [first, second] = figures
  if (first === undefined || figures.length < values.length) return notComputed('blankOperand')
  if (formula.op === 'same') return { kind: 'exact', value: first.exact, figures }
  if (second === undefined) return notComputed('blankOperand')
  if (formula.op === 'difference')
    return { kind: 'exact', value: subtract(first.exact, second.exact), figures }
  const base = formula.op === 'percentage' ? zero : hundred
  const quotient = divide(first.exact, second.exact)
  if (quotient === undefined) return notComputed('zeroBase')
  return { kind: 'exact', value: subtract(multiply(quotient, hundred), base), figures }
}

const whole = (count: number): Rational => ({ numerator: BigInt(count), denominator: 1n })

const evaluateTurnover = (
  [income, result]: readonly OperandValue[],
  near: Rational | undefined,
): Evaluation => {
  if (income === undefined || typeof income === 'string') return notComputed('blankOperand')
  const plain: Evaluation = { kind: 'exact', value: income.exact, figures: [income] }
  if (result === undefined || typeof result === 'string' || near === undefined) return plain
  const withResult = add(income.exact, absolute(result.exact))
  const distance = (value: Rational): Rational => absolute(subtract(absolute(near), value))
  return compare(distance(withResult), distance(income.exact)) < 0
    ? { kind: 'exact', value: withResult, figures: [income, result] }
    : plain
}
