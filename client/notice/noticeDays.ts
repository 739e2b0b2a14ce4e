import { groupNotices, type NoticeGroup } from '../../shared/notice/groupNotices.ts'
import { dayOf } from '../ui/dates.ts'
import type { ShownNotice } from './notices.ts'

export interface NoticeDay {
  /** ISO date in Sweden. */
  readonly day: string
  readonly groups: readonly NoticeGroup<ShownNotice>[]
}

/** The inbox by days, newest first; what is one sentence stands together. */
export function noticeDays(notices: readonly ShownNotice[]): NoticeDay[] {
  const days = [...new Set(notices.map(({ at }) => dayOf(at)))]
  return days.map((day) => {
    const own = notices.filter(({ at }) => dayOf(at) === day)
    const flat = own.map((notice) => ({
      kind: notice.kind,
      report: notice.report.id,
      at: notice.at,
      ...(notice.by === undefined ? {} : { by: notice.by.user }),
      ...(notice.thread === undefined ? {} : { thread: notice.thread }),
      notice,
    }))
    return {
      day,
      groups: groupNotices(flat).map(({ first, all }) => ({
        first: first.notice,
        all: all.map(({ notice }) => notice),
      })),
    }
  })
}

export const groupCount = (days: readonly NoticeDay[]): number =>
  days.reduce((sum, { groups }) => sum + groups.length, 0)

/** The newest of them, at most so many lines. */
export const firstGroups = (days: readonly NoticeDay[], most: number): NoticeDay[] =>
  days.flatMap(({ day, groups }, at) => {
    const shown = groups.slice(0, Math.max(0, most - groupCount(days.slice(0, at))))
    return shown.length === 0 ? [] : [{ day, groups: shown }]
  })
