import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judge, type Verdict } from '../../../shared/check/tolerance.ts'
import type { Formula } from '../../../shared/check/relation.ts'
import { readDecimal } from '../../../shared/figure/decimal.ts'
import {
  add,
  divide,
  halfUnit,
  hundred,
  multiply,
  rationalOf,
  subtract,
  zero,
  type Rational,
} from '../../../shared/figure/rational.ts'
import type { OperandFigure } from '../../../shared/check/evaluate.ts'

const exact = (text: string): Rational => rationalOf(readDecimal(text))
const decimalsOf = (text: string): number => readDecimal(text).scale
const rounded = (text: string): OperandFigure => ({ exact: exact(text), half: halfUnit(decimalsOf(text)) })
const count = (text: string): OperandFigure => ({ exact: exact(text), half: zero })

const judged = (
  op: Formula['op'],
  shown: string,
  operands: readonly OperandFigure[],
  exactCount = false,
): Verdict => {
  const [a, b] = operands
  if (a === undefined) throw new Error('no operands')
  const quotient = b === undefined ? undefined : divide(a.exact, b.exact)
  const value =
    op === 'sum'
      ? operands.reduce((sum, operand) => add(sum, operand.exact), zero)
      : op === 'difference' && b !== undefined
        ? subtract(a.exact, b.exact)
        : op === 'same'
          ? a.exact
          : subtract(multiply(quotient ?? zero, hundred), op === 'relativeChange' ? hundred : zero)
  return judge({ exact: exact(shown), decimals: decimalsOf(shown), exactCount }, op, value, operands)
}

/** A hidden number with four decimals, as it is printed with one. */
const toTenths = (value: bigint): bigint => (value < 0n ? -((-value + 500n) / 1000n) : (value + 500n) / 1000n)
const inTenths = (value: bigint): OperandFigure => ({
  exact: { numerator: toTenths(value), denominator: 10n },
  half: halfUnit(1),
})

describe('sums and differences', () => {
  it.each<[string, readonly string[], Verdict]>([
    // n operands and the shown figure carry half a unit each, limit included.
    ['10.0', ['10.0'], 'exact'],
    ['10.1', ['10.0'], 'rounding'],
    ['10.2', ['10.0'], 'error'],
    ['20.1', ['10.0', '10.0'], 'rounding'],
    ['20.2', ['10.0', '10.0'], 'error'],
    ['30.2', ['10.0', '10.0', '10.0'], 'rounding'],
    ['30.3', ['10.0', '10.0', '10.0'], 'error'],
    ['-30.2', ['-10.0', '-10.0', '-10.0'], 'rounding'],
    // A finer operand carries half of its own unit: 0,05 + 0,005 + 0,05.
    ['20.1', ['10.00', '10.0'], 'rounding'],
    ['20.2', ['10.06', '10.0'], 'error'],
    // Rounded once to the shown figure's own decimals.
    ['20.1', ['10.05', '10.0'], 'exact'],
    ['20', ['10.2', '10.2'], 'exact'],
  ])('[CK7] %s of %j is %s', (shown, operands, verdict) => {
    expect(judged('sum', shown, operands.map(rounded))).toBe(verdict)
  })

  it('[CK7] counts of pieces forgive nothing, and bring nothing to what they are part of', () => {
    expect(judged('sum', '144009', ['118942', '14018', '11049'].map(count), true)).toBe('exact')
    expect(judged('sum', '144010', ['118942', '14018', '11049'].map(count), true)).toBe('error')
    expect(judged('difference', '1.1', [count('2'), count('1')])).toBe('error')
    expect(judged('difference', '1.1', [rounded('2.0'), rounded('1.0')])).toBe('rounding')
  })

  it('[CK7] a sum of rounded numbers is never an error, whatever was rounded away', () => {
    const hidden = fc.array(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }), { minLength: 1, maxLength: 25 })
    fc.assert(
      fc.property(hidden, (values) => {
        const operands = values.map((value) => ({
          exact: { numerator: toTenths(value), denominator: 10n },
          half: halfUnit(1),
        }))
        const shown = { numerator: toTenths(values.reduce((a, b) => a + b)), denominator: 10n }
        const computed = operands.reduce((sum, operand) => add(sum, operand.exact), zero)
        expect(judge({ exact: shown, decimals: 1, exactCount: false }, 'sum', computed, operands)).not.toBe(
          'error',
        )
      }),
      { seed: 7, numRuns: 300 },
    )
  })
})

