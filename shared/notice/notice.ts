import { z } from 'zod'
import { id } from '../template/id.ts'

/**
 * What people are told of. `dueSoon` and `overdue` come with the day, `reminder` from a samordnare who presses Påminn, the rest
 * with an entry of the report's journal.
 */
export const noticeKinds = [
  'assigned',
  'dueSoon',
  'overdue',
  'reminder',
  'sentBack',
  'thread',
  'readyForApproval',
  'figureChanged',
  'contributionAsked',
  'deputy',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

const user = z.string().max(64)

/** One thing one person is told, without a word of the report: what it is about is looked up when it is shown. */
export const notice = z.strictObject({
  /** The same for the same happening, so that telling it again tells nothing. */
  id: z.string().max(400),
  kind: z.enum(noticeKinds),
  report: id,
  section: id.optional(),
  item: z.string().max(200).optional(),
  thread: id.optional(),
  contribution: id.optional(),
  /** The due date that is near or past. */
  due: z.iso.date().optional(),
  deputy: z.strictObject({ for: user, user, from: z.iso.date(), to: z.iso.date() }).optional(),
  /** Who did it; absent where the day did. */
  by: user.optional(),
  at: z.iso.datetime(),
})
export type Notice = z.infer<typeof notice>

/** A notice and whom it is for. */
export interface Addressed {
  readonly to: string
  readonly notice: Notice
}

/** Where a notice leads, as the path of the page. */
export function placeOf(
  notice: Pick<Notice, 'kind' | 'report' | 'section' | 'item' | 'thread' | 'contribution'>,
): string {
  const report = `/rapporter/${encodeURIComponent(notice.report)}`
  const section =
    notice.section === undefined ? report : `${report}/avsnitt/${encodeURIComponent(notice.section)}`
  if (notice.kind === 'readyForApproval') return `${report}/godkann`
  if (notice.kind === 'deputy') return report
  if (notice.thread !== undefined)
    return `${section}?panel=synpunkter&trad=${encodeURIComponent(notice.thread)}`
  if (notice.item !== undefined) {
    const item = `${report}/punkt/${encodeURIComponent(notice.item)}`
    return notice.contribution === undefined
      ? item
      : `${item}?bidrag=${encodeURIComponent(notice.contribution)}`
  }
  return section
}
