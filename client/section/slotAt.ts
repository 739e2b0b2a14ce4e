import type { SectionLayout } from '../../shared/section/layout.ts'
import { proseSlotsOf } from '../../shared/section/layout.ts'

/** The text before or after one in the order of the section; the first or last from nowhere; none past the ends. */
export function slotAt(section: SectionLayout, from: string | undefined, step: -1 | 1): string | undefined {
  const ids = proseSlotsOf(section).map(({ id }) => id)
  const at = from === undefined ? -1 : ids.indexOf(from)
  if (at === -1) return step === 1 ? ids[0] : ids.at(-1)
  return ids[at + step]
}
