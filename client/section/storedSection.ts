import { cellKey } from '../../shared/check/place.ts'
import type { CellAddress } from '../../shared/figure/cellAddress.ts'
import type { CellValue } from '../../shared/figure/cellValue.ts'
import type { ProseNode } from '../../shared/read/prose.ts'
import type { ApprovedCells } from '../figure/approvedCells.ts'

/** What `GET /api/reports/:r/sections/:s` answers, as far as the page reads it. */
export interface StoredSection {
  readonly id: string
  /** As that report prints it. */
  readonly number: string
  readonly slots: readonly (
    | { readonly id: string; readonly kind: 'prose'; readonly content: ProseNode }
    | { readonly id: string; readonly kind: 'block'; readonly block: StoredBlock }
  )[]
  /** The figures that its texts quote, as they are to be read in them. */
  readonly quoted: readonly (CellAddress & { readonly value: CellValue; readonly text: string })[]
}

interface StoredBlock {
  readonly id: string
  readonly cells: Readonly<Record<string, Readonly<Record<string, StoredCell>>>>
}

interface StoredCell {
  readonly value: CellValue
  readonly text: string
  readonly computed: boolean
  readonly reported?: unknown
}

export const sectionPath = (report: string, section: string): string =>
  `/api/reports/${encodeURIComponent(report)}/sections/${encodeURIComponent(section)}`

export const storedTexts = (stored: StoredSection): ReadonlyMap<string, ProseNode> =>
  new Map(stored.slots.flatMap((slot) => (slot.kind === 'prose' ? [[slot.id, slot.content] as const] : [])))

/** The computed figures of an approved section, which its page shows as they were approved. */
export const approvedCellsOf = (stored: StoredSection): ApprovedCells =>
  new Map(
    stored.slots.flatMap((slot) =>
      slot.kind === 'prose'
        ? []
        : Object.entries(slot.block.cells).flatMap(([row, cells]) =>
            Object.entries(cells).flatMap(([column, { value, text, computed, reported }]) =>
              computed && reported === undefined
                ? [[cellKey({ block: slot.block.id, row, column }), { value, text }] as const]
                : [],
            ),
          ),
    ),
  )

/** Whether a figure is the one that a `valueRef` with these attributes quotes. */
export const isQuoteAt = (
  { block, row, column }: CellAddress,
  attrs: Readonly<Record<string, unknown>>,
): boolean => block === attrs['block'] && row === attrs['row'] && column === attrs['column']
