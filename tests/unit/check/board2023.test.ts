import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeCells } from '../../../shared/check/compute.ts'
import type { ItemStatus } from '../../../shared/check/evaluate.ts'
import { startCheck } from '../../../shared/check/findings.ts'
import { cellKey } from '../../../shared/check/place.ts'
import { cell } from '../../../shared/check/relations.ts'
import type { CellValue } from '../../../shared/figure/cellValue.ts'
import { boardInput, countedItems } from './fixtures/board2023.ts'

const number = (value: string): CellValue => ({ kind: 'number', value })
const settled = (status: string): ItemStatus => ({ settled: { status } })

/** Statuses that give the printed counts. */
const printedStatuses = (): Map<string, ItemStatus> => {
  const counts: Record<string, readonly number[]> = {
    outcomeGoals: [2, 0, 0],
    boardGoals: [4, 1, 0],
    assignments: [3, 6, 0],
  }
  const statuses = new Map<string, ItemStatus>()
  for (const [row, items] of Object.entries(countedItems)) {
    const [green = 0] = counts[row] ?? []
    items.forEach((item, position) =>
      statuses.set(item, settled(position < green ? 'uppnatt' : 'mindre_avvikelse')),
    )
  }
  return statuses
}

describe('a printed report', () => {
  it('[CK1] has the two wrong signs of its key figures, and nothing else', () => {
    const check = startCheck(boardInput({ delivered: true, statuses: printedStatuses() }).input)
    expect(
      check.findings().map(({ rule, row, column, shown, computed, difference, kind, severity }) => ({
        rule,
        row,
        column,
        shown,
        computed,
        difference,
        kind,
        severity,
      })),
    ).toEqual([
      {
        rule: 'change',
        row: 'upphandling-miljokrav',
        column: 'change',
        shown: '-2',
        computed: '2',
        difference: '-4',
        kind: 'error',
        severity: 'warning',
      },
      {
        rule: 'change',
        row: 'upphandling-uppforandekod',
        column: 'change',
        shown: '-1',
        computed: '1',
        difference: '-2',
        kind: 'error',
        severity: 'warning',
      },
    ])
    // 42 of the result report, 13 of the areas, 13 changes, 9 counts.
    expect(check.relationsChecked()).toBe(77)
  })

  it('[CK2] computes from the entered figures what was printed', () => {
    const { input, printed } = boardInput({ delivered: false, statuses: printedStatuses() })
    const computed = computeCells(input.blocks, input)
    const wrong = new Set(['key.upphandling-miljokrav.change', 'key.upphandling-uppforandekod.change'])
    let compared = 0
    for (const [key, { computed: isComputed, value }] of printed) {
      if (!isComputed || wrong.has(key)) continue
      const own = computed.get(key)?.value
      if (value.kind !== 'number' || own?.kind !== 'number') throw new Error(key)
      expect([key, Number(own.value)]).toEqual([key, Number(value.value)])
      compared += 1
    }
    // 34 of the result report, 11 of the areas, 11 changes, 9 counts.
    expect(compared).toBe(65)
    expect(startCheck(input).findings()).toEqual([])
    expect(computed.get('result.result.budgetDeviation')?.text).toBe('39,7')
    expect(computed.get('result.sumCosts.actual')?.text).toBe('\u22122\u00a0282,0')
    expect(computed.get('areas.inkop.ratio')?.text).toBe('0,0')
    expect(computed.get('key.svarstid-servicecenter.change')?.text).toBe('+3\u00a0sek')
    expect(computed.get('key.forebyggande-underhall.change')?.text).toBe('+3')
  })

  it('[CK3] counts settled statuses only and names the rest', () => {
    const statuses = printedStatuses()
    statuses.set('g1', { proposed: { status: 'uppnatt' } })
    statuses.set('g2', settled('okand'))
    const { input } = boardInput({ delivered: false, statuses })
    const cells = computeCells(input.blocks, input)
    expect(cells.get('goals.boardGoals.uppnatt')).toMatchObject({ text: '2', unsettled: ['g1', 'g2'] })
    expect(cells.get('goals.outcomeGoals.storre_avvikelse')).toMatchObject({ text: '0', unsettled: [] })
  })

  it('[CK3] while a status is unknown the delivered counts must sum to the items and not fall below the known', () => {
    const statuses = printedStatuses()
    statuses.set('g1', settled('okand'))
    expect(
      startCheck(boardInput({ delivered: true, statuses }).input)
        .findings()
        .filter(({ block }) => block === 'goals'),
    ).toEqual([])

    const { input, reported } = boardInput({ delivered: true, statuses })
    reported.set('goals.boardGoals.uppnatt', number('2'))
    expect(
      startCheck(input)
        .findings()
        .filter(({ block }) => block === 'goals'),
    ).toMatchObject([
      { rule: 'status-count', row: 'boardGoals', column: 'uppnatt', shown: '2', computed: '3' },
      { rule: 'status-count', row: 'boardGoals', column: 'row', shown: '3', computed: '5' },
    ])
  })

  it('[CK4] the same fact in two tables, and the total turnover against the income', () => {
    const { input, reported } = boardInput({ delivered: true, statuses: printedStatuses() })
    reported.set('areas.result.budgetDeviation', number('48.7'))
    reported.set('areas.result.turnover', number('2477.9'))
    const found = startCheck(input)
      .findings()
      .filter(({ block }) => block === 'areas')
    expect(found.map(({ rule, computed, kind }) => [rule, computed, kind])).toEqual([
      ['sum', '39.7', 'error'],
      ['sum', '2426.1', 'error'],
      ['ratio', '2.0', 'error'],
      ['same-fact', '39.7', 'error'],
      // 2 426,1 + 51,7 is nearer than 2 426,1, and within what rounding explains.
      ['turnover', '2477.8', 'rounding'],
    ])
    expect(found[0]).toMatchObject({
      digitSwap: true,
      shownText: '48,7',
      computedText: '39,7',
      differenceText: '9,0',
    })
    expect(found[3]?.operands).toEqual([
      {
        address: cell('result', 'result', 'budgetDeviation'),
        label: 'result: result, budgetDeviation',
        text: '39,7',
      },
    ])
  })

  it('[CK5] a delivered value is what others compute with and is held against its own formula', () => {
    const { input, reported } = boardInput({ delivered: false, statuses: printedStatuses() })
    reported.set('result.sumCosts.actual', number('-2282.5'))
    const check = startCheck(input)
    expect(check.computed(cell('result', 'sumCosts', 'actual'))?.text).toBe('\u22122\u00a0282,0')
    expect(check.computed(cell('result', 'netCost', 'actual'))?.text).toBe('143,6')
    expect(check.findings()).toMatchObject([
      { id: 'sum.result.sumCosts.actual', kind: 'error', from: 'reported' },
      ...check.findings().slice(1),
    ])
  })

  it('[CK6] after any change a live check knows what a new one would find', () => {
    const { input, values, reported, printed } = boardInput({ delivered: true, statuses: printedStatuses() })
    const entries = [...printed.values()]
    const change = fc.record({
      at: fc.nat(entries.length - 1),
      value: fc.constantFrom<CellValue | undefined>(
        undefined,
        number('0'),
        number('12.3'),
        number('-2282.0'),
        { kind: 'phrase', phrase: 'ingarIOvan' },
        { kind: 'empty' },
      ),
    })
    const live = startCheck(input)
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const touched = changes.flatMap(({ at, value }) => {
          const entry = entries[at]
          if (entry === undefined) return []
          const target = entry.computed ? reported : values
          if (value === undefined) target.delete(cellKey(entry.address))
          else target.set(cellKey(entry.address), value)
          return [entry.address]
        })
        const before = new Map(entries.map(({ address }) => [cellKey(address), live.computed(address)]))
        const differing = new Set(live.recheck({ cells: touched }).map(cellKey))
        const fresh = startCheck(input)
        expect(live.findings()).toEqual(fresh.findings())
        expect(live.relationsChecked()).toBe(fresh.relationsChecked())
        for (const { address } of entries) {
          expect(live.computed(address)).toEqual(fresh.computed(address))
          if (!differing.has(cellKey(address)))
            expect(live.computed(address)).toEqual(before.get(cellKey(address)))
        }
      }),
      { seed: 20231231, numRuns: 60 },
    )
  })

  it('[CK6] a changed status recounts only its own row', () => {
    const statuses = printedStatuses()
    const { input } = boardInput({ delivered: false, statuses })
    const check = startCheck(input)
    statuses.set('g5', settled('storre_avvikelse'))
    expect(
      check
        .recheck({ items: ['g5'] })
        .map(cellKey)
        .toSorted(),
    ).toEqual([
      'goals.boardGoals.mindre_avvikelse',
      'goals.boardGoals.storre_avvikelse',
      'goals.boardGoals.uppnatt',
    ])
    expect(check.computed(cell('goals', 'boardGoals', 'storre_avvikelse'))?.text).toBe('1')
  })
})
