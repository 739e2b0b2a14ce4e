import { docIdOf } from '../../shared/section/sectionRecord.ts'
import { canonicalJson, wordCount } from '../../shared/section/canonical.ts'
import { sectionContentOf, type SectionContent } from '../../shared/section/content.ts'
import { findSection } from '../../shared/section/layout.ts'
import type { Deps } from '../deps.ts'
import type { OpenReport } from '../reports/reports.ts'
import { contentDigest } from '../sections/sectionView.ts'
import type { MediaStore } from '../store/store.ts'

/** What a section says at a moment, kept under its digest. */
export interface KeptContent {
  readonly digest: string
  readonly content: SectionContent
  readonly words: number
}

/**
 * What a section says now, by its text and its records as they are on disk; of an approved one, what was approved. Nothing is
 * frozen: whoever decides on it asks again whether it still is so.
 *
 * @returns null where the report has no such section
 */
export async function presentContent(
  deps: Pick<Deps, 'texts' | 'sealed'>,
  open: OpenReport,
  section: string,
): Promise<KeptContent | null> {
  for (;;) {
    const before = await open.durable()
    const sealed = await deps.sealed.of(before, section)
    if (sealed !== null) return { digest: contentDigest(sealed), content: sealed, words: wordsOf(sealed) }
    const texts = await deps.texts.read(before, section)
    const report = await open.durable()
    // A new epoch began while the text was read: what was read is the old one's.
    if (docIdOf(before, section) !== docIdOf(report, section)) continue
    const layout = open.layout(report)
    const found = findSection(layout, section)
    if (found === undefined) return null
    const content = sectionContentOf(report, layout, found, texts)
    return { digest: contentDigest(content), content, words: wordsOf(content) }
  }
}

/**
 * Stores what a section says now under its digest, durably.
 *
 * @returns null where the report has no such section
 */
export async function keepContent(
  deps: Pick<Deps, 'texts' | 'sealed'> & { readonly store: { readonly media: Pick<MediaStore, 'put'> } },
  open: OpenReport,
  section: string,
): Promise<KeptContent | null> {
  const present = await presentContent(deps, open, section)
  if (present === null) return null
  const stored = await deps.store.media.put(new TextEncoder().encode(canonicalJson(present.content)))
  if (stored !== present.digest) throw new Error(`the content of ${section} was stored under another digest`)
  return present
}

const wordsOf = (content: SectionContent): number =>
  Object.values(content.prose).reduce((sum, prose) => sum + wordCount(prose), 0)
