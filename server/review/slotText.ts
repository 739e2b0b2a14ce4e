import * as Y from 'yjs'

/*
 * A slot of a document as one line of letters, and where each of them stands in it. Blocks, cells and line breaks are parted
 * by "\n"; what is drawn from elsewhere (a figure, a note, a cross-reference) is one `atomLetter`. Holds only until the
 * document changes: make it anew in each transaction.
 */

/** Stands for an inline atom: U+FFFC, the object replacement character. */
export const atomLetter = '\uFFFC'

/** A stretch of letters in one Y.XmlText; `from` is its place in the slot's letters. */
export interface Piece {
  readonly text: Y.XmlText
  readonly from: number
  readonly to: number
}

/** A block or cell that holds letters. */
export interface Line {
  readonly element: Y.XmlElement
  readonly from: number
  readonly to: number
}

export interface SlotText {
  readonly letters: string
  readonly pieces: readonly Piece[]
  readonly lines: readonly Line[]
  /** Names of the atoms, by their place. */
  readonly atoms: ReadonlyMap<number, string>
  /** Where each child of a list of nodes begins; the last one is its end. */
  readonly starts: ReadonlyMap<object, readonly number[]>
}

export interface Range {
  readonly from: number
  readonly to: number
}

const lineNodes = new Set(['textBlock', 'tableCell', 'tableHeader'])

/** Reads a slot once, as it is now: after a change of the document the places no longer hold. */
export function slotText(fragment: Y.XmlFragment): SlotText {
  const pieces: Piece[] = []
  const lines: Line[] = []
  const atoms = new Map<number, string>()
  const starts = new Map<object, readonly number[]>()
  let letters = ''
  const walk = (list: Y.XmlFragment): void => {
    const begins: number[] = []
    for (const child of list.toArray()) {
      begins.push(letters.length)
      if (child instanceof Y.XmlText) {
        const from = letters.length
        letters += lettersOf(child)
        pieces.push({ text: child, from, to: letters.length })
      } else if (child instanceof Y.XmlElement && lineNodes.has(child.nodeName)) {
        if (lines.length > 0) letters += '\n'
        begins[begins.length - 1] = letters.length
        const from = letters.length
        walk(child)
        lines.push({ element: child, from, to: letters.length })
      } else if (child instanceof Y.XmlElement && child.nodeName === 'hardBreak') {
        letters += '\n'
      } else if (
        child instanceof Y.XmlElement &&
        list instanceof Y.XmlElement &&
        lineNodes.has(list.nodeName)
      ) {
        atoms.set(letters.length, child.nodeName)
        letters += atomLetter
      } else if (child instanceof Y.XmlElement) {
        walk(child)
      }
    }
    starts.set(list, [...begins, letters.length])
  }
  walk(fragment)
  return { letters, pieces, lines, atoms, starts }
}

/** What a Y.XmlText counts as its length: letters only, no marks. */
export const lettersOf = (text: Y.XmlText): string =>
  partsOf(text)
    .map(({ letters }) => letters)
    .join('')

export interface TextPart {
  readonly letters: string
  readonly marks: Readonly<Record<string, unknown>>
}

/** The letters of a text with their marks, in stretches of equal marks. */
export const partsOf = (text: Y.XmlText): TextPart[] =>
  // Yjs types a delta as `any`; an insert is letters, or one embed that counts as one letter.
  (text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]).map(
    ({ insert, attributes = {} }) => ({
      letters: typeof insert === 'string' ? insert : atomLetter,
      marks: attributes,
    }),
  )

/** The words of a range as one reads them: without what is drawn from elsewhere. */
export const wordsIn = ({ letters }: SlotText, { from, to }: Range): string =>
  letters.slice(from, to).replaceAll(atomLetter, '')

/** Kinds of atoms in a range. */
export const atomsIn = ({ atoms }: SlotText, { from, to }: Range): string[] => [
  ...new Set([...atoms].filter(([at]) => at >= from && at < to).map(([, name]) => name)),
]

