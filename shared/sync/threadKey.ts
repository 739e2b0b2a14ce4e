import * as buffer from 'lib0/buffer'
import * as sha256 from 'lib0/hash/sha256'

/** The editor's binding folds the hash to six bytes and reads exactly eight characters after `--` as one. */
const fold6 = (hash: Uint8Array): Uint8Array => {
  const folded = hash.slice(0, 6)
  for (let i = 6; i < hash.length; i++) folded[i % 6] = (folded[i % 6] ?? 0) ^ (hash[i] ?? 0)
  return folded
}

/**
 * Key under which a review thread's anchor stands in a Y.XmlText: exactly the one y-tiptap computes for the mark.
 *
 * Anything else is dangerous: a name the client cannot read deletes the whole block's text, another eight-character
 * suffix makes every client rewrite the mark.
 */
export const threadKey = (id: string): string =>
  `thread--${buffer.toBase64(fold6(sha256.digest(buffer.encodeAny({ type: 'thread', attrs: { id } }))))}`
