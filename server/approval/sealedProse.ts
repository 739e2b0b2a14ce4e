import { canonicalJson, canonicalProse } from '../../shared/section/canonical.ts'
import type { SectionContent } from '../../shared/section/content.ts'
import type { Prose } from '../sync/room.ts'

/**
 * The texts of an approved section. What lies in its document says the same, with the anchors of threads in it; where it does
 * not, what was approved is shown.
 */
export const sealedProse = (stored: Prose, { prose }: Pick<SectionContent, 'prose'>): Prose =>
  Object.fromEntries(
    Object.entries(prose).map(([slot, approved]) => {
      const isSame = canonicalJson(canonicalProse(stored[slot])) === canonicalJson(approved)
      return [slot, isSame ? stored[slot] : approved]
    }),
  )
