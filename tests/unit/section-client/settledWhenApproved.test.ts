import { expect, test } from 'vitest'
import { settledWhenApproved } from '../../../client/block/settledWhenApproved.ts'
import type { ApprovedCells } from '../../../client/figure/approvedCells.ts'
import { blocksOf, sectionsOf } from '../../../shared/section/layout.ts'
import { demoReport } from '../template/demoReport.ts'

const { layout } = demoReport('servicenamnden-2023')
const block = sectionsOf(layout)
  .flatMap(blocksOf)
  .find(({ kind }) => kind === 'goalSummary')
if (block === undefined) throw new Error('the demo has a summary of goals')

const approved = (count: (row: number, column: number) => string): ApprovedCells =>
  new Map(
    block.rows.flatMap((row, rowAt) =>
      block.columns.map(
        (column, columnAt) =>
          [
            `${block.id}.${row.id}.${column.id}`,
            { value: { kind: 'number', value: count(rowAt, columnAt) }, text: '' },
          ] as const,
      ),
    ),
  )

test('[FR5] an approved summary says how many were settled when it was approved', () => {
  expect(
    settledWhenApproved(
      block,
      approved(() => '2'),
    ),
  ).toBe(2 * block.rows.length * block.columns.length)
  expect(
    settledWhenApproved(
      block,
      approved((row, column) => (row === 0 && column === 0 ? '10' : '0')),
    ),
  ).toBe(10)
})

test('[FR5] a section that is not approved, or a count that was delivered, says nothing of it', () => {
  expect(settledWhenApproved(block, new Map())).toBeUndefined()
  const [first] = approved(() => '2').keys()
  const cells = new Map(approved(() => '2'))
  cells.delete(first ?? '')
  expect(settledWhenApproved(block, cells)).toBeUndefined()
})
