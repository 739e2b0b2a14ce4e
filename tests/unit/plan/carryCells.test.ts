import { describe, expect, it } from 'vitest'
import { carryCells, carryRows } from '../../../shared/report/carryCells.ts'
import { layoutReport } from '../../../shared/section/layoutReport.ts'
import { boardTemplate, demoReport } from '../template/demoReport.ts'

const template = boardTemplate()
const last = demoReport('servicenamnden-2023')
const next = { ...last.report, year: 2024, asOf: '2024-12-31' }
const carried = carryCells(last, { layout: layoutReport(template, next), period: 'helar' })
const at = (block: string, row: string, column: string) =>
  carried.find((change) => change.block === block && change.row === row && change.column === column)

describe("last year's figures in a new report", () => {
  it('[PL4] stand as comparison, and say which report they come from', () => {
    expect(at('resultatrapport', 'staffCosts', 'actualPrev')).toEqual({
      block: 'resultatrapport',
      row: 'staffCosts',
      column: 'actualPrev',
      before: { kind: 'empty' },
      after: { kind: 'number', value: '-678.8' },
      reported: false,
      provenance: { kind: 'carried', report: 'servicenamnden-2023', label: 'Verksamhetsberättelse 2023' },
    })
    expect(at('driftredovisning', 'it', 'budgetDeviationPrev')?.after).toEqual({
      kind: 'number',
      value: '10.4',
    })
    expect(at('nyckeltal', 'matsvinn', 'actualPrev')?.after).toMatchObject({ value: '14.1' })
  })

  it('[PL4] never fill what the new table computes', () => {
    expect(carried.filter(({ row }) => ['sumIncome', 'sumCosts', 'netCost', 'result'].includes(row))).toEqual(
      [],
    )
    expect(carried.every(({ column }) => column.endsWith('Prev'))).toBe(true)
  })

  it('[PL4] find a row again by its label where its id has changed', () => {
    const rows = { ...next.rows, driftredovisning: [{ id: 'new-id', label: ' område  it ', removed: false }] }
    const changes = carryCells(last, { layout: layoutReport(template, { ...next, rows }), period: 'helar' })
    expect(changes.find(({ row }) => row === 'new-id')?.after).toEqual({ kind: 'number', value: '10.4' })
  })

  it('[PL4] of a whole year are no comparison for the driftredovisning of a delår', () => {
    const layout = layoutReport(template, { ...next, period: 'delar', asOf: '2024-07-31' })
    const changes = carryCells(last, { layout, period: 'delar' })
    expect(changes.filter(({ block }) => block === 'driftredovisning')).toEqual([])
    expect(
      changes.find(({ row, column }) => row === 'otherIncome' && column === 'budgetDeviationPrev')?.after,
    ).toEqual({ kind: 'number', value: '44.7' })
  })

  it('[PL5] bring along the rows that the report had added, but not those it took away', () => {
    const rows = {
      nyckeltal: [
        { id: 'a', label: 'A', removed: true },
        { id: 'b', label: 'B', removed: false },
      ],
      tom: [{ id: 'c', label: 'C', removed: true }],
    }
    expect(carryRows({ rows })).toEqual({ nyckeltal: [{ id: 'b', label: 'B', removed: false }] })
  })
})
