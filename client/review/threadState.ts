import type { Report } from '../../shared/report/report.ts'
import type { Thread } from '../../shared/review/thread.ts'

/** `besvarad`: the last word is not that of whoever opened it. */
export type ThreadState = 'oppen' | 'besvarad' | 'klar'

export function threadStateOf({ remarks, resolved }: Pick<Thread, 'remarks' | 'resolved'>): ThreadState {
  if (resolved !== undefined) return 'klar'
  return remarks.length > 1 && remarks.at(-1)?.by !== remarks[0]?.by ? 'besvarad' : 'oppen'
}

export const isOpen = ({ resolved }: Pick<Thread, 'resolved'>): boolean => resolved === undefined

/** Given to me or naming me; an error in a locked text is the samordnare's. */
export const isToMe = (
  { assignee, remarks, kind }: Pick<Thread, 'assignee' | 'remarks' | 'kind'>,
  me: { readonly user: string; readonly isSamordnare: boolean },
): boolean =>
  assignee === me.user ||
  remarks.some(({ mentions }) => mentions.includes(me.user)) ||
  (kind === 'lockedTextFault' && assignee === undefined && me.isSamordnare)

export const threadFilters = ['oppna', 'mina', 'klara'] as const
export type ThreadFilter = (typeof threadFilters)[number]

/** Whether a thread is shown under a filter; `mina` are the open ones given to me or naming me. */
export function passesThread(
  thread: Thread,
  filter: ThreadFilter,
  me: { readonly user: string; readonly isSamordnare: boolean },
): boolean {
  switch (filter) {
    case 'oppna':
      return isOpen(thread)
    case 'mina':
      return isOpen(thread) && isToMe(thread, me)
    case 'klara':
      return !isOpen(thread)
    default:
      return filter satisfies never
  }
}

/** How many threads stand open, by section. */
export function openThreadsBySection(threads: Report['threads']): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const thread of Object.values(threads))
    if (isOpen(thread)) counts.set(thread.section, (counts.get(thread.section) ?? 0) + 1)
  return counts
}
