import type { CellAddress } from '../figure/cellAddress.ts'

/**
 * One thing that must hold, as a controller would say it: the shown cell equals the formula of the others.
 * The same declaration computes the cell (if its fill is `computed`) and checks it (if it was typed or delivered).
 */
export interface Relation {
  readonly rule: RuleId
  readonly shown: CellAddress
  readonly formula: Formula
}

/** Operands are cells; `count` takes statuses. Percentages are times 100. */
export type Formula =
  | { readonly op: 'sum'; readonly of: readonly CellAddress[] }
  | { readonly op: 'difference'; readonly minuend: CellAddress; readonly subtrahend: CellAddress }
  | { readonly op: 'percentage'; readonly numerator: CellAddress; readonly denominator: CellAddress }
  /** (this - last) / last x 100 with the signed base. */
  | { readonly op: 'relativeChange'; readonly current: CellAddress; readonly previous: CellAddress }
  /** The same fact in another place. */
  | { readonly op: 'same'; readonly as: CellAddress }
  /** The size of the shown turnover: the income, or the income and the size of the budgeted result; the nearer is reported. */
  | { readonly op: 'turnover'; readonly income: CellAddress; readonly budgetedResult: CellAddress }
  /** Number of settled statuses with this value among the items. */
  | { readonly op: 'statusCount'; readonly items: readonly string[]; readonly status: string }
  /** Delivered counts of one row: together as many as the items. Checked only while an item is not settled. */
  | { readonly op: 'statusTotal'; readonly items: readonly string[]; readonly of: readonly CellAddress[] }

/** Ids of domain.md section 6. */
export const ruleIds = [
  'budget-deviation',
  'actual-deviation',
  'sum',
  'net',
  'ratio',
  'turnover',
  'change',
  'change-percent',
  'same-fact',
  'status-count',
  'missing',
  'unknown-status',
  'unspecified-period',
] as const
export type RuleId = (typeof ruleIds)[number]

/** note: rounding and information, never counted; warning: to be explained before approval; lint: language, year. */
export type Severity = 'note' | 'warning' | 'lint'
