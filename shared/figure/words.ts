import type { CellValue } from './cellValue.ts'

export type Language = 'sv' | 'en'

/** Cells whose whole content is words; the first spelling is the one printed. */
type Worded = Extract<CellValue, { kind: 'notApplicable' | 'missing' | 'unknown' | 'phrase' }>

interface Wording {
  readonly value: Worded
  readonly sv: readonly [string, ...string[]]
  readonly en: readonly [string, ...string[]]
}

const wordings: readonly Wording[] = [
  {
    value: { kind: 'phrase', phrase: 'ingarIOvan' },
    sv: ['Ingår i ovan', 'ingår i ovanstående'],
    en: ['Included above'],
  },
  {
    value: { kind: 'phrase', phrase: 'sarredovisasEj' },
    sv: ['Särredovisas ej', 'särredovisas inte'],
    en: ['Not reported separately'],
  },
  {
    value: { kind: 'phrase', phrase: 'ejBeraknat' },
    sv: ['Ej beräknat', 'ej beräknad', 'inte beräknat'],
    en: ['Not calculated'],
  },
  {
    value: { kind: 'notApplicable' },
    sv: ['Ej tillämpligt', 'ej tillämplig', 'inte tillämpligt', 'ej aktuellt'],
    en: ['Not applicable', 'n/a'],
  },
  {
    value: { kind: 'missing' },
    sv: ['Värde saknas', 'uppgift saknas', 'saknas'],
    en: ['Value missing', 'missing'],
  },
  { value: { kind: 'unknown' }, sv: ['Okänt', 'okänd'], en: ['Unknown'] },
]

const sameValue = (a: Worded, b: Worded): boolean =>
  a.kind === b.kind && (a.kind !== 'phrase' || (b.kind === 'phrase' && a.phrase === b.phrase))

/** The words that a cell prints instead of a figure. */
export const wordsOf = (value: Worded, language: Language): string => {
  if (value.kind === 'phrase' && value.phrase === 'other') return value.text ?? ''
  return wordings.find((wording) => sameValue(wording.value, value))?.[language][0] ?? ''
}

const byWords: ReadonlyMap<string, Worded> = new Map(
  wordings.flatMap(({ value, sv, en }) =>
    [...sv, ...en].map((words) => [words.toLowerCase(), value] as const),
  ),
)

/**
 * The cell that typed words stand for. "Ingår i" something else than the row above is a phrase of its own and
 * keeps its text.
 */
export const valueOfWords = (typed: string): Worded | undefined => {
  const words = typed.toLowerCase().replace(/\.$/, '')
  const known = byWords.get(words)
  if (known !== undefined) return known
  return words.startsWith('ingår i ') && typed.length <= 200
    ? { kind: 'phrase', phrase: 'other', text: typed }
    : undefined
}
