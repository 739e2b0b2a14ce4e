import type { Notice } from './notice.ts'

/** Notices that are one sentence: of the same kind, about the same report, by the same person at the same moment or day. */
export interface NoticeGroup<T> {
  readonly first: T
  readonly all: readonly T[]
}

/** Told once a day however often it happens: figures change, and responsibility is given out, many times in a morning. */
const oneADay: ReadonlySet<Notice['kind']> = new Set([
  'assigned',
  'dueSoon',
  'overdue',
  'readyForApproval',
  'figureChanged',
])

type Grouped = Pick<Notice, 'kind' | 'report' | 'by' | 'at' | 'thread'>

/** "made you responsible for 12 items" instead of twelve lines. Threads and contributions are told one by one. */
export function groupNotices<T extends Grouped>(notices: readonly T[]): NoticeGroup<T>[] {
  const groups = new Map<string, [T, ...T[]]>()
  for (const notice of notices) {
    const { kind, report, by = '', at, thread = '' } = notice
    const moment = oneADay.has(kind) ? at.slice(0, 10) : at
    const key = JSON.stringify([kind, report, by, moment, thread])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [notice])
    else group.push(notice)
  }
  return [...groups.values()].map((all) => ({ first: all[0], all }))
}
