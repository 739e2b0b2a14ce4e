import type { Column } from '../../shared/block/block.ts'

/** One head cell over one or several columns. `column` is set where it is a single column's own heading. */
export interface HeadCell {
  readonly text: string
  readonly columns: readonly string[]
  readonly rows: 1 | 2
  readonly level: 'upper' | 'lower' | 'only'
}

/** Heads of one or two rows; equal neighbouring upper headings are drawn as one over their columns. */
export const tableHead = (columns: readonly Column[]): readonly (readonly HeadCell[])[] => {
  if (columns.every(({ heading }) => heading.length === 1)) {
    return [columns.map(({ id, heading }) => ({ text: heading[0], columns: [id], rows: 1, level: 'only' }))]
  }
  const upper: HeadCell[] = []
  for (const { id, heading } of columns) {
    const last = upper.at(-1)
    if (heading.length === 1) upper.push({ text: heading[0], columns: [id], rows: 2, level: 'only' })
    else if (last?.level === 'upper' && last.text === heading[0]) {
      upper[upper.length - 1] = { ...last, columns: [...last.columns, id] }
    } else upper.push({ text: heading[0], columns: [id], rows: 1, level: 'upper' })
  }
  const lower = columns.flatMap(({ id, heading }): HeadCell[] =>
    heading.length === 2 ? [{ text: heading[1], columns: [id], rows: 1, level: 'lower' }] : [],
  )
  return [upper, lower]
}

/**
 * Long Swedish compounds may break where their parts meet: "Budget-avvikelse". Browsers know Swedish hyphenation
 * only here and there, and a head must never run into its neighbour.
 */
export const breakable = (heading: string): string =>
  heading.replace(
    /(\p{L}{3,})(avvikelse|ersättning|kostnader|kostnad|intäkter|avskrivningar|årsarbetare)/gu,
    '$1\u00ad$2',
  )

/** What the printed columns and rows are marked with, in the order of the notes: *), **), ***). */
export const noteMark = (at: number): string => `${'*'.repeat(at + 1)})`
