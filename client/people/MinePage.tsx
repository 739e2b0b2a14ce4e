import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { RefusedError } from '../api.ts'
import { useReports } from '../report/reportList.ts'
import { look } from '../ui/Button.tsx'
import { dayOf, daysBetween, useDates } from '../ui/dates.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { useLanguage } from '../ui/Language.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import head from '../ui/PageHead.module.css'
import { Segments } from '../ui/Segments.tsx'
import { usePageTitle } from '../ui/usePageTitle.ts'
import { Waiting } from '../ui/Waiting.tsx'
import { useWords } from '../ui/words.ts'
import { MineRow } from './MineRow.tsx'
import { groupTasks, isDone, keyOf, myItemsQuery, type TaskGroup } from './myItems.ts'
import { numberWord } from './numberWord.ts'
import { useMe } from './session.ts'
import { useMineDeeds, withDone, type MineDeeds } from './useMineDeeds.ts'
import style from './MinePage.module.css'

const views = ['kvar', 'lamnade', 'alla'] as const

/** What I am asked for, in all reports: the first page after signing in. */
export default function MinePage() {
  const words = useWords()
  const { language } = useLanguage()
  const [today] = useState(() => dayOf(Date.now()))
  const dates = useDates(today)
  const navigate = useNavigate()
  const search = useSearch({ from: '/signed-in/mitt' })
  const answer = useQuery(myItemsQuery)
  const deeds = useMineDeeds()
  const view = views.find((name) => name === search.visa) ?? 'kvar'
  usePageTitle(words('nav.mine'))

  const all = useMemo(
    () =>
      (answer.data ?? []).filter((task) => search.rapport === undefined || task.report.id === search.rapport),
    [answer.data, search.rapport],
  )
  const kept = withDone(all, deeds.done)
  const left = all.filter((task) => !isDone(task) && !deeds.done.has(keyOf(task)))
  const handedIn = all.filter(isDone)
  const shown = {
    kvar: kept.filter((task) => !isDone(task)),
    lamnade: handedIn,
    alla: kept,
  }[view]
  const withReport = new Set(all.map(({ report }) => report.id)).size > 1

  if (answer.error instanceof RefusedError) throw answer.error
  return (
    <>
      <PageHead />
      <main id="text" className={head['page']} data-region tabIndex={-1}>
        <div className={head['titleRow']}>
          <div>
            <p className={style['today']}>{dates.long(today)}</p>
            <h1>
              {answer.data === undefined
                ? words('nav.mine')
                : words('mine.title', { count: left.length, words: numberWord(left.length, language) })}
            </h1>
          </div>
          {all.length === 0 ? null : (
            <Segments
              name={words('mine.filter')}
              chosen={view}
              onChoose={(visa) => void navigate({ to: '/mitt', search: { ...search, visa } })}
              choices={[
                { id: 'kvar', word: words('mine.left', { count: left.length }) },
                { id: 'lamnade', word: words('mine.handedIn', { count: handedIn.length }) },
                { id: 'alla', word: words('mine.all', { count: all.length }) },
              ]}
            />
          )}
        </div>
        {answer.data === undefined ? <Waiting /> : null}
        {answer.data !== undefined && shown.length === 0 ? <Nothing view={view} /> : null}
        {groupTasks(shown, today).map((group, at) => (
          <Group
            key={group.key}
            group={group}
            today={today}
            deeds={deeds}
            isFirst={at === 0}
            withReport={withReport}
          />
        ))}
        {view === 'kvar' && shown.length === 0 && handedIn.length > 0 ? (
          <section className={style['group']}>
            <h2 className={style['heading']}>{words('mine.doneHeading')}</h2>
            <ul>
              {handedIn.map((task) => (
                <MineRow
                  key={keyOf(task)}
                  task={task}
                  today={today}
                  deeds={deeds}
                  withReport={withReport}
                  isDated
                  isFirst={false}
                />
              ))}
            </ul>
          </section>
        ) : null}
      </main>
    </>
  )
}

function Nothing({ view }: { view: (typeof views)[number] }) {
  const words = useWords()
  const reports = useReports()
  const me = useMe()
  if (view === 'lamnade') return <EmptyState>{words('mine.emptyHandedIn')}</EmptyState>
  const isInNone = reports.data?.length === 0
  const isAdministrator = me?.system.includes('administrator') === true
  const mayCreate =
    me?.mayCreateReports === true || reports.data?.some(({ roles }) => roles.includes('samordnare')) === true
  return (
    <EmptyState
      actions={
        <>
          {isInNone ? null : (
            <Link to="/rapporter" {...look('outlined')}>
              {words('error.toReports')}
            </Link>
          )}
          {isAdministrator && isInNone ? (
            <Link to="/personer" {...look('outlined')}>
              {words('people.heading')}
            </Link>
          ) : null}
          {mayCreate ? (
            <Link to="/rapporter/ny" {...look('outlined')}>
              {words('reports.create')}
            </Link>
          ) : null}
        </>
      }
    >
      {words(isInNone ? (isAdministrator ? 'mine.start' : 'mine.noReport') : 'mine.empty')}
    </EmptyState>
  )
}

interface GroupProps {
  readonly group: TaskGroup
  readonly today: string
  readonly deeds: MineDeeds
  readonly isFirst: boolean
  /** There is more than one report to tell apart. */
  readonly withReport: boolean
}

function Group({ group, today, deeds, isFirst, withReport }: GroupProps) {
  const words = useWords()
  const dates = useDates(today)
  const { kind, due, report, tasks } = group
  const heading =
    kind === 'sentBack'
      ? words('mine.sentBack')
      : kind === 'late'
        ? words('mine.late')
        : kind === 'waiting'
          ? words('mine.waiting')
          : due === undefined
            ? words('mine.later')
            : words('mine.by', { date: dates.long(due) })
  const inDays = due === undefined ? undefined : daysBetween(today, due)
  const beside = [
    inDays === undefined || inDays < 0 ? undefined : words('mine.inDays', { count: inDays }),
    report?.title,
  ].filter((part) => part !== undefined)
  const isUrgent = kind === 'sentBack' || kind === 'late'
  const firstOpen = tasks.find((task) => !deeds.done.has(keyOf(task)))
  return (
    <section className={style['group']}>
      <h2 className={style['heading']} data-urgent={isUrgent || undefined}>
        {heading}
        {beside.length === 0 ? null : <span className={style['beside']}>{beside.join(' · ')}</span>}
      </h2>
      <ul>
        {tasks.map((task) => (
          <MineRow
            key={keyOf(task)}
            task={task}
            today={today}
            deeds={deeds}
            withReport={isUrgent && withReport}
            isDated={isUrgent}
            isFirst={isFirst && task === firstOpen}
          />
        ))}
      </ul>
    </section>
  )
}
