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
import { ItemStateWord } from '../ui/Symbol.tsx'
import { usePageTitle } from '../ui/usePageTitle.ts'
import { Waiting } from '../ui/Waiting.tsx'
import { useWords } from '../ui/words.ts'
import type { MessageId } from '../sv.ts'
import { groupItems, isHandedIn, myItemsQuery, type ItemGroup, type MyItem } from './myItems.ts'
import { numberWord } from './numberWord.ts'
import { useMe } from './session.ts'
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
  const view = views.find((name) => name === search.visa) ?? 'kvar'
  usePageTitle(words('nav.mine'))

  const all = useMemo(
    () =>
      (answer.data ?? []).filter((item) => search.rapport === undefined || item.report.id === search.rapport),
    [answer.data, search.rapport],
  )
  const left = all.filter((item) => !isHandedIn(item))
  const handedIn = all.filter(isHandedIn)
  const shown = { kvar: left, lamnade: handedIn, alla: all }[view]

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
        {groupItems(shown, today).map((group, at) => (
          <Group key={group.key} group={group} today={today} isFirst={at === 0} />
        ))}
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

function Group({ group, today, isFirst }: { group: ItemGroup; today: string; isFirst: boolean }) {
  const words = useWords()
  const dates = useDates(today)
  const { kind, due, report, items } = group
  const heading =
    kind === 'sentBack'
      ? words('mine.sentBack')
      : kind === 'late'
        ? words('mine.late')
        : due === undefined
          ? words('mine.later')
          : words('mine.by', { date: dates.long(due) })
  const beside = [
    due === undefined ? undefined : words('mine.inDays', { count: daysBetween(today, due) }),
    report?.title,
  ].filter((part) => part !== undefined)
  const isUrgent = kind === 'sentBack' || kind === 'late'
  return (
    <section className={style['group']}>
      <h2 className={style['heading']} data-urgent={isUrgent || undefined}>
        {heading}
        {beside.length === 0 ? null : <span className={style['beside']}>{beside.join(' · ')}</span>}
      </h2>
      <ul>
        {items.map((item, at) => (
          <ItemRow
            key={`${item.report.id} ${item.item}`}
            item={item}
            today={today}
            withReport={isUrgent}
            filled={isFirst && at === 0}
          />
        ))}
      </ul>
    </section>
  )
}

const kinds: Readonly<Record<string, MessageId>> = {
  section: 'mine.kind.section',
  prose: 'mine.kind.text',
  text: 'mine.kind.text',
  goal: 'mine.kind.goal',
  outcomeGoal: 'mine.kind.goal',
  strategy: 'mine.kind.goal',
  indicator: 'mine.kind.indicator',
  assignment: 'mine.kind.assignment',
  block: 'mine.kind.table',
  table: 'mine.kind.table',
  row: 'mine.kind.row',
  measure: 'mine.kind.measure',
}

/** Where a figure or judgement is asked for the verb is Fyll i, elsewhere Skriv. */
const filledIn: ReadonlySet<string> = new Set(['indicator', 'block', 'table', 'row', 'measure'])

interface ItemRowProps {
  readonly item: MyItem
  readonly today: string
  readonly withReport: boolean
  readonly filled: boolean
}

function ItemRow({ item, today, withReport, filled }: ItemRowProps) {
  const words = useWords()
  const dates = useDates(today)
  const { section, report, kind, title, unit, due, state } = item
  const verb = words(filledIn.has(kind) ? 'mine.fillIn' : 'mine.write')
  const facts = [
    words(kinds[kind] ?? 'mine.kind.other'),
    `${section.number} ${section.title}`,
    withReport ? report.title : undefined,
    unit ?? undefined,
    withReport && due != null ? words('mine.lateSince', { date: dates.day(due) }) : undefined,
  ].filter((fact) => fact !== undefined)
  return (
    <li className={style['item']}>
      <span className={style['state']}>
        <ItemStateWord state={state} hideWord />
      </span>
      <span className={style['what']}>
        <b className={style['title']}>{title}</b>
        <span className={style['facts']}>{facts.join(' · ')}</span>
      </span>
      <Link
        to="/rapporter/$r/punkt/$i"
        params={{ r: report.id, i: item.item }}
        aria-label={words('mine.verbNamed', { verb, item: title })}
        {...look(filled && !isHandedIn(item) ? 'filled' : 'outlined')}
      >
        {verb}
      </Link>
    </li>
  )
}
