import { yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'
import { diffSequence } from '../../shared/history/diffSequence.ts'
import { canonicalJson, canonicalProse, type CanonicalProse } from '../../shared/section/canonical.ts'
import { blocksToWrite } from '../sections/writeBlocks.ts'

/**
 * Makes a text say what it said before. Blocks that say the same are left as they are, so that the anchors of threads and others'
 * carets in them stay; only what differs is taken away and written anew.
 *
 * @returns whether anything differed
 */
export function restoreText(fragment: Y.XmlFragment, text: CanonicalProse): boolean {
  const present = blocksIn(yXmlFragmentToProsemirrorJSON(fragment))
  const wanted = text.content.map((block) => canonicalJson(block))
  // Empty blocks at the end say nothing, and somebody's caret may stand there.
  while (present.length > wanted.length && present.at(-1) === emptyBlock) present.pop()
  const runs = diffSequence(present, wanted).filter(({ kind }) => kind !== 'kept')
  // From the end, so that the places before are still those that were compared.
  for (const { kind, before, after, length } of runs.toReversed()) {
    if (kind === 'removed') fragment.delete(before, length)
    else fragment.insert(before, blocksToWrite(text.content.slice(after, after + length)))
  }
  return runs.length > 0
}

/** Each block's own canonical form: of the text as a whole, empty ones at the end would be left out. */
function blocksIn(json: unknown): string[] {
  const blocks: unknown =
    typeof json === 'object' && json !== null && 'content' in json ? json.content : undefined
  return (Array.isArray(blocks) ? blocks : []).map((block: unknown) => canonicalBlock(block))
}

const canonicalBlock = (block: unknown): string => {
  const [first] = canonicalProse({ type: 'doc', content: [block, anything] }).content
  return canonicalJson(first)
}

const anything = { type: 'textBlock', content: [{ type: 'text', text: 'x' }] }
const emptyBlock = canonicalBlock({ type: 'textBlock', content: [] })
