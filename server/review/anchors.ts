import * as Y from 'yjs'
import { z } from 'zod'
import { threadKey } from '../../shared/sync/threadKey.ts'
import { anchorId } from '../sync/carried.ts'
import {
  occurrenceAroundAtoms,
  occurrences,
  partsOf,
  placeOf,
  sameWords,
  slotText,
  wordsIn,
  type Range,
  type SlotText,
} from './slotText.ts'

const itemId = z.strictObject({ client: z.int().min(0), clock: z.int().min(0) })

/** A relative position as `Y.relativePositionToJSON` writes it. */
export const relativePosition = z.strictObject({
  type: itemId.nullish(),
  tname: z.string().max(200).nullish(),
  item: itemId.nullish(),
  assoc: z.int().optional(),
})
export type RelativePosition = z.infer<typeof relativePosition>

export interface Quoted {
  readonly slot: string
  readonly quote: string
  readonly from?: RelativePosition | undefined
  readonly to?: RelativePosition | undefined
}

/**
 * Where the quoted words stand: between the two positions if they say so, else at their first place in the slot.
 *
 * @param doc  with its roots declared; positions that name another root are not looked up, for that would create it
 */
export function findQuote(doc: Y.Doc, { slot, quote, from, to }: Quoted): (Range & { words: string }) | null {
  const text = slotText(doc.getXmlFragment(slot))
  const marked = between(doc, text, slot, from, to)
  const range =
    marked !== null && sameWords(wordsIn(text, marked), quote)
      ? marked
      : (occurrences(text, quote)[0] ?? occurrenceAroundAtoms(text, quote) ?? undefined)
  const words = range === undefined ? '' : wordsIn(text, range)
  return range === undefined || words.trim() === '' ? null : { ...range, words }
}

function between(
  doc: Y.Doc,
  text: SlotText,
  slot: string,
  from: RelativePosition | undefined,
  to: RelativePosition | undefined,
): Range | null {
  const place = (position: RelativePosition | undefined): number | null => {
    if (position === undefined || (position.tname ?? slot) !== slot) return null
    // Names nothing: Yjs would throw.
    if (!position.item && !position.type && !position.tname) return null
    const found = Y.createAbsolutePositionFromRelativePosition(
      Y.createRelativePositionFromJSON(position),
      doc,
    )
    return found === null ? null : placeOf(text, found.type, found.index)
  }
  const start = place(from)
  const end = place(to)
  return start === null || end === null || start >= end ? null : { from: start, to: end }
}

/** Marks a range of a slot as what a thread is about; marks of other threads stay. */
export function setAnchor(doc: Y.Doc, slot: string, range: Range, thread: string): void {
  for (const piece of slotText(doc.getXmlFragment(slot)).pieces) {
    const from = Math.max(range.from, piece.from)
    const to = Math.min(range.to, piece.to)
    if (from < to) piece.text.format(from - piece.from, to - from, { [threadKey(thread)]: { id: thread } })
  }
}

/** Takes every mark of a thread off a slot; marks of other threads stay. */
export function removeAnchor(doc: Y.Doc, slot: string, thread: string): void {
  const key = threadKey(thread)
  for (const { text } of slotText(doc.getXmlFragment(slot)).pieces)
    if (partsOf(text).some(({ marks }) => key in marks)) text.format(0, text.length, { [key]: null })
}

/** From the first marked letter of a thread to the last one; null where none is marked. */
export function anchorOf(text: SlotText, thread: string): Range | null {
  const key = threadKey(thread)
  let from: number | null = null
  let to = 0
  for (const piece of text.pieces) {
    let at = piece.from
    for (const { letters, marks } of partsOf(piece.text)) {
      if (Object.hasOwn(marks, key)) {
        from ??= at
        to = at + letters.length
      }
      at += letters.length
    }
  }
  return from === null ? null : { from, to }
}

/** Ids of the threads that are marked somewhere in these slots. */
export function anchoredIn(doc: Y.Doc, slots: Iterable<string>): Set<string> {
  const ids = new Set<string>()
  for (const slot of slots)
    for (const { text } of slotText(doc.getXmlFragment(slot)).pieces)
      for (const { marks } of partsOf(text))
        for (const [key, value] of Object.entries(marks)) {
          const id = anchorId(key, value)
          if (id !== null) ids.add(id)
        }
  return ids
}

/** Marks anew what lost its mark, where its words stand once and only once. Answers the threads that have one again. */
export function anchorAnew(
  doc: Y.Doc,
  orphans: readonly { readonly id: string; readonly slot: string; readonly quote: string }[],
): string[] {
  return orphans.flatMap(({ id, slot, quote }) => {
    const [range, second] = occurrences(slotText(doc.getXmlFragment(slot)), quote)
    if (range === undefined || second !== undefined) return []
    setAnchor(doc, slot, range, id)
    return [id]
  })
}
