import type { CellAddress } from '../../shared/figure/cellAddress.ts'
import type { CellValue } from '../../shared/figure/cellValue.ts'
import type { ProseNode } from '../../shared/read/prose.ts'

/** What `GET /api/reports/:r/sections/:s` answers, as far as the page reads it. */
export interface StoredSection {
  readonly id: string
  /** As that report prints it. */
  readonly number: string
  readonly slots: readonly (
    | { readonly id: string; readonly kind: 'prose'; readonly content: ProseNode }
    | { readonly id: string; readonly kind: 'block' }
  )[]
  /** The figures that its texts quote, as they are to be read in them. */
  readonly quoted: readonly (CellAddress & { readonly value: CellValue; readonly text: string })[]
}

export const sectionPath = (report: string, section: string): string =>
  `/api/reports/${encodeURIComponent(report)}/sections/${encodeURIComponent(section)}`

export const storedTexts = (stored: StoredSection): ReadonlyMap<string, ProseNode> =>
  new Map(stored.slots.flatMap((slot) => (slot.kind === 'prose' ? [[slot.id, slot.content] as const] : [])))

/** Whether a figure is the one that a `valueRef` with these attributes quotes. */
export const isQuoteAt = (
  { block, row, column }: CellAddress,
  attrs: Readonly<Record<string, unknown>>,
): boolean => block === attrs['block'] && row === attrs['row'] && column === attrs['column']