/** Whether two quotes say the same, however their spaces and lines fell. */
export const sameWords = (a: string, b: string): boolean => withoutSpace(a) === withoutSpace(b)

const withoutSpace = (text: string): string => text.replaceAll(/[\s\uFFFC]+/gu, '')

/**
 * Where the quoted words stand, in order and not overlapping: to the letter if they do so anywhere, else with other spaces, lines
 * and atoms between them.
 */
export function occurrences({ letters }: SlotText, quote: string): Range[] {
  if (quote.trim() === '') return []
  const exact: Range[] = []
  for (let from = letters.indexOf(quote); from !== -1; from = letters.indexOf(quote, from + quote.length))
    exact.push({ from, to: from + quote.length })
  if (exact.length > 0) return exact
  const wanted = condensed(quote.trim()).letters.trim()
  if (wanted === '') return []
  const { letters: searched, places } = condensed(letters)
  const found: Range[] = []
  for (let at = searched.indexOf(wanted); at !== -1; at = searched.indexOf(wanted, at + wanted.length)) {
    const last = places[at + wanted.length - 1] ?? letters.length - 1
    found.push({ from: places[at] ?? 0, to: last + 1 })
  }
  return found
}

/**
 * The first place of a quote that was taken where atoms are drawn as words (a figure, the number of a section): each atom of the
 * text may stand for some of its words, with a digit among them.
 */
export function occurrenceAroundAtoms({ letters, atoms }: SlotText, quote: string): Range | null {
  const wanted = condensed(quote).letters.trim()
  if (wanted === '' || atoms.size === 0) return null
  let steps = mostSteps
  /** The place after the quote from `of` on, if it stands at `at`. */
  const endOf = (at: number, of: number, atomsLeft: number): number | null => {
    while (of < wanted.length) {
      const letter = letters.charAt(at)
      if (letter === '' || --steps < 0) return null
      if (letter === atomLetter) {
        if (atomsLeft === 0) return null
        for (let taken = 0; taken <= longestAtom && of + taken <= wanted.length; taken++) {
          if (taken > 0 && !/\d/.test(wanted.slice(of, of + taken))) continue
          const end = endOf(at + 1, of + taken, atomsLeft - 1)
          if (end !== null) return end
        }
        return null
      }
      const isSpace = /\s/u.test(letter)
      if (isSpace !== (wanted.charAt(of) === ' ') || (!isSpace && letter !== wanted.charAt(of))) return null
      of += 1
      at += 1
      if (isSpace) at += /^\s*/u.exec(letters.slice(at, at + longestGap))?.[0].length ?? 0
    }
    return at
  }
  for (let from = 0; from < letters.length; from++) {
    const end = letters.charAt(from) === atomLetter ? null : endOf(from, 0, mostAtoms)
    if (end !== null) return { from, to: end }
  }
  return null
}

/** Letters that an atom is drawn with at most. */
const longestAtom = 40
const mostAtoms = 40
const longestGap = 40
/** Figures side by side can be read in very many ways; an honest quote is found in some thousand steps. */
const mostSteps = 1_000_000

/** Each stretch of space as one blank, atoms left out; `places` says where each letter stood. */
function condensed(letters: string): { letters: string; places: number[] } {
  let kept = ''
  const places: number[] = []
  for (let at = 0; at < letters.length; at++) {
    const letter = letters.charAt(at)
    if (letter === atomLetter) continue
    const isSpace = /\s/u.test(letter)
    if (isSpace && kept.endsWith(' ')) continue
    kept += isSpace ? ' ' : letter
    places.push(at)
  }
  return { letters: kept, places }
}

/** The place in the slot's letters of a place in one of its types; null if the type is not of this slot. */
export function placeOf({ pieces, starts }: SlotText, type: object, index: number): number | null {
  const piece = pieces.find(({ text }) => text === type)
  if (piece !== undefined) return Math.min(piece.from + index, piece.to)
  const begins = starts.get(type)
  return begins === undefined ? null : (begins[index] ?? begins.at(-1) ?? null)
}