describe('quotients', () => {
  it.each<[Formula['op'], string, readonly string[], Verdict]>([
    ['percentage', '16.0', ['1.3', '8.1'], 'exact'],
    ['percentage', '16.1', ['1.3', '8.1'], 'rounding'],
    // 1,35 / 8,05 = 16,77 and 16,8 begins at 16,75; 1,25 / 8,15 = 15,337 and 15,3 ends at 15,35.
    ['percentage', '16.8', ['1.3', '8.1'], 'rounding'],
    ['percentage', '16.9', ['1.3', '8.1'], 'error'],
    ['percentage', '15.3', ['1.3', '8.1'], 'rounding'],
    ['percentage', '15.2', ['1.3', '8.1'], 'error'],
    // The limit itself: 0,5 / 9,5 lies in 0,45..0,55 over 9,45..9,55; 5,8 ends at 5,75 and 0,55 / 9,45 is 5,82.
    ['percentage', '5.8', ['0.5', '9.5'], 'rounding'],
    ['percentage', '-2.5', ['-9.9', '396.3'], 'exact'],
    ['percentage', '2.5', ['-9.9', '396.3'], 'error'],
    ['percentage', '-2.5', ['9.9', '-396.3'], 'exact'],
    ['relativeChange', '25.6', ['-104.1', '-82.9'], 'exact'],
    ['relativeChange', '25.7', ['-104.1', '-82.9'], 'rounding'],
    ['relativeChange', '25.9', ['-104.1', '-82.9'], 'error'],
    // A base that may be zero allows any size, but only the signs that its interval allows.
    ['percentage', '900.0', ['0.5', '0.05'], 'rounding'],
    ['percentage', '99999.0', ['0.5', '0.0000001'], 'error'],
    ['percentage', '99999.0', ['0.5', '0.1'], 'error'],
  ])('[CK8] %s shown %s of %j is %s', (op, shown, operands, verdict) => {
    expect(judged(op, shown, operands.map(rounded))).toBe(verdict)
  })

  it('[CK8] a base whose rounding reaches zero', () => {
    const base: OperandFigure = { exact: exact('0.05'), half: exact('0.05') }
    expect(judged('percentage', '99999.0', [rounded('0.5'), base])).toBe('rounding')
    expect(judged('percentage', '450.0', [rounded('0.5'), base])).toBe('rounding')
    // 0,45 / 0,10 is the least it can be: 450, less half a unit.
    expect(judged('percentage', '449.9', [rounded('0.5'), base])).toBe('error')
    expect(judged('percentage', '-99999.0', [rounded('0.5'), base])).toBe('error')
    const across: OperandFigure = { exact: exact('0.01'), half: exact('0.05') }
    expect(judged('percentage', '-99999.0', [rounded('0.5'), across])).toBe('rounding')
    expect(judged('percentage', '0.0', [rounded('0.5'), across])).toBe('error')
  })

  it('[CK8] exact operands leave only the half unit of the shown figure', () => {
    expect(judged('percentage', '12.5', [count('1'), count('8')])).toBe('exact')
    expect(judged('percentage', '12', [count('1'), count('8')])).toBe('rounding')
    expect(judged('percentage', '12.4', [count('1'), count('8')])).toBe('error')
  })

  it('[CK8] a percentage of hidden numbers is never an error', () => {
    const hidden = fc.record({
      a: fc.bigInt({ min: -(10n ** 7n), max: 10n ** 7n }),
      b: fc.bigInt({ min: 1n, max: 10n ** 7n }),
    })
    fc.assert(
      fc.property(hidden, ({ a, b }) => {
        const [x, y] = [inTenths(a), inTenths(b)]
        const quotient = divide(x.exact, y.exact)
        fc.pre(quotient !== undefined)
        const tenths = a < 0n ? -((-a * 2000n + b) / (2n * b)) : (a * 2000n + b) / (2n * b)
        const shown = { numerator: tenths, denominator: 10n }
        const verdict = judge(
          { exact: shown, decimals: 1, exactCount: false },
          'percentage',
          multiply(quotient ?? zero, hundred),
          [x, y],
        )
        expect(verdict).not.toBe('error')
      }),
      { seed: 8, numRuns: 500 },
    )
  })
})
