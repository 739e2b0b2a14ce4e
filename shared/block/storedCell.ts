import { emptyCell, type CellValue } from '../figure/cellValue.ts'
import type { Report } from '../report/report.ts'
import type { Block, Row } from './block.ts'

/** What a cell that is not computed holds: what was entered, else what the plan says, else nothing. */
export const storedCell = (
  cells: Report['cells'],
  block: Pick<Block, 'id'>,
  row: Row,
  column: string,
): CellValue => cells[block.id]?.[row.id]?.[column]?.value ?? row.planned?.[column] ?? emptyCell
