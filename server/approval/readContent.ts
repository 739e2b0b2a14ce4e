import { sectionContent, type SectionContent } from '../../shared/section/content.ts'
import type { MediaStore } from '../store/store.ts'

/**
 * A kept content; null where none is kept under the digest. Throws if what lies there is damaged (the store verifies the digest)
 * or is no section's content.
 */
export async function readContent(
  store: { readonly media: Pick<MediaStore, 'get'> },
  digest: string,
): Promise<SectionContent | null> {
  const bytes = await store.media.get(digest)
  if (bytes === null) return null
  return sectionContent.parse(JSON.parse(new TextDecoder().decode(bytes)))
}
