import Papa from 'papaparse'

/** One entry as a line of the file. */
export interface CsvLine {
  readonly seq: number
  readonly at: string
  readonly who: string
  readonly what: string
  readonly before: string
  readonly after: string
  readonly hash: string
}

/** Tells Excel that the letters are UTF-8. */
const byteOrderMark = '\uFEFF'

/** What Excel takes for the beginning of a formula, in a cell of one line or of several, after spaces too. */
const formula = /^\s*[=+\-@\t\r]/

/**
 * The log as a file that Excel opens with its columns in place: semicolons between, as Swedish settings have them. What begins as
 * a formula does gets an apostrophe first, since a text of the report must not be computed by whoever opens the file.
 *
 * @param heads  in the order of the columns
 */
export const logCsv = (
  heads: readonly [string, string, string, string, string, string, string],
  lines: readonly CsvLine[],
): string =>
  byteOrderMark +
  Papa.unparse(
    {
      fields: [...heads],
      data: lines.map(({ seq, at, who, what, before, after, hash }) => [
        seq,
        at,
        who,
        what,
        before,
        after,
        hash,
      ]),
    },
    { delimiter: ';', newline: '\r\n', escapeFormulae: formula },
  )
