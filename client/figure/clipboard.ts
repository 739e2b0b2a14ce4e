/** What stands in copied cells: one inner list a row. */
export type CellTexts = readonly (readonly string[])[]

/** A text from the clipboard that is one cell; undefined for what has to be read as a table. */
export const singleCell = (text: string): string | undefined => {
  const line = text.replace(/[\r\n]+$/, '')
  return /["\t\r\n]/.test(line) ? undefined : line
}

/** A rectangle the other way: one text for any program, one that a spreadsheet and a word processor read as a table. */
export const writeCells = (cells: CellTexts): { readonly text: string; readonly html: string } => ({
  text: cells.map((row) => row.map(quoted).join('\t')).join('\r\n'),
  html: `<table>${cells.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`).join('')}</table>`,
})

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Only what would else be taken for more than one cell, or lose its spaces. */
const quoted = (text: string): string =>
  /["\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
