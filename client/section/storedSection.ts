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
}

export const sectionPath = (report: string, section: string): string =>
  `/api/reports/${encodeURIComponent(report)}/sections/${encodeURIComponent(section)}`

export const storedTexts = (stored: StoredSection): ReadonlyMap<string, ProseNode> =>
  new Map(stored.slots.flatMap((slot) => (slot.kind === 'prose' ? [[slot.id, slot.content] as const] : [])))
