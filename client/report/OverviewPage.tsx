import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import { BookOpen, ListTree, Presentation, ScrollText, Settings2, UserRound } from 'lucide-react'
import { ApproveAllLink } from '../approval/ApproveAllLink.tsx'
import { ChangedApprovals } from '../approval/ChangedApprovals.tsx'
import { ReadyBar } from '../approval/ReadyBar.tsx'
import { RemindButton } from '../notice/RemindButton.tsx'
import { sectionTarget } from '../../shared/report/target.ts'
import { Button, look } from '../ui/Button.tsx'
import { daysBetween, useDates } from '../ui/dates.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Menu } from '../ui/Menu.tsx'
import { SectionStrip } from '../ui/SectionStrip.tsx'
import { Segments } from '../ui/Segments.tsx'
import { useWidth } from '../ui/useWidth.ts'
import { useWords } from '../ui/words.ts'
import { AddSectionDialog } from './AddSectionDialog.tsx'
import { DeadlineLine } from './DeadlineLine.tsx'
import { HiddenSections } from './HiddenSections.tsx'
import { OverviewList } from './OverviewList.tsx'
import { filters, mostUrgent, overviewRows, passes, type OverviewRow } from './overviewRow.ts'
import { OverviewTable } from './OverviewTable.tsx'
import { SettingsDialog } from './SettingsDialog.tsx'
import { Shell } from './Shell.tsx'
import { countsInWords, countStates } from './strip.ts'
import style from './OverviewPage.module.css'
import { usePermission, useReport } from './useReport.ts'

