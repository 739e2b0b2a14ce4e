import Papa from 'papaparse'

/** What stands in copied cells: one inner list a row. */
export type CellTexts = readonly (readonly string[])[]

/**
 * Cells as Excel, Calc and Word put them on the clipboard: tabs between cells, quotes around a cell with a line
 * break in it. A last empty line is not a row.
 */
export const readCells = (text: string): string[][] => {
  const { data } = Papa.parse<string[]>(text.replace(/\r\n?/g, '\n').replace(/\n+$/, ''), { delimiter: '\t' })
  return data
}

/** A rectangle the other way: one text for any program, one that a spreadsheet and a word processor read as a table. */
export const writeCells = (cells: CellTexts): { readonly text: string; readonly html: string } => ({
  text: Papa.unparse(
    cells.map((row) => [...row]),
    { delimiter: '\t', newline: '\r\n' },
  ),
  html: `<table>${cells.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`).join('')}</table>`,
})

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
