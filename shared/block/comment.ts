import { z } from 'zod'
import type { ProseSlot } from '../section/layout.ts'
import { defined } from '../defined.ts'

/** What the printed Kommentar is called above its text. */
export const commentHeading = 'Kommentar'

/** Root of a Kommentar in the section's Y.Doc: of a plan item, a block, or a row of a block. */
export const commentOf = (owner: string, row?: string): string =>
  row === undefined ? `${owner}.comment` : `${owner}.${row}.comment`

/**
 * The prose slot of a Kommentar. With `headingLevel` the heading stands on a line of its own, without it the
 * heading is run in before the first words ("Område IT: ...").
 */
export const commentSlot = (
  id: string,
  place: { readonly block: string; readonly row?: string },
  rest: Partial<Pick<ProseSlot, 'heading' | 'headingLevel' | 'guidance' | 'planItem'>> = {},
): ProseSlot => defined({ kind: 'prose' as const, id, in: place, required: false, ...rest })

/** How a template asks for one Kommentar after the whole block: left out, it has none. */
export const blockComment = z.strictObject({ heading: z.string().optional() }).optional()

/** The slots of that Kommentar, and what the block says of it. */
export function blockCommentOf(
  block: string,
  source: z.output<typeof blockComment>,
  text: (text: string) => string,
): { readonly named: { readonly comment?: string }; readonly slots: readonly ProseSlot[] } {
  if (source === undefined) return { named: {}, slots: [] }
  const heading =
    source.heading === undefined ? {} : { heading: text(source.heading), headingLevel: 3 as const }
  const comment = commentOf(block)
  return { named: { comment }, slots: [commentSlot(comment, { block }, heading)] }
}
