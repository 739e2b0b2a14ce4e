import Papa from 'papaparse'
import { withoutShield } from './clipboard.ts'

/**
 * Cells as Excel, Calc and Word put them on the clipboard: tabs between cells, quotes around a cell with a line
 * break in it. A last empty line is not a row.
 */
export const readCells = (text: string): string[][] => {
  const { data } = Papa.parse<string[]>(text.replace(/\r\n?/g, '\n').replace(/\n+$/, ''), { delimiter: '\t' })
  return data.map((row) => row.map(withoutShield))
}
