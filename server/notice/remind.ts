import type { Notice, NoticeKind } from '../../shared/notice/notice.ts'
import { notHandedIn, type NotHandedIn } from '../../shared/notice/notHandedIn.ts'
import { sectionsOfItems } from '../../shared/notice/sectionsOfItems.ts'
import type { Person } from '../../shared/people/role.ts'
import { isoDay } from '../reports/changeReport.ts'
import type { Deps } from '../deps.ts'
import type { OpenReport } from '../reports/reports.ts'
import { reminderMail, reminderText } from './mailText.ts'
import { personalOf, type NoticeEvent } from './noticeRegister.ts'
import { shownTo } from './shownNotice.ts'

type ReminderDeps = Pick<Deps, 'notices' | 'accounts' | 'reports' | 'now' | 'log'>

export interface Reminded {
  readonly user: string
  readonly name: string
  readonly email?: string
  /** What they are reminded of. */
  readonly items: number
}

/** Why somebody got no mail; they find the reminder in the page all the same, but for `alreadyToday`. */
export type NotSent = 'noMail' | 'noAddress' | 'turnedOff' | 'alreadyToday' | 'failed'

export interface Reminders {
  readonly sent: readonly Reminded[]
  readonly notSent: readonly (Reminded & { readonly because: NotSent })[]
  /** To copy, for those whom no mail reaches. */
  readonly text: { readonly subject: string; readonly body: string }
}

interface Asked {
  readonly items: ReadonlySet<string>
  /** Also those who were reminded today. */
  readonly again: boolean
  /** Tells what would be sent, and sends nothing. */
  readonly preview: boolean
}

/**
 * Reminds everybody who has one of these items and has not handed it in, but for the person who asks. It is their collected mail
 * of the day.
 */
export async function remind(
  deps: ReminderDeps,
  open: OpenReport,
  by: Person,
  { items, again, preview }: Asked,
): Promise<Reminders> {
  const { notices, accounts, now } = deps
  const report = await open.durable()
  const layout = open.layout(report)
  const at = now()
  const today = isoDay(at)
  const text = reminderText(notices.url(), report, by.name)
  const told = notices.register().state()
  const all = notHandedIn(report, layout, items).flatMap((missing) => {
    const person = accounts.person(missing.user)
    if (person === undefined || missing.user === by.user) return []
    const mine = personalOf(told, missing.user)
    const isReminded = !again && mine.reminded[report.id]?.day === today
    const because = isReminded ? ('alreadyToday' as const) : whyNot(deps, person, mine.off)
    return [{ person, missing, because }]
  })
  const notSent = all.flatMap(({ person, missing, because }) =>
    because === null ? [] : [{ ...summary(person, missing), because }],
  )
  const wanted = all.filter(({ because }) => because === null)
  if (preview) return { sent: wanted.map(({ person, missing }) => summary(person, missing)), notSent, text }

  const noticesOf = ({ items: own }: NotHandedIn): Notice[] =>
    own.map((item) => {
      const section = sectionsOfItems(layout).get(item)?.id
      const due = report.items[item]?.due
      return {
        id: `${report.id} reminder ${item} ${at.toISOString()}`,
        kind: 'reminder',
        report: report.id,
        ...(section === undefined ? {} : { section }),
        item,
        ...(due === undefined ? {} : { due }),
        by: by.user,
        at: at.toISOString(),
      }
    })
  const append = (events: readonly NoticeEvent[]) =>
    notices.register().append(events, { user: by.user }, at.toISOString())
  // In the page before any mail is out: of two who remind at once, one does.
  const reminded = all.filter(({ because }) => because !== 'alreadyToday').map(({ missing }) => missing)
  if (reminded.length > 0)
    await append([
      {
        type: 'told',
        notices: reminded.flatMap((missing) =>
          noticesOf(missing).map((notice) => ({ to: missing.user, notice })),
        ),
      },
      {
        type: 'reminded',
        report: report.id,
        by: by.user,
        users: reminded.map(({ user }) => user),
        day: today,
      },
    ])

  const sent: Reminded[] = []
  let isDown = false
  for (const { person, missing } of wanted) {
    const own = noticesOf(missing)
    const done: MailOutcome = isDown ? 'unreachable' : await mailTo(deps, by, person, own, today)
    // Nobody waits for one attempt after the other while the mail server is away.
    isDown = done === 'unreachable'
    if (done !== 'sent') {
      notSent.push({ ...summary(person, missing), because: 'failed' })
      continue
    }
    sent.push(summary(person, missing))
    await append([{ type: 'mailed', user: person.user, notices: own.map(({ id }) => id), collected: today }])
  }
  return { sent, notSent, text }
}

const summary = ({ user, name, email }: Person, { items }: NotHandedIn): Reminded => ({
  user,
  name,
  ...(email === undefined ? {} : { email }),
  items: items.length,
})

const whyNot = ({ notices }: ReminderDeps, { email }: Person, off: readonly NoticeKind[]): NotSent | null => {
  if (notices.mailer === null) return 'noMail'
  if (email === undefined) return 'noAddress'
  return off.includes('reminder') ? 'turnedOff' : null
}

type MailOutcome = 'sent' | 'refused' | 'unreachable'

async function mailTo(
  deps: ReminderDeps,
  by: Person,
  { user, name, email }: Person,
  own: readonly Notice[],
  today: string,
): Promise<MailOutcome> {
  const { mailer, url } = deps.notices
  if (mailer === null || email === undefined) return 'refused'
  const shown = shownTo(deps, user, own)
  const sent = await mailer.send(reminderMail(url(), { user, name, email }, by.name, shown, today))
  if (sent.ok) return 'sent'
  deps.log.info({ user, code: sent.code }, 'a reminder could not be sent')
  return sent.unreachable ? 'unreachable' : 'refused'
}
