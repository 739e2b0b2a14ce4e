import type { ReportEvent } from '../report/event.ts'
import { insertBefore, mapId, moveBefore } from '../report/ordered.ts'
import type { Report } from '../report/report.ts'

type RowEvent = Extract<ReportEvent, { type: 'rowAdded' | 'rowRenamed' | 'rowMoved' | 'rowRemoved' }>
type Rows = Report['rows'][string]

/** The rows that people have added to the tables of a report, after one more event about them; a removed one is kept, marked. */
export const rowsAfter = (rows: Report['rows'], event: RowEvent): Report['rows'] => ({
  ...rows,
  [event.block]: changed(rows[event.block] ?? [], event),
})

function changed(rows: Rows, event: RowEvent): Rows {
  switch (event.type) {
    case 'rowAdded':
      return insertBefore(rows, event.row, event.before)
    case 'rowRenamed':
      return mapId(rows, event.row, (row) => ({ ...row, label: event.label }))
    case 'rowMoved':
      return moveBefore(rows, event.row, event.before)
    case 'rowRemoved':
      return mapId(rows, event.row, (row) => ({ ...row, removed: true }))
    default:
      return event satisfies never
  }
}
