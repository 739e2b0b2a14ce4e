import type { Logger } from 'pino'
import { dueNotices } from '../../shared/notice/dueNotices.ts'
import type { Accounts } from '../people/accounts.ts'
import { isoDay } from '../reports/changeReport.ts'
import type { ReportStore, Reports } from '../reports/reports.ts'
import type { After } from '../store/after.ts'
import { keepOpen } from '../store/keepOpen.ts'
import type { Register } from '../store/register.ts'
import { atHour, dayAfter } from './clock.ts'
import { followReports } from './followReports.ts'
import type { Mailer } from './mailer.ts'
import { noticeMail, type MailPerson } from './mailText.ts'
import { personalOf, type NoticeEvent, type Told } from './noticeRegister.ts'
import { planMail, type Batch } from './planMail.ts'
import { isMoot, shownTo } from './shownNotice.ts'

/** What people are told, in the page and by mail. */
export interface Notices {
  readonly register: () => Register<Told, NoticeEvent>
  /** Null where no mail server is set. */
  readonly mailer: Mailer | null
  /** The address of our pages, without a path, for links. */
  readonly url: () => string
  /** Looks whether something is to be sent now, and again when there may be; resolves when it is sent, or has been put off. */
  run(): Promise<void>
  close(): Promise<void>
}

interface Deps {
  readonly store: Pick<ReportStore, 'openNotices'>
  readonly reports: Reports
  readonly accounts: Accounts
  readonly mailer: Mailer | null
  readonly url: () => string
  readonly now: () => Date
  readonly after: After
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>
}

/** When the day's due dates are told, before the mails of the morning. */
const dueHour = 6
const firstPauseMs = 60_000
const longestPauseMs = 4 * 3_600_000

interface Pause {
  readonly failures: number
  readonly until: number
}

/**
 * Follows the reports, tells what is due, and sends what waits to be mailed. A mail that could not be sent is tried again after a
 * minute, then two, four, at last every four hours; what has waited for a week is not mailed any more.
 */
export async function createNotices(deps: Deps): Promise<Notices> {
  const { reports, accounts, mailer, now, after, log } = deps
  const register = await keepOpen(
    () => deps.store.openNotices(),
    (error) => log.error({ error }, 'the notices could not be opened again; nobody is told anything'),
  )
  const pauses = new Map<string, Pause>()
  let serverPause: Pause | null = null
  let dueTold = ''
  let callOff: (() => void) | null = null
  let isClosed = false
  let running: Promise<void> = Promise.resolve()

  const paused = (before: Pause | null | undefined): Pause => {
    const failures = (before?.failures ?? 0) + 1
    const ms = Math.min(firstPauseMs * 2 ** (failures - 1), longestPauseMs)
    return { failures, until: now().getTime() + ms }
  }

  const addressee = (user: string): MailPerson | null => {
    const person = accounts.person(user)
    return person?.email === undefined ? null : { user, name: person.name, email: person.email }
  }

  const tellDue = async (): Promise<void> => {
    const at = now()
    const today = isoDay(at)
    if (dueTold === today || at < atHour(today, dueHour)) return
    const { people } = register().state()
    const notices = (await reports.all()).flatMap((open) => {
      const report = open.report()
      return dueNotices(report, open.layout(report), today, at.toISOString()).filter(
        ({ to, notice }) => !personalOf({ people }, to).notices.some(({ id }) => id === notice.id),
      )
    })
    if (notices.length > 0)
      await register().append([{ type: 'told', notices }], { user: 'server' }, at.toISOString())
    dueTold = today
    await following.mark()
  }

  const send = async (sender: Mailer, { user, notices, collected }: Batch): Promise<void> => {
    const to = addressee(user)
    if (to === null) return
    const at = now()
    const shown = shownTo({ reports, accounts, now }, user, notices).filter(({ from }) => {
      const report = reports.peek(from.report)?.report()
      return report !== undefined && !isMoot(report, from)
    })
    if (shown.length > 0) {
      const sent = await sender.send(noticeMail(deps.url(), to, shown, isoDay(at)))
      if (!sent.ok) {
        // Neither addresses nor the server's own words, in which they stand.
        log.info({ user, code: sent.code }, 'a mail could not be sent; it is tried again')
        if (sent.unreachable) serverPause = paused(serverPause)
        else pauses.set(user, paused(pauses.get(user)))
        return
      }
      serverPause = null
      pauses.delete(user)
    }
    // Those left out are settled too: nothing is left to say of them.
    await register().append(
      [
        {
          type: 'mailed',
          user,
          notices: notices.map(({ id }) => id),
          ...(collected === undefined || shown.length === 0 ? {} : { collected }),
        },
      ],
      { user: 'server' },
      at.toISOString(),
    )
  }

  const sendDue = async (sender: Mailer): Promise<Date> => {
    const isPaused = (pause: Pause | null | undefined): boolean =>
      pause !== null && pause !== undefined && pause.until > now().getTime()
    const mayBeMailed = (user: string): boolean => !isPaused(pauses.get(user)) && addressee(user) !== null
    const plan = (): ReturnType<typeof planMail> => planMail(register().state(), now(), mayBeMailed)
    for (const batch of isPaused(serverPause) ? [] : plan().due) {
      if (isClosed || isPaused(serverPause)) break
      await send(sender, batch)
    }
    const moments = [...pauses.values(), ...(serverPause === null ? [] : [serverPause])]
      .map(({ until }) => until)
      .filter((until) => until > now().getTime())
    return new Date(Math.min(plan().next.getTime(), ...moments))
  }

  const schedule = (at: Date): void => {
    callOff?.()
    if (isClosed) return
    callOff = after(Math.max(at.getTime() - now().getTime(), 1000), () => void run())
  }

  const turn = async (): Promise<void> => {
    if (isClosed) return
    const today = isoDay(now())
    const dueAt = atHour(dueTold === today ? dayAfter(today) : today, dueHour)
    let next = dueAt > now() ? dueAt : atHour(dayAfter(today), dueHour)
    try {
      const isAbreast = await following.catchUp()
      await tellDue()
      if (mailer !== null) {
        const mailAt = await sendDue(mailer)
        if (mailAt < next) next = mailAt
      }
      if (!isAbreast) next = new Date(now().getTime() + firstPauseMs)
    } catch (error) {
      log.error({ error }, 'notices could not be sent on; they are tried again')
      next = new Date(now().getTime() + firstPauseMs)
    }
    schedule(next)
  }

  /** One at a time: who asks while mails go out waits, and looks again. */
  const run = (): Promise<void> => {
    running = running.then(turn)
    return running
  }

  let isStarted = false
  const onNews = (): void => {
    if (isStarted) void run()
  }
  const following = await followReports({ reports, register, now, log, onNews })
  isStarted = true
  return {
    register,
    mailer,
    url: deps.url,
    run,
    async close() {
      isClosed = true
      callOff?.()
      following.stop()
      // Nobody waits at a stop for a mail server that is slow: what was not sent goes after the next start.
      mailer?.close()
      await running
      // Nothing is lost without it: the next start only reads more again.
      await following.mark().catch(() => undefined)
    },
  }
}
