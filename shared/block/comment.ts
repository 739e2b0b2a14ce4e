import type { ProseSlot } from '../section/layout.ts'
import { defined } from './defined.ts'

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
