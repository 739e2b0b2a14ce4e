import type * as Y from 'yjs'

/** Nobody has written here: no block, or one line of text without a letter. A picture or a table is no such line. */
export function isBlank(fragment: Y.XmlFragment): boolean {
  if (fragment.length > 1) return false
  const first = fragment.length === 0 ? undefined : fragment.get(0)
  if (first === undefined) return true
  return (
    'nodeName' in first &&
    first.nodeName === 'textBlock' &&
    first.toArray().every((inner) => 'length' in inner && inner.length === 0)
  )
}
