import type { Row } from '../block/block.ts'
import type { CellAddress } from '../figure/cellAddress.ts'
import type { Relation, RuleId } from './relation.ts'

/*
 * The sentences that block kinds are declared with. Each returns relations in the order in which they
 * shall stand in `Block.relations`: the first relation that shows a computed cell is the one that computes it.
 */

export const cell = (block: string, row: string, column: string): CellAddress => ({ block, row, column })

/** Rows that can hold a cell in every one of these columns: headings have none, and a row may be `without` some. */
const rowsWith = (rows: readonly Row[], columns: readonly string[]): readonly Row[] =>
  rows.filter((row) => row.kind !== 'group' && !columns.some((column) => row.without?.includes(column)))

/** One column's cells in the rows named, added up in another row: a Summa, or a net of two sums (`rule: 'net'`). */
export const sumOfRows = (
  block: string,
  columns: readonly string[],
  total: string,
  of: readonly string[],
  rule: RuleId = 'sum',
): readonly Relation[] =>
  of.length === 0
    ? []
    : columns.map((column) => ({
        rule,
        shown: cell(block, total, column),
        formula: { op: 'sum', of: of.map((row) => cell(block, row, column)) },
      }))

/**
 * The data rows that a sum row adds up. A `subtotal` takes those since the previous sum or heading, a `total`
 * all data rows of the table wherever it stands. Varav rows are parts of a row that is counted already.
 */
export const summedRows = (rows: readonly Row[], sumRow: Row): readonly string[] => {
  if (sumRow.kind !== 'subtotal') return rows.filter((row) => row.kind === 'data').map((row) => row.id)
  const taken: string[] = []
  for (const row of rows) {
    if (row.id === sumRow.id) break
    if (row.kind === 'data') taken.push(row.id)
    else if (row.kind !== 'varav') taken.length = 0
  }
  return taken
}

/** `shown` = minuend column - subtrahend column, in every row that has the cells, sums included. */
export const differenceColumns = (
  block: string,
  rows: readonly Row[],
  rule: RuleId,
  columns: { readonly shown: string; readonly minuend: string; readonly subtrahend: string },
): readonly Relation[] =>
  rowsWith(rows, [columns.shown, columns.minuend, columns.subtrahend]).map((row) => ({
    rule,
    shown: cell(block, row.id, columns.shown),
    formula: {
      op: 'difference',
      minuend: cell(block, row.id, columns.minuend),
      subtrahend: cell(block, row.id, columns.subtrahend),
    },
  }))

/** `shown` = numerator column / denominator column x 100, in every row by its own values. */
export const percentageColumns = (
  block: string,
  rows: readonly Row[],
  rule: RuleId,
  columns: { readonly shown: string; readonly numerator: string; readonly denominator: string },
): readonly Relation[] =>
  rowsWith(rows, [columns.shown, columns.numerator, columns.denominator]).map((row) => ({
    rule,
    shown: cell(block, row.id, columns.shown),
    formula: {
      op: 'percentage',
      numerator: cell(block, row.id, columns.numerator),
      denominator: cell(block, row.id, columns.denominator),
    },
  }))

/**
 * Change of a figure per row: a difference in the unit (percent rows: in percentage points), or in percent of
 * last year's where the row says `changeMode: 'relative'`.
 */
export const changeColumns = (
  block: string,
  rows: readonly Row[],
  columns: { readonly shown: string; readonly current: string; readonly previous: string },
): readonly Relation[] =>
  rowsWith(rows, [columns.shown, columns.current, columns.previous]).map((row) => {
    const shown = cell(block, row.id, columns.shown)
    const current = cell(block, row.id, columns.current)
    const previous = cell(block, row.id, columns.previous)
    return row.changeMode === 'relative'
      ? { rule: 'change-percent', shown, formula: { op: 'relativeChange', current, previous } }
      : { rule: 'change', shown, formula: { op: 'difference', minuend: current, subtrahend: previous } }
  })

/** The same fact stands in two places; a finding is placed on `shown`. */
export const sameFact = (shown: CellAddress, as: CellAddress): Relation => ({
  rule: 'same-fact',
  shown,
  formula: { op: 'same', as },
})

/** The whole turnover is the income of the result report, by either definition in use. */
export const turnoverOfIncome = (
  shown: CellAddress,
  income: CellAddress,
  budgetedResult: CellAddress,
): Relation => ({
  rule: 'turnover',
  shown,
  formula: { op: 'turnover', income, budgetedResult },
})

/** One row of counts: a column per status of the scale, whose id is the status. */
export const statusCounts = (
  block: string,
  row: string,
  items: readonly string[],
  statuses: readonly string[],
): readonly Relation[] => [
  ...statuses.map((status): Relation => ({
    rule: 'status-count',
    shown: cell(block, row, status),
    formula: { op: 'statusCount', items, status },
  })),
  {
    rule: 'status-count',
    shown: cell(block, row, 'row'),
    formula: { op: 'statusTotal', items, of: statuses.map((status) => cell(block, row, status)) },
  },
]
