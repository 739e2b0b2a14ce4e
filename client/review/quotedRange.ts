/** What stands in the printed text without being the authors' words there. */
const notWords = '.footnotes, .plan-change, [aria-hidden="true"]'

/** The letters of a part of the page without any space, and where each of them stands. */
export interface PageLetters {
  readonly letters: string
  readonly places: readonly { readonly node: Text; readonly at: number }[]
}

/** Reads the words the authors wrote: footnote marks, plan changes and what is hidden from readers are left out. */
export function lettersOf(root: Element): PageLetters {
  const places: { node: Text; at: number }[] = []
  let letters = ''
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!(node instanceof Text) || node.parentElement?.closest(notWords) != null) continue
    for (let at = 0; at < node.data.length; at++) {
      const letter = node.data.charAt(at)
      if (/\s/u.test(letter)) continue
      letters += letter
      places.push({ node, at })
    }
  }
  return { letters, places }
}

const withoutSpace = (words: string): string => words.replaceAll(/\s+/gu, '')

/** A figure or a note between two runs of marked words is at most this long. */
const longestAtom = 60

/**
 * Where quoted words stand on the page, however their lines fall; null where they do not. The runs stand in order, with what is
 * drawn from elsewhere between them.
 */
export function quotedRange({ letters, places }: PageLetters, runs: readonly string[]): Range | null {
  const [first = '', ...rest] = runs.map(withoutSpace).filter((run) => run !== '')
  if (first === '') return null
  for (let from = letters.indexOf(first); from !== -1; from = letters.indexOf(first, from + 1)) {
    let to = from + first.length
    const isWhole = rest.every((run) => {
      const next = letters.indexOf(run, to)
      if (next === -1 || next - to > longestAtom) return false
      to = next + run.length
      return true
    })
    if (isWhole) return rangeBetween(places[from], places[to - 1])
  }
  return null
}

function rangeBetween(
  first: PageLetters['places'][number] | undefined,
  last: PageLetters['places'][number] | undefined,
): Range | null {
  if (first === undefined || last === undefined) return null
  const range = first.node.ownerDocument.createRange()
  range.setStart(first.node, first.at)
  range.setEnd(last.node, last.at + 1)
  return range
}

/** How often quoted words stand in a text. */
export function occurrencesIn(text: string, quote: string): number {
  const [searched, wanted] = [withoutSpace(text), withoutSpace(quote)]
  return wanted === '' ? 0 : searched.split(wanted).length - 1
}
