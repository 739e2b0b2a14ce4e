import type { CheckChange } from '../check/findings.ts'
import type { ReportEvent } from './event.ts'

/** Which figures, judgements and texts an event has touched: where the checks have to look again. */
export function checkChangeOf(event: ReportEvent): CheckChange | null {
  switch (event.type) {
    case 'cellsSet':
      return { cells: event.cells.map(({ block, row, column }) => ({ block, row, column })) }
    case 'statusProposed':
    case 'statusSettled':
    case 'statusUnsettled':
      return { items: [event.item] }
    case 'textChanged':
      return { slots: event.slots.map(({ slot }) => slot) }
    default:
      return null
  }
}
