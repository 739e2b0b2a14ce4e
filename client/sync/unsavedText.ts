import * as Y from 'yjs'

/** One paragraph in which something of mine did not reach the server's disk. */
export interface UnsavedPiece {
  readonly slot: string
  readonly change: 'added' | 'removed'
  /** End of what stands before it in its paragraph; empty if it begins there. */
  readonly before: string
  readonly text: string
  readonly after: string
}

/** Which structs are meant: of one client id, from a clock on. */
export interface UnsavedRange {
  readonly client: number
  readonly fromClock: number
}

export interface DeletedRange {
  readonly client: number
  readonly clock: number
  readonly length: number
}

const contextLength = 70

/**
 * What somebody typed that the server does not have, paragraph by paragraph in the order of the slots.
 *
 * @param doc  the copy that was refused
 * @param ranges  the person's own client ids and the clock up to which each is durable
 */
export function addedText(doc: Y.Doc, slots: readonly string[], ranges: readonly UnsavedRange[]): UnsavedPiece[] {
  const from = new Map(ranges.map(({ client, fromClock }) => [client, fromClock]))
  const isUnsaved = (client: number, clock: number): boolean => clock >= (from.get(client) ?? Number.POSITIVE_INFINITY)
  return slots.flatMap((slot) =>
    textsOf(doc.getXmlFragment(slot)).flatMap((text) => {
      const letters = lettersOf(text)
      return pieceOf(slot, 'added', letters, ({ client, clock }) => isUnsaved(client, clock))
    }),
  )
}

/**
 * What somebody deleted that still stands on the server.
 *
 * @param fresh  the server's text, as a new copy has it
 */
export function removedText(fresh: Y.Doc, slots: readonly string[], deleted: readonly DeletedRange[]): UnsavedPiece[] {
  if (deleted.length === 0) return []
  const isDeleted = (client: number, clock: number): boolean =>
    deleted.some((range) => range.client === client && clock >= range.clock && clock < range.clock + range.length)
  return slots.flatMap((slot) =>
    textsOf(fresh.getXmlFragment(slot)).flatMap((text) =>
      pieceOf(slot, 'removed', lettersOf(text), ({ client, clock }) => isDeleted(client, clock)),
    ),
  )
}

/** The ranges an update deletes. */
export const deletionsOf = (update: Uint8Array): DeletedRange[] =>
  [...Y.decodeUpdate(update).ds.clients].flatMap(([client, ranges]) =>
    ranges.map(({ clock, len }) => ({ client, clock, length: len })),
  )

interface Letter {
  readonly text: string
  readonly client: number
  readonly clock: number
}

function textsOf(type: Y.XmlFragment | Y.XmlElement): Y.XmlText[] {
  return type.toArray().flatMap((child) => {
    if (child instanceof Y.XmlText) return [child]
    return child instanceof Y.XmlElement ? textsOf(child) : []
  })
}

function lettersOf(text: Y.XmlText): Letter[] {
  const letters: Letter[] = []
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue
    const { client, clock } = item.id
    // One clock step is one UTF-16 unit.
    for (const [offset, unit] of item.content.str.split('').entries()) letters.push({ text: unit, client, clock: clock + offset })
  }
  return letters
}

function pieceOf(
  slot: string,
  change: UnsavedPiece['change'],
  letters: readonly Letter[],
  isMine: (letter: Letter) => boolean,
): UnsavedPiece[] {
  const first = letters.findIndex(isMine)
  if (first === -1) return []
  const last = letters.findLastIndex(isMine)
  const read = (from: number, to: number): string => letters.slice(from, to).map(({ text }) => text).join('')
  const text = read(first, last + 1)
  if (text.trim() === '') return []
  return [
    {
      slot,
      change,
      before: read(0, first).slice(-contextLength),
      text,
      after: read(last + 1, letters.length).slice(0, contextLength),
    },
  ]
}
