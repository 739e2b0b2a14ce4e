import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { Judged } from '../../shared/report/decideStatus.ts'
import { blocksOf, sectionsOf } from '../../shared/section/layout.ts'
import type { ScaleId } from '../../shared/template/scale.ts'
import { ScaleSymbol } from '../block/ScaleSymbol.tsx'
import { useReport } from '../report/useReport.ts'
import { Button, look } from '../ui/Button.tsx'
import { useWords } from '../ui/words.ts'
import { outcomeOf } from './agenda.ts'
import style from './meeting.module.css'

/** What the meeting came to: how many have each status, and which are not settled. */
export function Outcome({ agenda, onGo }: { agenda: readonly Judged[]; onGo: (judged: Judged) => void }) {
  const words = useWords()
  const { report, layout, template } = useReport()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  const { counts, open } = outcomeOf(agenda, report)
  const scaleOf = (status: string) =>
    Object.entries(template.scales).flatMap(([id, scale]) => {
      const value = scale?.values.find((candidate) => candidate.id === status)
      return value === undefined ? [] : [{ id: id as ScaleId, label: value.label }]
    })[0]
  const summary = sectionsOf(layout).find((section) =>
    blocksOf(section).some(({ kind }) => kind === 'goalSummary'),
  )
  return (
    <section className={style['outcome']}>
      <h2 ref={heading} tabIndex={-1} className={style['title']}>
        {open.length === 0
          ? words('meeting.allSettled', { of: agenda.length })
          : words('meeting.notSettled', { count: open.length, of: agenda.length })}
      </h2>
      <ul className={style['counts']}>
        {counts.map(({ status, count }) => {
          const scale = scaleOf(status)
          return (
            <li key={status}>
              {scale === undefined ? null : <ScaleSymbol scale={scale.id} value={status} size={30} />}
              <b>{count}</b> {scale?.label ?? status}
            </li>
          )
        })}
      </ul>
      {open.length === 0 ? null : (
        <>
          <h3>{words('meeting.openHeading')}</h3>
          <ul className={style['open']}>
            {open.map((judged) => (
              <li key={judged.item}>
                <Button variant="text" onPress={() => onGo(judged)}>
                  {judged.section.number} {judged.row.label}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      <div className={style['foot']}>
        {summary === undefined ? null : (
          <Link to="/rapporter/$r/avsnitt/$s" params={{ r: report.id, s: summary.id }} {...look('outlined')}>
            {summary.number} {summary.title}
          </Link>
        )}
        <Link to="/rapporter/$r" params={{ r: report.id }} {...look('outlined')}>
          {words('meeting.toOverview')}
        </Link>
      </div>
    </section>
  )
}
