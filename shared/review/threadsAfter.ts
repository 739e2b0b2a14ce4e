import type { ReportEvent } from '../report/event.ts'
import type { Thread } from './thread.ts'

type ThreadEvent = Extract<
  ReportEvent,
  { type: 'threadOpened' | 'threadReplied' | 'threadChanged' | 'suggestionDecided' }
>
type Threads = Readonly<Record<string, Thread>>

/** The threads of a report after one more event about them; one about an unknown thread changes nothing. */
export function threadsAfter(
  threads: Threads,
  event: ThreadEvent,
  stamp: { by: string; at: string },
): Record<string, Thread> {
  if (event.type === 'threadOpened') {
    const { remark, replacement, ...opened } = event.thread
    const suggestion = replacement === undefined ? {} : { suggestion: { replacement } }
    return { ...threads, [opened.id]: { ...opened, ...suggestion, remarks: [{ ...remark, ...stamp }] } }
  }
  const known = threads[event.thread]
  return known === undefined ? { ...threads } : { ...threads, [known.id]: threadAfter(known, event, stamp) }
}

function threadAfter(
  thread: Thread,
  event: Exclude<ThreadEvent, { type: 'threadOpened' }>,
  stamp: { by: string; at: string },
): Thread {
  switch (event.type) {
    case 'threadReplied':
      return { ...thread, remarks: [...thread.remarks, { ...event.remark, ...stamp }] }
    case 'threadChanged': {
      const { resolved, assignee, ...kept } = thread
      const nextAssignee = event.assignee === undefined ? assignee : (event.assignee ?? undefined)
      const nextResolved = event.resolved === undefined ? resolved : event.resolved ? stamp : undefined
      return {
        ...kept,
        ...(nextAssignee === undefined ? {} : { assignee: nextAssignee }),
        ...(nextResolved === undefined ? {} : { resolved: nextResolved }),
      }
    }
    case 'suggestionDecided': {
      const { suggestion, resolved: _resolved, ...kept } = thread
      if (suggestion === undefined) return thread
      const { replacement } = suggestion
      const at =
        event.quote === undefined || !('slot' in kept.at) ? kept.at : { ...kept.at, quote: event.quote }
      if (event.accepted === null) return { ...kept, at, suggestion: { replacement } }
      const reason = event.reason === undefined ? {} : { reason: event.reason }
      const outcome = { accepted: event.accepted, ...reason, ...stamp }
      return { ...kept, at, suggestion: { replacement, outcome }, resolved: stamp }
    }
    default:
      return event satisfies never
  }
}
