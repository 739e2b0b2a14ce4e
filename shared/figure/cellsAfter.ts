import type { CellChange } from '../report/event.ts'
import type { CellRecord, Report } from '../report/report.ts'
import { emptyCell } from './cellValue.ts'

/** The cells of a report after some have been set; each counts one revision up. */
export function cellsAfter(
  known: Report['cells'],
  changes: readonly CellChange[],
  stamp: { by: string; at: string },
): Report['cells'] {
  const cells = { ...known }
  for (const { block, row, column, after, reported, provenance } of changes) {
    const rows = { ...cells[block] }
    const before: CellRecord | undefined = rows[row]?.[column]
    const revision = (before?.revision ?? 0) + 1
    const next: CellRecord = reported
      ? {
          ...withoutReported(before),
          ...(after.kind === 'empty' ? {} : { reported: after }),
          revision,
          provenance,
          ...stamp,
        }
      : { ...before, value: after, revision, provenance, ...stamp }
    rows[row] = { ...rows[row], [column]: next }
    cells[block] = rows
  }
  return cells
}

function withoutReported(cell: CellRecord | undefined): Pick<CellRecord, 'value'> {
  return { value: cell?.value ?? emptyCell }
}
