import type { Column } from '../../shared/block/block.ts'
import type { CellFormat } from '../../shared/figure/cellFormat.ts'
import { emptyCell, type CellValue } from '../../shared/figure/cellValue.ts'
import { editFigure } from '../../shared/figure/formatFigure.ts'
import { parseFigure } from '../../shared/figure/parseFigure.ts'
import { ok, type Result } from '../../shared/problem.ts'

/** What somebody typed in a cell of this column, as the server will read it. Words in a text column are any words. */
export const readTyped = (
  text: string,
  column: Pick<Column, 'type'>,
  format: CellFormat,
): Result<CellValue> => {
  if (column.type === 'number') {
    const parsed = parseFigure(text, format)
    return parsed.ok ? ok(parsed.value.value) : parsed
  }
  const words = text.trim()
  return ok(words === '' ? emptyCell : { kind: 'text', text: words })
}

/** As `readTyped`; what cannot be read is kept as it was typed until somebody mends it. */
export const keepTyped = (text: string, column: Pick<Column, 'type'>, format: CellFormat): CellValue => {
  const read = readTyped(text, column, format)
  return read.ok ? read.value : { kind: 'unreadable', raw: text.trim().slice(0, 400) }
}

/** A value as the cells command takes it: as it would be typed, or as itself where nobody could type it. */
export const onTheWire = (value: CellValue): string | CellValue =>
  value.kind === 'unreadable' || value.kind === 'unknown' ? value : editFigure(value)
