import { defined } from '../defined.ts'
import type { ReportEvent } from './event.ts'
import type { Report, StatusRecord } from './report.ts'

type StatusEvent = Extract<ReportEvent, { type: 'statusProposed' | 'statusSettled' | 'statusUnsettled' }>
type Judged = Omit<StatusRecord, 'revision'>

/** The judgements of a report after one more event about one of them; each counts one revision up. */
export function statusesAfter(
  statuses: Report['statuses'],
  event: StatusEvent,
  stamp: { by: string; at: string },
): Report['statuses'] {
  const { revision, ...status } = statuses[event.item] ?? { revision: 0 }
  return { ...statuses, [event.item]: { ...judged(status, event, stamp), revision: revision + 1 } }
}

function judged(status: Judged, event: StatusEvent, stamp: { by: string; at: string }): Judged {
  switch (event.type) {
    case 'statusProposed':
      return { ...status, proposed: { ...judgementOf(event), ...stamp } }
    case 'statusSettled':
      return {
        ...status,
        settled: { ...judgementOf(event), ...defined({ meeting: event.meeting }), ...stamp },
      }
    case 'statusUnsettled': {
      const { settled: _settled, ...kept } = status
      return kept
    }
    default:
      return event satisfies never
  }
}

const judgementOf = ({ status, trend }: { status?: string | undefined; trend?: string | undefined }) =>
  defined({ status, trend })
