import { Check, ChevronDown } from 'lucide-react'
import { useId, useState, type ReactNode } from 'react'
import { findingText } from '../../shared/check/findingText.ts'
import { plainText } from '../../shared/section/canonical.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { nameOf } from '../report/reportStore.ts'
import { useFindings, useReportPart } from '../report/useReport.ts'
import { useDates } from '../ui/dates.ts'
import { useLanguage } from '../ui/Language.tsx'
import { Symbol } from '../ui/Symbol.tsx'
import { useWords } from '../ui/words.ts'
import { firstWords } from './firstWords.ts'
import { judgementsIn, redJudgements, warningsOf } from './readiness.ts'
import type { ReadyContents } from './useReadyContents.ts'
import style from './approve.module.css'

interface ReadyHeadProps {
  readonly sections: readonly SectionLayout[]
  readonly contents: ReadyContents
  readonly choose: (section: string) => void
}

type Fact = 'checks' | 'judgements' | 'red'

/** Three facts over all that awaits, each of which unfolds: checks, judgements, and what is red. */
export function ReadyHead({ sections, contents, choose }: ReadyHeadProps) {
  const words = useWords()
  const { language } = useLanguage()
  const report = useReportPart((state) => state.report)
  const layout = useReportPart((state) => state.layout)
  const people = useReportPart((state) => state.people)
  const dates = useDates(useReportPart((state) => state.today))
  const findings = useFindings()
  const [unfolded, unfold] = useState<Fact | null>(null)
  const panel = useId()
  const ids = new Set(sections.map(({ id }) => id))
  const numberOf = (section: string): string => sections.find(({ id }) => id === section)?.number ?? ''

  const warnings = sections.map(({ id }) => warningsOf(findings, report.explanations, id))
  const open = warnings.flatMap((each) => each.open)
  const explained = warnings.flatMap((each) => each.explained)
  const explainers = [...new Set(explained.flatMap(({ id }) => report.explanations[id]?.by ?? []))]
  const judgements = judgementsIn(report, layout, ids)
  const reds = redJudgements(report, layout, ids)

  const fact = (id: Fact, heading: string, icon: ReactNode, says: ReactNode, isEmpty: boolean) => (
    <li className={style['fact']}>
      <h2>{heading}</h2>
      <button
        type="button"
        aria-expanded={unfolded === id}
        aria-controls={panel}
        disabled={isEmpty}
        onClick={() => unfold(unfolded === id ? null : id)}
      >
        {icon}
        <span>{says}</span>
        {isEmpty ? null : <ChevronDown size={18} aria-hidden="true" className={style['chevron']} />}
      </button>
    </li>
  )

  return (
    <div className={style['factsFrame']}>
      <ul className={style['facts']}>
        {fact(
          'checks',
          words('check.title'),
          <Symbol family="flag" value={open.length > 0 ? 'error' : 'explained'} />,
          <>
            <strong>{words('approval.unexplained', { count: open.length })}</strong>
            {explained.length === 0
              ? null
              : `, ${words('approval.explainedShort', {
                  count: explained.length,
                  names: explainers.map((user) => nameOf(people, user)).join(', '),
                })}`}
          </>,
          open.length + explained.length === 0,
        )}
        {judgements.total === 0
          ? null
          : fact(
              'judgements',
              words('approval.judgements'),
              <Symbol family="section" value={judgements.unsettled.length === 0 ? 'klar' : 'arbete'} />,
              <strong>
                {judgements.unsettled.length === 0
                  ? words('approval.allSettled', { count: judgements.total })
                  : words('approval.unsettled', {
                      count: judgements.unsettled.length,
                      total: judgements.total,
                    })}
              </strong>,
              judgements.unsettled.length === 0,
            )}
        {fact(
          'red',
          words('approval.red'),
          reds.length === 0 ? (
            <Check size={20} aria-hidden="true" />
          ) : (
            <Symbol family="goalStatus" value="storre_avvikelse" />
          ),
          <strong>{words('approval.redCount', { count: reds.length })}</strong>,
          reds.length === 0,
        )}
      </ul>
      <div id={panel}>
        {unfolded === null ? null : (
          <ul className={style['factList']}>
            {unfolded === 'checks'
              ? [...open, ...explained].map((finding) => {
                  const explanation = report.explanations[finding.id]
                  return (
                    <li key={finding.id}>
                      <button type="button" onClick={() => choose(finding.section)}>
                        <Symbol family="flag" value={explanation === undefined ? 'error' : 'explained'} />
                        <span>
                          <b>{numberOf(finding.section)}</b> {findingText(finding, language).sentence}{' '}
                          {explanation === undefined ? (
                            <strong>{words('approval.lacksExplanation')}</strong>
                          ) : (
                            words('check.explainedBy', {
                              name: nameOf(people, explanation.by),
                              when: dates.moment(explanation.at),
                              reason: explanation.reason,
                            })
                          )}
                        </span>
                      </button>
                    </li>
                  )
                })
              : unfolded === 'judgements'
                ? judgements.unsettled.map(({ item, section, label }) => (
                    <li key={item}>
                      <button type="button" onClick={() => choose(section)}>
                        <Symbol family="goalStatus" value="okand" />
                        <span>
                          <b>{numberOf(section)}</b> {label}
                        </span>
                      </button>
                    </li>
                  ))
                : reds.map(({ item, section, family, value, label, slot }) => (
                    <li key={item}>
                      <button type="button" onClick={() => choose(section)}>
                        <Symbol family={family} value={value} />
                        <span>
                          <b>{numberOf(section)}</b> {label}
                          <small>
                            {firstWords(
                              plainText(
                                slot === undefined ? undefined : contents.of(section)?.content.prose[slot],
                              ),
                            ) || words('approval.noComment')}
                          </small>
                        </span>
                      </button>
                    </li>
                  ))}
          </ul>
        )}
      </div>
    </div>
  )
}
