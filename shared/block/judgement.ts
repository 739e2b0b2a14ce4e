import type { Block } from './block.ts'

/** Something that is judged with a status, and perhaps a trend, in two steps: proposed and settled. */
export interface Judgement {
  /** Key of its status record: the plan item, or the block where no plan item stands for it (the ISK verdict). */
  readonly item: string
  readonly row: string
  /** Ids that may be chosen. */
  readonly statuses: readonly string[]
  /** Empty where the item has no trend. */
  readonly trends: readonly string[]
}

/** Everything in the block that has a status, row by row. */
export function judgementsOf(block: Block): Judgement[] {
  const status = block.columns.find((column) => column.type === 'status')
  const trend = block.columns.find((column) => column.type === 'trend')
  if (status === undefined) return []
  return block.rows
    .filter((row) => row.kind !== 'group' && !row.without?.includes(status.id))
    .map((row) => ({
      item: row.planItem ?? block.id,
      row: row.id,
      statuses: status.choices ?? [],
      trends: trend === undefined || row.without?.includes(trend.id) ? [] : (trend.choices ?? []),
    }))
}
