import * as Y from 'yjs'
import { threadKey } from '../../shared/sync/threadKey.ts'
import {
  atomLetter,
  lettersOf,
  partsOf,
  slotText,
  type Range,
  type SlotText,
  type TextPart,
} from './slotText.ts'

/** Where one replaced line stands now, and what it said before: for taking it back. */
export interface ReplacedLine {
  readonly start: Y.RelativePosition
  readonly end: Y.RelativePosition
  readonly said: string
  readonly before: readonly TextPart[]
}

/** The lines of a text; a suggestion has as many as the words it replaces, or is nothing at all. */
export const linesOf = (words: string): string[] => words.split(/\r\n|\r|\n/)

/** Whether the replacement can be put in the place of the quoted words line by line. */
export const fitsLines = (quote: string, replacement: string): boolean =>
  replacement === '' || linesOf(replacement).length === linesOf(quote).length

/**
 * Puts other words in the place of a range, line by line, so that blocks and line breaks stay. The new words are bold and italic as
 * the first letter was and otherwise plain; what threads are about keeps their marks. Atoms in the range stay behind the words.
 *
 * @returns what is needed to take it back, one for each line
 */
export function replaceWords(
  doc: Y.Doc,
  slot: string,
  range: Range,
  replacement: string,
  thread: string,
): ReplacedLine[] {
  const text = slotText(doc.getXmlFragment(slot))
  const ranges = lineRanges(text, range)
  const lines = fitted(linesOf(cleaned(replacement)), ranges.length)
  // From the end, so that what stands before keeps its place.
  return ranges
    .map((line, index) => ({ line, words: lines[index] ?? '' }))
    .toReversed()
    .flatMap(({ line, words }) => replaceLine(text, line, words, thread))
    .toReversed()
}

/** As many lines as there are in the text, where it has been given fewer since: what is left over follows in the last one. */
const fitted = (lines: readonly string[], count: number): string[] => [
  ...lines.slice(0, count - 1),
  lines.slice(count - 1).join(' '),
]

/**
 * Takes replaced words back, if they still stand as they were put in.
 *
 * @returns false, with nothing changed, if they do not
 */
export function takeBack(doc: Y.Doc, lines: readonly ReplacedLine[]): boolean {
  const found = lines.map((line) => standing(doc, line))
  if (found.some((place) => place === null)) return false
  for (const place of found.toReversed()) {
    if (place === null) continue
    const { text, from, line } = place
    let at = from
    for (const { letters, marks } of line.before) {
      text.insert(at, letters, { ...marks })
      at += letters.length
    }
    if (line.said !== '') text.delete(at, line.said.length)
  }
  return true
}

function standing(
  doc: Y.Doc,
  line: ReplacedLine,
): { text: Y.XmlText; from: number; line: ReplacedLine } | null {
  const start = Y.createAbsolutePositionFromRelativePosition(line.start, doc)
  const end = Y.createAbsolutePositionFromRelativePosition(line.end, doc)
  if (start === null || end === null || start.type !== end.type || !(start.type instanceof Y.XmlText))
    return null
  const isGone = start.type._item?.deleted ?? true
  return !isGone && lettersOf(start.type).slice(start.index, end.index) === line.said
    ? { text: start.type, from: start.index, line }
    : null
}

function lineRanges({ letters }: SlotText, { from, to }: Range): Range[] {
  const ranges: Range[] = []
  let start = from
  for (let at = from; at <= to; at++)
    if (at === to || letters.charAt(at) === '\n') {
      ranges.push({ from: start, to: at })
      start = at + 1
    }
  return ranges
}

function replaceLine(slot: SlotText, { from, to }: Range, words: string, thread: string): ReplacedLine[] {
  const parts = slot.pieces.filter((piece) => piece.from < to && piece.to > from)
  const first = parts[0] ?? slot.pieces.find((piece) => piece.from <= from && piece.to >= from)
  // A line without letters and nothing to put there.
  if (first === undefined && words === '') return []
  const text = first?.text ?? newText(slot, from)
  // A range may begin with an atom.
  const start = first === undefined ? 0 : Math.max(0, from - first.from)
  const marked = parts.flatMap((piece) =>
    partsWithin(piece.text, Math.max(from, piece.from) - piece.from, Math.min(to, piece.to) - piece.from),
  )
  const marks = marksOf(marked, thread)
  for (const piece of parts.toReversed()) {
    const begin = Math.max(from, piece.from) - piece.from
    piece.text.delete(begin, Math.min(to, piece.to) - piece.from - begin)
  }
  if (words !== '') text.insert(start, words, marks)
  return [
    {
      // Of what stands there, not of its neighbours: who writes beside it does not become part of it.
      start: Y.createRelativePositionFromTypeIndex(text, start, words === '' ? -1 : 0),
      end: Y.createRelativePositionFromTypeIndex(text, start + words.length, -1),
      said: words,
      before: marked,
    },
  ]
}

function partsWithin(text: Y.XmlText, from: number, to: number): TextPart[] {
  let at = 0
  return partsOf(text).flatMap(({ letters, marks }) => {
    const cut = letters.slice(Math.max(0, from - at), Math.max(0, to - at))
    at += letters.length
    return cut === '' ? [] : [{ letters: cut, marks }]
  })
}

function marksOf(parts: readonly TextPart[], thread: string): Record<string, unknown> {
  const first = parts[0]?.marks ?? {}
  const marks: Record<string, unknown> = { [threadKey(thread)]: { id: thread } }
  for (const name of ['bold', 'italic']) if (Object.hasOwn(first, name)) marks[name] = first[name]
  for (const { marks: held } of parts)
    for (const [key, value] of Object.entries(held)) if (key.startsWith('thread--')) marks[key] = value
  return marks
}

/** A text in a block or cell that has none at this place. */
function newText(slot: SlotText, at: number): Y.XmlText {
  const line = slot.lines.find(({ from, to }) => from <= at && at <= to)
  if (line === undefined) throw new Error('no line at a place of its own slot')
  const begins = slot.starts.get(line.element) ?? []
  const index = begins.slice(0, -1).filter((begin) => begin < at).length
  const text = new Y.XmlText()
  line.element.insert(index, [text])
  return text
}

/** Without control characters, which no keyboard writes and a file could not hold. */
const cleaned = (words: string): string =>
  words.replaceAll(/[^\P{Cc}\t\r\n]/gu, ' ').replaceAll(atomLetter, '')
