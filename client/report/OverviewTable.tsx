import { Link, useNavigate } from '@tanstack/react-router'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { MessageSquare } from 'lucide-react'
import { memo, useDeferredValue, type KeyboardEvent, type MouseEvent } from 'react'
import { Avatar, Avatars } from '../ui/Avatar.tsx'
import { useDates } from '../ui/dates.ts'
import { SectionStateWord, Symbol } from '../ui/Symbol.tsx'
import { useWords } from '../ui/words.ts'
import { isMissingPeople, type OverviewRow } from './overviewRow.ts'
import { nameOf } from './reportStore.ts'
import { SectionMenu } from './SectionMenu.tsx'
import style from './OverviewTable.module.css'
import { usePermission, usePersonColour, usePresence, useReportPart } from './useReport.ts'

/** Sections as a table: the row header is the section, arrows move between rows, Enter opens. */
export function OverviewTable({
  rows,
  marks,
}: {
  rows: readonly OverviewRow[]
  /** Where some can be marked, to be made ready for approval together. */
  marks?: OverviewMarks
}) {
  const words = useWords()
  const title = useReportPart(({ report }) => report.title)
  const layout = useReportPart((state) => state.layout)
  // A chapter that has no text of its own stands as a heading over its sections.
  const chapterTitles = new Map(layout.chapters.map((chapter) => [chapter.id, chapter]))
  const marksOf = ({ section }: OverviewRow): Pick<RowProps, 'isMarked' | 'mark'> =>
    marks === undefined ? {} : { isMarked: marks.marked.has(section.id), mark: marks.mark }
  // The menus come once the rows are seen: drawing their buttons takes as long as all the rest.
  const hasMenus = useDeferredValue(true, false)
  return (
    <div className={style['frame']}>
      <table className={style['table']} aria-label={words('overview.tableName', { report: title })}>
        <thead>
          <tr>
            {marks === undefined ? null : (
              <th scope="col" className={style['mark']}>
                <span className="hidden-words">{words('assign.column.mark')}</span>
              </th>
            )}
            <th scope="col">{words('overview.column.section')}</th>
            <th scope="col">{words('overview.column.state')}</th>
            <th scope="col">{words('overview.column.responsible')}</th>
            <th scope="col" data-number>
              {words('overview.column.handedIn')}
            </th>
            <th scope="col" data-number>
              {words('overview.column.findings')}
            </th>
            <th scope="col" data-number>
              {words('review.title')}
            </th>
            <th scope="col" data-number>
              {words('overview.column.due')}
            </th>
            <th scope="col" data-changed>
              {words('overview.column.changed')}
            </th>
            <th scope="col" data-here>
              {words('overview.column.here')}
            </th>
            <th scope="col">
              <span className="hidden-words">{words('overview.column.actions')}</span>
            </th>
          </tr>
        </thead>
        {/* Arrow keys are an addition to the links inside, which work by themselves. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <tbody onKeyDown={moveRow}>
          {rows.map((row, at) => {
            const chapter = chapterTitles.get(row.section.chapter)
            const isFirst = rows[at - 1]?.section.chapter !== row.section.chapter
            return isFirst && row.section.level === 2 && chapter !== undefined ? (
              [
                <tr key={`chapter ${chapter.id}`} className={style['chapter']}>
                  <th scope="colgroup" colSpan={marks === undefined ? 10 : 11}>
                    <span className={style['number']}>{chapter.number}</span>
                    {chapter.title}
                  </th>
                </tr>,
                <Row key={row.section.id} row={row} {...marksOf(row)} hasMenu={hasMenus} />,
              ]
            ) : (
              <Row key={row.section.id} row={row} {...marksOf(row)} hasMenu={hasMenus} />
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

export interface OverviewMarks {
  readonly marked: ReadonlySet<string>
  readonly mark: (section: string, isMarked: boolean) => void
}

interface RowProps {
  readonly row: OverviewRow
  /** Absent where nobody can mark anything. */
  readonly isMarked?: boolean
  readonly mark?: OverviewMarks['mark']
  readonly hasMenu: boolean
}

/** Drawn again only when something of it is different: whatever happens in the report makes all rows anew. */
const Row = memo(function Row({ row, isMarked, mark, hasMenu }: RowProps) {
  const words = useWords()
  const navigate = useNavigate()
  const report = useReportPart((state) => state.report.id)
  const people = useReportPart((state) => state.people)
  const today = useReportPart((state) => state.today)
  const dates = useDates(today)
  const colourOf = usePersonColour()
  const { section, state, responsible, handedIn, findings, openThreads, due, isUrgent, lastChange } = row
  const here = usePresence(section.id)
  const present = [...new Set(here.map(({ user }) => user))].map((user) => ({
    user,
    name: nameOf(people, user),
    colour: colourOf(user),
  }))
  const findingCount = findings.errors + findings.toExplain
  const isDone = state === 'godkand' || state === 'klar'
  const name = `${section.number} ${section.title}`
  const open = (event: MouseEvent<HTMLTableRowElement>): void => {
    const target = event.target
    if (
      target instanceof Element &&
      target.closest('a, button, label') === null &&
      getSelection()?.isCollapsed !== false
    ) {
      void navigate({ to: '/rapporter/$r/avsnitt/$s', params: { r: report, s: section.id } })
    }
  }
  return (
    // The link in the row header is the way by keyboard; the row only widens it for the mouse.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <tr className={style['row']} data-level={section.level} onClick={open}>
      {mark === undefined ? null : (
        <td className={style['mark']}>
          <MarkBox section={section} isMarked={isMarked === true} mark={mark} />
        </td>
      )}
      {/* Its label is the link's words. */}
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label */}
      <th scope="row">
        <Link
          to="/rapporter/$r/avsnitt/$s"
          params={{ r: report, s: section.id }}
          className={style['link']}
          data-row-link
        >
          <span className={style['number']}>{section.number}</span>
          <span>{section.title}</span>
        </Link>
      </th>
      <td data-state>
        <SectionStateWord state={state} size={19} />
      </td>
      <td>
        {isMissingPeople(row) ? (
          <span className={style['missing']}>
            <Symbol family="flag" value="error" size={16} /> {words('overview.missing')}
          </span>
        ) : (
          responsible.map((user, at) => (
            <span key={user} className={style['name']}>
              {nameOf(people, user)}
              {at < responsible.length - 1 ? ', ' : ''}
            </span>
          ))
        )}
      </td>
      <td data-number>
        <HandedIn {...handedIn} />
      </td>
      <td data-number>
        {findingCount === 0 ? (
          <span className={style['none']}>–</span>
        ) : (
          <Link
            to="/rapporter/$r/avsnitt/$s"
            params={{ r: report, s: section.id }}
            search={{ panel: 'kontroller' }}
            className={style['count']}
            aria-label={words('overview.findingsName', { count: findingCount, section: name })}
          >
            <Symbol family="flag" value={findings.errors > 0 ? 'error' : 'toExplain'} size={17} />
            {findingCount}
          </Link>
        )}
      </td>
      <td data-number>
        {openThreads === 0 ? (
          <span className={style['none']}>–</span>
        ) : (
          <Link
            to="/rapporter/$r/avsnitt/$s"
            params={{ r: report, s: section.id }}
            search={{ panel: 'synpunkter' }}
            className={style['count']}
            aria-label={words('review.openIn', { count: openThreads, section: name })}
          >
            <MessageSquare size={16} aria-hidden="true" />
            {openThreads}
          </Link>
        )}
      </td>
      <td data-number data-urgent={isUrgent || undefined}>
        {isDone ? (
          <span className={style['none']}>{words('overview.done')}</span>
        ) : due === undefined ? (
          <span className={style['none']}>–</span>
        ) : (
          dates.short(due)
        )}
      </td>
      <td data-changed>
        {lastChange === undefined ? (
          <span className={style['none']}>–</span>
        ) : (
          <span className={style['changed']}>
            <Avatar name={nameOf(people, lastChange.by)} colour={colourOf(lastChange.by)} size={20} />
            {dates.moment(lastChange.at)}
            <span className="hidden-words">, {nameOf(people, lastChange.by)}</span>
          </span>
        )}
      </td>
      <td data-here>
        <Avatars people={present} />
      </td>
      <td className={style['actions']}>{hasMenu ? <SectionMenu section={section} /> : null}</td>
    </tr>
  )
}, isSameRow)

function isSameRow(a: RowProps, b: RowProps): boolean {
  const facts = ({ row, isMarked, hasMenu }: RowProps): string =>
    JSON.stringify([{ ...row, section: row.section.id }, isMarked, hasMenu])
  return a.row.section === b.row.section && a.mark === b.mark && facts(a) === facts(b)
}

/** "9 av 12" and a bar of the same: of what somebody is asked for, how much is handed in. */
export function HandedIn({ done, total }: OverviewRow['handedIn']) {
  const words = useWords()
  if (total === 0) return <span className={style['none']}>–</span>
  return (
    <span className={style['filled']}>
      <span aria-hidden="true">{words('overview.handedInOf', { done, total })}</span>
      <span className="hidden-words">{words('overview.handedInName', { done, total })}</span>
      <span className={style['bar']} aria-hidden="true">
        <span style={{ width: `${(done / total) * 100}%` }} />
      </span>
    </span>
  )
}

/** Only what is in review can be made ready. */
export function MarkBox({
  section,
  isMarked,
  mark,
}: {
  section: SectionLayout
  isMarked: boolean
  mark: OverviewMarks['mark']
}) {
  const words = useWords()
  const mayReady = usePermission('ready', section.id).allowed
  if (!mayReady) return null
  return (
    <label className={style['markBox']}>
      <input
        type="checkbox"
        checked={isMarked}
        onChange={(event) => mark(section.id, event.target.checked)}
      />
      <span className="hidden-words">
        {words('approval.markReady', { section: `${section.number} ${section.title}` })}
      </span>
    </label>
  )
}

/** Up and down between the rows' links, Home and End to the first and last. */
function moveRow(event: KeyboardEvent<HTMLElement>): void {
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row-link]')]
  const row = document.activeElement?.closest('tr')
  const at = links.findIndex((link) => link.closest('tr') === row)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key]
  const next = to === undefined ? undefined : links[to]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