/** How far the report has come, what is most pressing, and every section with its state. */
export default function OverviewPage() {
  const words = useWords()
  const open = useReport()
  const { report, layout, today, findings, me } = open
  const dates = useDates(today)
  const navigate = useNavigate()
  const width = useWidth()
  const search = useSearch({ from: '/signed-in/rapporter/$r/' })
  const filter = filters.find((name) => name === search.visa) ?? 'alla'
  const mayEdit = usePermission('editReport').allowed
  const mayReadLog = usePermission('readAudit').allowed
  const maySettle = usePermission('settleStatus').allowed
  const [dialog, setDialog] = useState<'settings' | 'section' | null>(null)

  const rows = useMemo(
    () => overviewRows({ report, layout, findings, me, today }),
    [report, layout, findings, me, today],
  )
  const shown = rows.filter((row) => passes(row, filter))
  const count = (name: (typeof filters)[number]): number => rows.filter((row) => passes(row, name)).length
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const mark = useCallback(
    (section: string, isMarked: boolean): void =>
      setMarked(
        (known) => new Set(isMarked ? [...known, section] : [...known].filter((id) => id !== section)),
      ),
    [],
  )
  const mayReady = (section: string): boolean => open.may('ready', sectionTarget(report, section)).allowed
  const marks = rows.some(({ section }) => mayReady(section.id)) ? { marks: { marked, mark } } : {}
  const readyBar = (
    <ReadyBar
      marked={rows.flatMap(({ section }) =>
        marked.has(section.id) && mayReady(section.id) ? [section] : [],
      )}
      unmark={(sections) => sections.forEach((section) => mark(section, false))}
    />
  )
  const chooseFilter = (visa: string): void =>
    void navigate({
      to: '/rapporter/$r',
      params: { r: report.id },
      search: visa === 'alla' ? {} : { visa },
      replace: true,
    })

  return (
    <Shell
      title={words('nav.overview')}
      action={
        <>
          {width === 'phone' ? null : (
            <Link to="/rapporter/$r/lasvy" params={{ r: report.id }} {...look('outlined')}>
              {words('nav.readView')}
            </Link>
          )}
          <ApproveAllLink />
        </>
      }
    >
      <div className={style['page']}>
        <h1>{report.title}</h1>
        <p className={style['meta']}>
          {words('overview.meta', {
            organisation: report.organisation,
            administration: report.administration === '' ? '' : ` · ${report.administration}`,
            period: words(`overview.period.${report.period}`),
            date: dates.short(report.asOf),
          })}
          {' · '}
          {words('overview.progress', {
            state: words(`reportState.${report.state}`),
            approved: rows.filter(({ state }) => state === 'godkand').length,
            total: rows.length,
          })}
        </p>
        <div className={style['progress']}>
          <div className={style['counts']}>
            <SectionStrip
              chapters={chaptersOf(rows)}
              name={countsInWords(
                rows.map(({ state }) => state),
                words,
              )}
            />
            <Counts rows={rows} />
            <UrgentLine rows={rows} today={today} />
          </div>
          {report.deadlines.length === 0 ? null : <DeadlineLine deadlines={report.deadlines} today={today} />}
        </div>
        <ChangedApprovals />
        <div className={style['tools']}>
          <Segments
            name={words('overview.filters')}
            chosen={filter}
            onChoose={chooseFilter}
            choices={[
              { id: 'alla', word: words('overview.filter.all', { count: rows.length }) },
              { id: 'sena', word: words('overview.filter.late', { count: count('sena') }) },
              { id: 'mina', word: words('overview.filter.mine', { count: count('mina') }) },
              { id: 'klara', word: words('overview.filter.ready', { count: count('klara') }) },
              { id: 'kontroller', word: words('overview.filter.findings', { count: count('kontroller') }) },
              { id: 'synpunkter', word: words('review.filter.sections', { count: count('synpunkter') }) },
            ]}
          />
          <div className={style['links']}>
            {width === 'phone' ? (
              <Link to="/rapporter/$r/lasvy" params={{ r: report.id }} {...look('text')}>
                <BookOpen size={18} aria-hidden="true" />
                {words('nav.readView')}
              </Link>
            ) : null}
            <Link to="/rapporter/$r/fordela" params={{ r: report.id }} {...look('text')}>
              <UserRound size={18} aria-hidden="true" />
              {words('overview.assign')}
            </Link>
            <Link to="/rapporter/$r/plan" params={{ r: report.id }} {...look('text')}>
              <ListTree size={18} aria-hidden="true" />
              {words('nav.plan')}
            </Link>
            <RemindButton />
            {maySettle ? (
              <Link to="/rapporter/$r/genomgang" params={{ r: report.id }} {...look('text')}>
                <Presentation size={18} aria-hidden="true" />
                {words('meeting.title')}
              </Link>
            ) : null}
            {mayReadLog ? (
              <Link to="/rapporter/$r/logg" params={{ r: report.id }} {...look('text')}>
                <ScrollText size={18} aria-hidden="true" />
                {words('audit.title')}
              </Link>
            ) : null}
            {mayEdit ? (
              <Menu
                name={words('overview.changeReport')}
                trigger={
                  <Button variant="text">
                    <Settings2 size={18} aria-hidden="true" />
                    {words('overview.changeReport')}
                  </Button>
                }
                groups={[
                  {
                    id: 'report',
                    entries: [
                      {
                        id: 'settings',
                        word: words('overview.settings'),
                        onAction: () => setDialog('settings'),
                      },
                      {
                        id: 'section',
                        word: words('overview.addSection'),
                        onAction: () => setDialog('section'),
                      },
                    ],
                  },
                ]}
              />
            ) : null}
          </div>
        </div>
        {width === 'phone' ? null : readyBar}
        {shown.length === 0 ? (
          <EmptyState
            actions={
              filter === 'alla' ? undefined : (
                <Button onPress={() => chooseFilter('alla')}>{words('overview.showAll')}</Button>
              )
            }
          >
            {words(filter === 'alla' ? 'overview.noSections' : 'overview.filterEmpty')}
          </EmptyState>
        ) : width === 'phone' ? (
          <>
            <OverviewList rows={shown} {...marks} />
            {/* At hand below, wherever in the long list one marks. */}
            <div className={style['readyBelow']}>{readyBar}</div>
          </>
        ) : (
          <OverviewTable rows={shown} {...marks} />
        )}
        <HiddenSections />
      </div>
      {dialog === 'settings' ? <SettingsDialog onClose={() => setDialog(null)} /> : null}
      {dialog === 'section' ? <AddSectionDialog onClose={() => setDialog(null)} /> : null}
    </Shell>
  )
}

function Counts({ rows }: { rows: readonly OverviewRow[] }) {
  const words = useWords()
  const states = countStates(rows.map(({ state }) => state))
  return (
    <p className={style['countLine']}>
      {states.map(({ state, count }, at) => (
        <span key={state}>
          {at === 0 ? '' : ', '}
          <b>{count}</b> {words(`overview.count.${state}`, { count })}
        </span>
      ))}
    </p>
  )
}

function UrgentLine({ rows, today }: { rows: readonly OverviewRow[]; today: string }) {
  const words = useWords()
  const dates = useDates(today)
  const urgent = mostUrgent(rows, today)
  if (urgent === null) return null
  const sentence =
    urgent.kind === 'unresponsible'
      ? words('overview.urgent.unresponsible', { count: urgent.count })
      : words(`overview.urgent.${urgent.kind}`, {
          section: `${urgent.row.section.number} ${urgent.row.section.title}`,
          when: urgent.due === '' ? '' : words('overview.when', { days: daysBetween(today, urgent.due) }),
          date: urgent.due === '' ? '' : dates.short(urgent.due),
        })
  return <p className={style['urgent']}>{sentence}</p>
}

/** The strip leaves a gap between chapters. */
function chaptersOf(rows: readonly OverviewRow[]) {
  const chapters = new Map<string, OverviewRow['state'][]>()
  for (const { section, state } of rows)
    chapters.set(section.chapter, [...(chapters.get(section.chapter) ?? []), state])
  return [...chapters.values()]
}
