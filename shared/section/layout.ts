import type { Block } from '../block/block.ts'

/**
 * The report as it is read and written: template, plan and the report's own choices put together and numbered.
 * Derived by `layoutReport` on both sides, never stored.
 */
export interface ReportLayout {
  readonly chapters: readonly ChapterLayout[]
}

export interface ChapterLayout {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly hidden: boolean
  /** In order. A chapter's own section comes first, has the chapter's id and number and `level: 1`. */
  readonly sections: readonly SectionLayout[]
}

export interface SectionLayout {
  readonly id: string
  readonly chapter: string
  readonly number: string
  readonly title: string
  readonly level: 1 | 2
  readonly guidance?: string
  /** Hidden by the samordnare: takes no number, is not printed, its text is kept. */
  readonly hidden: boolean
  readonly optional: boolean
  /** Added by the samordnare to this report alone. */
  readonly added: boolean
  readonly slots: readonly LayoutSlot[]
}

export type LayoutSlot = ProseSlot | BlockSlot

export interface ProseSlot {
  readonly kind: 'prose'
  /** Root name in the section's Y.Doc. */
  readonly id: string
  /** Set for a Kommentar: the block, and the row, it belongs to. Such a slot follows its block in the list. */
  readonly in?: { readonly block: string; readonly row?: string }
  readonly heading?: string
  readonly headingLevel?: 3 | 4
  readonly guidance?: string
  readonly required: boolean
  readonly planItem?: string
}

export interface BlockSlot {
  readonly kind: 'block'
  readonly id: string
  readonly guidance?: string
  readonly block: Block
}

/** Every visible section in order. */
export const sectionsOf = (layout: ReportLayout): SectionLayout[] =>
  layout.chapters.flatMap((chapter) => chapter.sections.filter((section) => !section.hidden))

/** Visible or hidden. */
export const findSection = (layout: ReportLayout, id: string): SectionLayout | undefined =>
  layout.chapters.flatMap((chapter) => chapter.sections).find((section) => section.id === id)

export const blocksOf = (section: SectionLayout): Block[] =>
  section.slots.flatMap((slot) => (slot.kind === 'block' ? [slot.block] : []))

export const proseSlotsOf = (section: SectionLayout): ProseSlot[] =>
  section.slots.flatMap((slot) => (slot.kind === 'prose' ? [slot] : []))
