import { isoDay } from '../reports/changeReport.ts'
import { atHour, dayAfter } from './clock.ts'
import type { KeptNotice, Told } from './noticeRegister.ts'

/** What goes to one person in one mail. `collected`: the day whose collected mail it is. */
export interface Batch {
  readonly user: string
  readonly notices: readonly KeptNotice[]
  readonly collected?: string
}

/** When the collected mail goes out, by Swedish clocks. */
export const mailHour = 7
/** More sections may follow at once; but somebody who waits for them is not kept for long. */
const approvalRestMs = 60_000
const longestApprovalMs = 5 * 60_000
/** What is older was seen, or mail was not set up then. */
const longestWaitMs = 7 * 86_400_000

/**
 * What is to be mailed now, and when to ask again. What is ready for somebody's approval goes a minute after the last of it; all
 * else in one collected mail a day, of what came before seven o'clock.
 *
 * @param mayBeMailed  whether there is somebody to mail, and nothing speaks against trying now
 */
export function planMail(
  { people }: Pick<Told, 'people'>,
  now: Date,
  mayBeMailed: (user: string) => boolean,
): { due: Batch[]; next: Date } {
  const today = isoDay(now)
  const thisMorning = atHour(today, mailHour)
  const isMorningPast = thisMorning <= now
  const morning = isMorningPast ? thisMorning : atHour(dayBefore(today), mailHour)
  const mailDay = isoDay(morning)
  const oldest = now.getTime() - longestWaitMs
  let next = isMorningPast ? atHour(dayAfter(today), mailHour) : thisMorning
  const due: Batch[] = []
  for (const [user, { notices, off, collected }] of Object.entries(people)) {
    const waiting = notices.filter(
      ({ kind, read, mailed, at }) =>
        read === undefined &&
        mailed === undefined &&
        // A reminder is mailed by whoever sends it, who is told if that failed.
        kind !== 'reminder' &&
        !off.includes(kind) &&
        Date.parse(at) > oldest,
    )
    if (waiting.length === 0 || !mayBeMailed(user)) continue
    const approvals = waiting.filter(({ kind }) => kind === 'readyForApproval')
    const moments = approvals.map(({ at }) => Date.parse(at))
    if (moments.length > 0) {
      const when = Math.min(Math.max(...moments) + approvalRestMs, Math.min(...moments) + longestApprovalMs)
      if (when <= now.getTime()) due.push({ user, notices: approvals })
      else if (when < next.getTime()) next = new Date(when)
    }
    const others = waiting.filter(
      ({ kind, at }) => kind !== 'readyForApproval' && Date.parse(at) < morning.getTime(),
    )
    if (others.length > 0 && (collected === undefined || collected < mailDay))
      due.push({ user, notices: others, collected: mailDay })
  }
  return { due, next }
}

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
