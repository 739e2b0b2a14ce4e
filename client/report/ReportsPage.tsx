import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Search, Send } from 'lucide-react'
import { useId } from 'react'
import { RefusedError } from '../api.ts'
import { isDone, myItemsQuery } from '../people/myItems.ts'
import { useMe } from '../people/session.ts'
import { look } from '../ui/Button.tsx'
import { useDates } from '../ui/dates.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import head from '../ui/PageHead.module.css'
import { SectionStrip, StripCell } from '../ui/SectionStrip.tsx'
import { Segments } from '../ui/Segments.tsx'
import { Symbol } from '../ui/Symbol.tsx'
import { usePageTitle } from '../ui/usePageTitle.ts'
import { Waiting } from '../ui/Waiting.tsx'
import { useWords } from '../ui/words.ts'
import { useReports, type ReportSummary } from './reportList.ts'
import style from './ReportsPage.module.css'
import { countsInWords, stripOrder } from './strip.ts'

const views = ['mina', 'lamnade', 'beslutade'] as const
type View = (typeof views)[number]

const viewOf = ({ state }: ReportSummary): View =>
  state === 'beslutad' ? 'beslutade' : state === 'lamnad' ? 'lamnade' : 'mina'

/** Reports in which I have a role. */
export default function ReportsPage() {
  const words = useWords()
  const me = useMe()
  const navigate = useNavigate()
  const search = useSearch({ from: '/signed-in/rapporter' })
  const answer = useReports()
  const items = useQuery(myItemsQuery)
  const view = views.find((name) => name === search.visa) ?? 'mina'
  usePageTitle(words('reports.title'))
  if (answer.error instanceof RefusedError) throw answer.error

  const reports = answer.data ?? []
  const count = (name: View): number => reports.filter((report) => viewOf(report) === name).length
  const wanted = (search.sok ?? '').trim().toLocaleLowerCase('sv')
  const shown = reports.filter(
    (report) =>
      viewOf(report) === view &&
      `${report.title} ${report.organisation} ${report.year}`.toLocaleLowerCase('sv').includes(wanted),
  )
  const mayCreate =
    me !== undefined && (me.mayCreateReports || reports.some(({ roles }) => roles.includes('samordnare')))
  const waiting = items.data?.filter((task) => !isDone(task)).length

  return (
    <>
      <PageHead>
        <SearchField
          value={search.sok ?? ''}
          onChange={(sok) => void navigate({ to: '/rapporter', search: { ...search, sok }, replace: true })}
        />
      </PageHead>
      <main id="text" className={head['page']} data-region tabIndex={-1}>
        <div className={`${head['titleRow'] ?? ''} ${style['titleRow'] ?? ''}`}>
          <div>
            <h1>{words('reports.title')}</h1>
            {waiting === undefined ? null : (
              <p className={style['lead']}>
                {words('reports.waiting', { count: waiting })}{' '}
                <Link to="/mitt">{words('reports.toMine')}</Link>
              </p>
            )}
          </div>
          <div className={style['tools']}>
            <Segments
              name={words('reports.tabs')}
              chosen={view}
              onChoose={(visa) => void navigate({ to: '/rapporter', search: { ...search, visa } })}
              choices={[
                { id: 'mina', word: words('reports.mine', { count: count('mina') }) },
                { id: 'lamnade', word: words('reports.submitted', { count: count('lamnade') }) },
                { id: 'beslutade', word: words('reports.decided', { count: count('beslutade') }) },
              ]}
            />
            {mayCreate ? (
              <Link to="/rapporter/ny" {...look('filled')}>
                {words('reports.create')}
              </Link>
            ) : null}
          </div>
        </div>
        {answer.data === undefined ? <Waiting /> : null}
        {answer.data !== undefined && shown.length === 0 ? (
          <EmptyState>
            {words(
              wanted !== ''
                ? 'reports.noMatch'
                : view === 'mina'
                  ? 'reports.emptyMine'
                  : 'reports.emptyOther',
            )}
          </EmptyState>
        ) : null}
        <ul className={style['list']}>
          {shown.map((report) => (
            <Row key={report.id} report={report} />
          ))}
        </ul>
        {shown.some((report) => viewOf(report) === 'mina') ? <Legend /> : null}
      </main>
    </>
  )
}

function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const words = useWords()
  const field = useId()
  return (
    <span className={style['search']}>
      <label htmlFor={field} className="hidden-words">
        {words('reports.search')}
      </label>
      <Search size={18} aria-hidden="true" />
      <input
        id={field}
        type="search"
        value={value}
        placeholder={words('reports.search')}
        onChange={(event) => onChange(event.target.value)}
      />
    </span>
  )
}

function Row({ report }: { report: ReportSummary }) {
  const words = useWords()
  const dates = useDates()
  const { id, title, organisation, roles, state, strip, counts, nextDeadline } = report
  const isReader = roles.every((role) => role === 'lasare')
  const part = roles.map((role) => words(`role.${role}`)).join(', ')
  return (
    <li className={style['row']}>
      <div>
        <Link
          to={isReader ? '/rapporter/$r/lasvy' : '/rapporter/$r'}
          params={{ r: id }}
          className={style['name']}
        >
          {title}
        </Link>
        <p className={style['meta']}>
          {organisation} · {part}
        </p>
      </div>
      {state === 'lamnad' || state === 'beslutad' ? (
        <p className={style['settled']}>
          {state === 'lamnad' ? (
            <Send size={18} aria-hidden="true" />
          ) : (
            <Symbol family="section" value="beslutad" />
          )}
          {words(`reportState.${state}`)}
        </p>
      ) : (
        <div>
          <SectionStrip chapters={[strip]} name={countsInWords(strip, words)} size="low" />
          <p className={style['meta']}>
            {words('reports.openCount', {
              state: words(state === 'aterremiss' ? 'reportState.aterremiss' : 'reportState.oppen'),
              approved: counts.byState.godkand ?? 0,
              total: counts.sections,
            })}
          </p>
        </div>
      )}
      <p className={style['due']}>
        {nextDeadline === undefined
          ? null
          : words('reports.nextDeadline', { label: nextDeadline.label, date: dates.day(nextDeadline.date) })}
      </p>
    </li>
  )
}

function Legend() {
  const words = useWords()
  return (
    <p className={style['legend']}>
      {words('reports.legend')}
      {stripOrder.toReversed().map((state) => (
        <span key={state} className={style['legendItem']}>
          <StripCell state={state} /> {words(`state.${state}`)}
        </span>
      ))}
      <span>{words('reports.legendCell')}</span>
    </p>
  )
}
