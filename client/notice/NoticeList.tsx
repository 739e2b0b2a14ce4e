import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState, type MouseEvent } from 'react'
import { placeOf } from '../../shared/notice/notice.ts'
import { useMe } from '../people/session.ts'
import { Button } from '../ui/Button.tsx'
import { dayOf, useDates } from '../ui/dates.ts'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { Strip } from '../ui/Strip.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { useWords } from '../ui/words.ts'
import style from './notice.module.css'
import { firstGroups, groupCount, noticeDays } from './noticeDays.ts'
import { noticeSentence } from './noticeSentence.ts'
import { inboxQuery, inboxRead, markRead, type ShownNotice } from './notices.ts'

/** As many groups as are read at once; the rest unfolds. */
const firstShown = 30

/** What is new to me by days; each line leads to its place, and is read then. */
export default function NoticeList({ onGo, onSettings }: { onGo: () => void; onSettings: () => void }) {
  const words = useWords()
  const { polite } = useAnnounce()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const { data: inbox, error } = useQuery(inboxQuery)
  const [isAllShown, showAll] = useState(false)
  const [refused, setRefused] = useState<string>()
  const [today] = useState(() => dayOf(Date.now()))
  const dates = useDates(today)
  const days = useMemo(() => noticeDays(inbox?.notices ?? []), [inbox])
  const count = groupCount(days)
  const shownDays = isAllShown ? days : firstGroups(days, firstShown)

  const read = async (which: { ids: readonly string[] } | { all: true }): Promise<void> => {
    queries.setQueryData(inboxQuery.queryKey, (known) =>
      known === undefined ? undefined : inboxRead(known, which, new Date().toISOString()),
    )
    const answer = await markRead(which)
    if (!answer.ok) setRefused(problemText(answer.problem))
    await queries.invalidateQueries({ queryKey: inboxQuery.queryKey })
  }

  if (inbox === undefined)
    return error === null ? <Waiting /> : <p className={style['empty']}>{words('contact.none')}</p>
  return (
    <>
      {refused === undefined ? null : <Strip tone="warn">{refused}</Strip>}
      {count === 0 ? <p className={style['empty']}>{words('notice.empty')}</p> : null}
      {shownDays.map(({ day, groups }) => (
        <section key={day}>
          <h3 className={style['day']}>
            {day === today
              ? words('notice.today')
              : day === dayBefore(today)
                ? words('notice.yesterday')
                : dates.long(day)}
          </h3>
          <ul>
            {groups.map(({ first, all }) => (
              <NoticeLine
                key={first.id}
                notices={all}
                today={today}
                onGo={() => {
                  const ids = all.flatMap(({ id, read: at }) => (at === undefined ? [id] : []))
                  if (ids.length > 0) void read({ ids })
                  onGo()
                }}
              />
            ))}
          </ul>
        </section>
      ))}
      {count > firstShown && !isAllShown ? (
        <div className={style['more']}>
          <Button variant="text" small onPress={() => showAll(true)}>
            {words('notice.showAll', { count })}
          </Button>
        </div>
      ) : null}
      <div className={style['foot']}>
        {inbox.unread === 0 ? null : (
          <Button
            variant="text"
            small
            onPress={() => {
              polite(words('notice.allRead'), 'notice')
              void read({ all: true })
            }}
          >
            {words('notice.readAll')}
          </Button>
        )}
        <Button variant="text" small onPress={onSettings}>
          {words('notice.settingsOpen')}
        </Button>
      </div>
    </>
  )
}

interface NoticeLineProps {
  readonly notices: readonly ShownNotice[]
  readonly today: string
  readonly onGo: () => void
}

function NoticeLine({ notices, today, onGo }: NoticeLineProps) {
  const words = useWords()
  const dates = useDates(today)
  const navigate = useNavigate()
  const me = useMe()?.user ?? ''
  const [first] = notices
  if (first === undefined) return null
  const isUnread = notices.some(({ read }) => read === undefined)
  const place = placeOfAll(notices)
  const go = (event: MouseEvent): void => {
    onGo()
    // A new tab or window is the browser's own doing.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    void navigate({ href: place })
  }
  return (
    <li className={style['line']}>
      <a href={place} className={style['link']} data-unread={isUnread || undefined} onClick={go}>
        <span className={style['dot']} />
        <span className={style['sentence']}>
          {isUnread ? <span className="hidden-words">{words('notice.unread')}: </span> : null}
          {noticeSentence(notices, me, words, dates)}
        </span>
        <span className={style['facts']}>
          {factsOf(notices).join(' · ')} · {dates.time(first.at)}
        </span>
      </a>
    </li>
  )
}

/** Several items have their place in my list; one has its own. */
function placeOfAll(notices: readonly ShownNotice[]): string {
  const [first] = notices
  if (first === undefined) return '/mitt'
  if (notices.length === 1 || first.kind === 'readyForApproval') return first.place
  const sections = new Set(notices.map(({ section }) => section?.id))
  const [section] = sections
  // All in one section: its page shows them together.
  if (sections.size === 1 && section !== undefined)
    return placeOf({ kind: first.kind, report: first.report.id, section })
  return `/mitt?rapport=${encodeURIComponent(first.report.id)}`
}

function factsOf(notices: readonly ShownNotice[]): string[] {
  const [first] = notices
  if (first === undefined) return []
  const numbers = [...new Set(notices.flatMap(({ section }) => section?.number ?? []))]
  const where =
    notices.length === 1
      ? first.item === undefined || first.section === undefined
        ? []
        : [`${first.section.number} ${first.section.title}`]
      : [numbers.slice(0, 6).join(', ') + (numbers.length > 6 ? ' …' : '')]
  return [...where, first.report.title]
}

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
