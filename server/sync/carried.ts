import * as Y from 'yjs'

/**
 * Ids of threads whose anchors have been set in a document, from the clock on of one client id or of all: an author's split or undo
 * carries them along, whether or not the records know them.
 */
export function threadsAnchored(
  doc: Y.Doc,
  from?: { readonly client: number; readonly clock: number },
): string[] {
  const { clients } = doc.store
  const lists = from === undefined ? [...clients.values()] : [clients.get(from.client) ?? []]
  return lists.flatMap((structs) => {
    const first =
      from === undefined ? 0 : structs.findLastIndex(({ id, length }) => id.clock + length <= from.clock) + 1
    return structs.slice(first).flatMap((struct) => {
      const content = struct instanceof Y.Item ? struct.content : null
      if (!(content instanceof Y.ContentFormat)) return []
      const id = anchorId(content.key, content.value)
      return id === null ? [] : [id]
    })
  })
}

/** The thread that a format of a text anchors; null for any other format. */
export const anchorId = (key: unknown, value: unknown): string | null =>
  typeof key === 'string' &&
  key.startsWith('thread--') &&
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string'
    ? value.id
    : null
