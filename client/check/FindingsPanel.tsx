import { useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { findSection } from '../../shared/section/layout.ts'
import { useFindings, useReportPart } from '../report/useReport.ts'
import { Segments } from '../ui/Segments.tsx'
import { Symbol } from '../ui/Symbol.tsx'
import { useWords } from '../ui/words.ts'
import { isExplained } from './explanation.ts'
import { FindingCard } from './FindingCard.tsx'
import { linkOf } from './findingOpen.ts'
import { groupFindings, type FindingGroup, type GroupedFinding } from './groupFindings.ts'
import style from './check.module.css'

interface FindingsPanelProps {
  /** The section the panel stands beside. */
  readonly section: string
}

const groups: readonly FindingGroup[] = ['error', 'toExplain', 'note']

/** What does not hold, what has to be explained, and what is only good to know. */
export function FindingsPanel({ section }: FindingsPanelProps) {
  const words = useWords()
  const [where, setWhere] = useState<'section' | 'report'>('section')
  const findings = useFindings(where === 'section' ? section : undefined)
  const report = useReportPart((state) => state.report)
  const checked = useReportPart((state) => state.relationsChecked)
  const grouped = useMemo(
    () => groupFindings(findings, (finding) => isExplained(report, finding)),
    [findings, report],
  )
  const isEmpty = findings.length === 0
  return (
    <div className={style['panel']}>
      <p className={style['intro']}>{words('check.intro')}</p>
      <Segments
        name={words('check.where')}
        chosen={where}
        choices={[
          { id: 'section', word: words('check.thisSection') },
          { id: 'report', word: words('check.wholeReport') },
        ]}
        onChoose={setWhere}
      />
      {isEmpty ? (
        <div className={style['empty']}>
          <strong>{words('check.allWell')}</strong>{' '}
          {where === 'section'
            ? words('check.checkedHere', { count: checked })
            : words('check.checked', { count: checked })}
        </div>
      ) : null}
      {groups.map((group) => {
        const own = grouped.open[group]
        if (own.length === 0) return null
        const explained = grouped.explained.length
        return (
          <section key={group} className={style['group']} aria-label={words(`check.${group}`)}>
            <h3 className={style['groupHead']}>
              <Symbol family="flag" value={group} />
              {words(`check.${group}`)}
              {group === 'note' ? null : (
                <span className={style['counts']}>
                  {words('check.counts', { open: own.length, explained })}
                </span>
              )}
            </h3>
            <Cards findings={own} isWholeReport={where === 'report'} />
          </section>
        )
      })}
      {grouped.explained.length === 0 ? null : (
        <section className={style['group']} aria-label={words('check.explained')}>
          <h3 className={style['groupHead']}>
            <Symbol family="flag" value="explained" />
            {words('check.explained')}
          </h3>
          <Cards findings={grouped.explained} isWholeReport={where === 'report'} />
        </section>
      )}
    </div>
  )
}

function Cards({ findings, isWholeReport }: { findings: readonly GroupedFinding[]; isWholeReport: boolean }) {
  const words = useWords()
  const layout = useReportPart((state) => state.layout)
  const search: { cell?: unknown } = useSearch({ strict: false })
  return findings.map(({ finding, following }) => {
    const section = isWholeReport ? findSection(layout, finding.section) : undefined
    return (
      <FindingCard
        key={finding.id}
        finding={finding}
        following={following}
        isActive={search.cell !== undefined && search.cell === linkOf(finding)}
        place={
          section === undefined
            ? undefined
            : words('check.section', { number: section.number, title: section.title })
        }
      />
    )
  })
}
