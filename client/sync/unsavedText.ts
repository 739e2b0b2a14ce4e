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
 * What somebody typed, and what they deleted, that the server has not: paragraph by paragraph in the order of the slots.
 *
 * @param doc  the copy that was refused; made without garbage collection, or deleted text is no longer there
 * @param ranges  the person's own client ids and the clock up to which each is durable
 * @param deleted  deletions that are not durable
 */
export function unsavedText(
  doc: Y.Doc,
  slots: readonly string[],
  ranges: readonly UnsavedRange[],
  deleted: readonly DeletedRange[],
): UnsavedPiece[] {
  const from = new Map(ranges.map(({ client, fromClock }) => [client, fromClock]))
  const isUnsaved = ({ client, clock }: Letter): boolean =>
    clock >= (from.get(client) ?? Number.POSITIVE_INFINITY)
  const isDeletedInVain = ({ client, clock }: Letter): boolean =>
    deleted.some(
      (range) => range.client === client && clock >= range.clock && clock < range.clock + range.length,
    )
  return slots.flatMap((slot) =>
    textsOf(doc.getXmlFragment(slot)).flatMap((text) => {
      const letters = lettersOf(text)
      const standing = letters.filter(({ isDeleted }) => !isDeleted)
      // Without what the person has typed since: the paragraph as the server has it.
      const stored = letters.filter(
        (letter) => !isUnsaved(letter) && (!letter.isDeleted || isDeletedInVain(letter)),
      )
      return [
        ...pieceOf(slot, 'added', standing, isUnsaved),
        ...pieceOf(slot, 'removed', stored, (letter) => letter.isDeleted),
      ]
    }),
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
  readonly isDeleted: boolean
}

/** Every text below, in order, those of deleted blocks too. */
function textsOf(type: Y.XmlFragment | Y.XmlElement): Y.XmlText[] {
  const texts: Y.XmlText[] = []
  for (let item = type._start; item !== null; item = item.right) {
    if (!(item.content instanceof Y.ContentType)) continue
    const child = item.content.type
    if (child instanceof Y.XmlText) texts.push(child)
    else if (child instanceof Y.XmlElement) texts.push(...textsOf(child))
  }
  return texts
}

function lettersOf(text: Y.XmlText): Letter[] {
  const letters: Letter[] = []
  for (let item = text._start; item !== null; item = item.right) {
    if (!(item.content instanceof Y.ContentString)) continue
    const { client, clock } = item.id
    // One clock step is one UTF-16 unit.
    for (const [offset, unit] of item.content.str.split('').entries()) {
      letters.push({ text: unit, client, clock: clock + offset, isDeleted: item.deleted })
    }
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
  const read = (from: number, to: number): string =>
    letters
      .slice(from, to)
      .map(({ text }) => text)
      .join('')
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
