/** What stands in copied cells: one inner list a row. */
export type CellTexts = readonly (readonly string[])[]

/** A text from the clipboard that is one cell; undefined for what has to be read as a table. */
export const singleCell = (text: string): string | undefined => {
  const line = text.replace(/[\r\n]+$/, '')
  return /["\t\r\n]/.test(line) ? undefined : withoutShield(line)
}

/** What a spreadsheet would run: it takes a pasted text that begins so for a formula. Signed figures are none. */
const formula = /^(?:[=@\t\r]|[+-](?![\d\s]))/
const shielded = (cell: string): string => (formula.test(cell) ? `'${cell}` : cell)
/** The cell as it was before it was shielded. */
export const withoutShield = (cell: string): string =>
  cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell

/** A rectangle the other way: one text for any program, one that a spreadsheet and a word processor read as a table. */
export const writeCells = (cells: CellTexts): { readonly text: string; readonly html: string } => ({
  text: cells.map((row) => row.map((cell) => quoted(shielded(cell))).join('\t')).join('\r\n'),
  html: `<table>${cells.map((row) => `<tr>${row.map((cell) => `<td>${escaped(shielded(cell))}</td>`).join('')}</tr>`).join('')}</table>`,
})

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Only what would else be taken for more than one cell, or lose its spaces. */
const quoted = (text: string): string =>
  /["\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
