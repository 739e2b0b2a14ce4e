import type { FigureReader } from '../check/compute.ts'
import type { CellAddress } from '../figure/cellAddress.ts'
import { readDecimal } from '../figure/decimal.ts'
import { formatFigure } from '../figure/formatFigure.ts'
import type { QuotedFigure } from '../report/report.ts'

/** A figure that does not read any more as it did when its writer stood for the text that quotes it. */
export interface ChangedQuote extends CellAddress {
  readonly before: string
  readonly after: string
  /** "Resultat, Utfall 2023" */
  readonly label: string
}

/** The figures at these addresses as they are now; those that are nowhere any more are left out. */
export const quotedNow = (figures: FigureReader, addresses: readonly CellAddress[]): QuotedFigure[] =>
  addresses.flatMap(({ block, row, column }) => {
    const figure = figures.at({ block, row, column })
    return figure === undefined ? [] : [{ block, row, column, value: figure.value }]
  })

/** Those that read otherwise now. */
export const changedQuotes = (figures: FigureReader, quoted: readonly QuotedFigure[]): ChangedQuote[] =>
  quoted.flatMap(({ block, row, column, value }) => {
    const figure = figures.at({ block, row, column })
    if (figure === undefined) return []
    const { place } = figure
    // What was entered prints with all its decimals, so each with its own.
    const print = (shown: QuotedFigure['value']): string =>
      formatFigure(shown, {
        ...place.format,
        decimals: decimalsOf(shown, place.format.decimals),
        zeroAs: 'zero',
      })
    const before = print(value)
    const after = print(figure.value)
    const label = [place.row.label, place.column.heading.join(' ')].filter(Boolean).join(', ')
    return before === after ? [] : [{ block, row, column, before, after, label }]
  })

const decimalsOf = (value: QuotedFigure['value'], least = 0): number =>
  value.kind === 'number' ? Math.max(least, readDecimal(value.value).scale) : least
