import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDecimals,
  compareDecimals,
  readDecimal,
  subtractDecimals,
  writeDecimal,
} from '../../../shared/figure/decimal.ts'
import { add, compare, divide, multiply, rationalOf, roundTo } from '../../../shared/figure/rational.ts'

const seed = { seed: 20231231, numRuns: 300 }
const decimal = fc.record({
  digits: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
  scale: fc.integer({ min: 0, max: 18 }),
})

describe('decimal', () => {
  it('[FG1] writes and reads every digit, also zeros at the end', () => {
    fc.assert(
      fc.property(decimal, (value) => {
        expect(readDecimal(writeDecimal(value))).toEqual(value)
      }),
      seed,
    )
    expect(writeDecimal({ digits: -5n, scale: 2 })).toBe('-0.05')
    expect(writeDecimal(readDecimal('-0.0'))).toBe('0.0')
  })

  it('[FG1] adds exactly: the sum is that of whole numbers at a common scale', () => {
    fc.assert(
      fc.property(fc.array(decimal, { minLength: 1, maxLength: 30 }), (values) => {
        const oracle = values.reduce((sum, { digits, scale }) => sum + digits * 10n ** BigInt(18 - scale), 0n)
        const sum = values.reduce(addDecimals)
        expect(sum.digits * 10n ** BigInt(18 - sum.scale)).toBe(oracle)
        const rational = values.map(rationalOf).reduce(add)
        expect(rational.numerator * 10n ** 18n).toBe(oracle * rational.denominator)
      }),
      seed,
    )
    expect(writeDecimal(addDecimals(readDecimal('0.1'), readDecimal('0.2')))).toBe('0.3')
  })

  it('[FG1] orders by value, not by text', () => {
    expect(compareDecimals(readDecimal('20'), readDecimal('20.00'))).toBe(0)
    expect(compareDecimals(readDecimal('-20.1'), readDecimal('-20'))).toBe(-1)
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        expect(compareDecimals(a, b)).toBe(compare(rationalOf(a), rationalOf(b)))
        expect(compareDecimals(a, b)).toBe(compareDecimals(subtractDecimals(a, b), { digits: 0n, scale: 0 }))
      }),
      seed,
    )
  })
})

describe('rounding', () => {
  it.each([
    ['0.05', 1, '0.1'],
    ['-0.05', 1, '-0.1'],
    ['0.04', 1, '0.0'],
    ['-0.04', 1, '0.0'],
    ['2.5', 0, '3'],
    ['-2.5', 0, '-3'],
    ['2.4999', 0, '2'],
    ['7', 2, '7.00'],
  ])('[FG2] %s to %i decimals is %s', (exact, decimals, rounded) => {
    expect(writeDecimal(roundTo(rationalOf(readDecimal(exact)), decimals))).toBe(rounded)
  })

  it('[FG2] rounds a quotient once: 1,3 of 8,1 is 16,0 percent and not 16,1', () => {
    const quotient = divide(rationalOf(readDecimal('1.3')), rationalOf(readDecimal('8.1')))
    expect(
      quotient && writeDecimal(roundTo(multiply(quotient, { numerator: 100n, denominator: 1n }), 1)),
    ).toBe('16.0')
  })

  it('[FG2] is never further off than half a unit, and at half a unit goes away from zero', () => {
    const rational = fc.record({
      numerator: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
      denominator: fc.bigInt({ min: 1n, max: 10n ** 12n }),
    })
    fc.assert(
      fc.property(rational, fc.integer({ min: 0, max: 6 }), (value, decimals) => {
        const { digits } = roundTo(value, decimals)
        const unit = 10n ** BigInt(decimals)
        const off = 2n * (digits * value.denominator - value.numerator * unit)
        const size = off < 0n ? -off : off
        expect(size <= value.denominator).toBe(true)
        if (size === value.denominator) expect(off > 0n).toBe(value.numerator > 0n)
      }),
      seed,
    )
  })

  it('[FG2] a zero divisor has no quotient', () => {
    expect(divide({ numerator: 1n, denominator: 1n }, { numerator: 0n, denominator: 1n })).toBeUndefined()
  })
})
