import type { Block, Row } from '../../shared/block/block.ts'
import { judgedItem } from '../../shared/report/decideStatus.ts'
import { blocksOf, type SectionLayout } from '../../shared/section/layout.ts'

/** Where an item is judged. */
export interface JudgedRow {
  readonly block: Block
  readonly row: Row
}

/** The row of a section that an item is judged in; undefined for a text that nobody judges. */
export function judgedRowOf(section: SectionLayout, item: string): JudgedRow | undefined {
  for (const block of blocksOf(section)) {
    if (!block.columns.some(({ type }) => type === 'status' || type === 'trend')) continue
    const row = block.rows.find((candidate) => judgedItem(block, candidate) === item)
    if (row !== undefined) return { block, row }
  }
  return undefined
}
