import { Check, ChevronDown } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import type { Permission } from '../../shared/people/can.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { useFindings, useReportPart } from '../report/useReport.ts'
import { dayOf, useDates } from '../ui/dates.ts'
import { Symbol } from '../ui/Symbol.tsx'
import { useWords } from '../ui/words.ts'
import { changeWords } from './changeWords.ts'
import { redJudgements, warningsOf } from './readiness.ts'
import type { ReadyContent } from './useReadyContents.ts'
import style from './approve.module.css'

export interface ReadyRow {
  readonly section: SectionLayout
  readonly content: ReadyContent | undefined
  readonly may: Permission
  readonly isMarked: boolean
  readonly isRead: boolean
}

/** Where the row of a section stands in the page. */
export const rowIdOf = (section: string): string => `vantar-${section}`

interface ReadyListProps {
  readonly rows: readonly ReadyRow[]
  readonly chosen: string | null
  readonly onMark: (section: string, isMarked: boolean) => void
  readonly onChoose: (section: string) => void
  /** On a phone the chosen section unfolds in its place. */
  readonly detail: ((section: SectionLayout) => ReactNode) | null
}

/** What awaits, section by section: marked or not, what changed, what is red, whether I have read it. */
export function ReadyList({ rows, chosen, onMark, onChoose, detail }: ReadyListProps) {
  const words = useWords()
  const dates = useDates(useReportPart((state) => state.today))
  const firstSeen = rows
    .flatMap(({ content }) => (content?.base?.kind === 'seen' ? [content.base.at] : []))
    .toSorted()[0]
  return (
    <div className={style['list']}>
      <div className={style['listHead']} aria-hidden="true">
        <span />
        <span>{words('approval.section')}</span>
        <span>
          {firstSeen === undefined
            ? words('approval.changed')
            : words('approval.changedSince', { at: dates.short(dayOf(firstSeen)) })}
        </span>
        <span>{words('check.title')}</span>
        <span>{words('approval.read')}</span>
      </div>
      <ul>
        {rows.map((row) => (
          <Row
            key={row.section.id}
            row={row}
            isChosen={chosen === row.section.id}
            onMark={onMark}
            onChoose={onChoose}
            detail={detail}
          />
        ))}
      </ul>
    </div>
  )
}

interface RowProps extends Pick<ReadyListProps, 'onMark' | 'onChoose' | 'detail'> {
  readonly row: ReadyRow
  readonly isChosen: boolean
}

function Row({ row, isChosen, onMark, onChoose, detail }: RowProps) {
  const words = useWords()
  const { section, content, may, isMarked, isRead } = row
  const panel = useId()
  const layout = useReportPart((state) => state.layout)
  const report = useReportPart((state) => state.report)
  const scales = useReportPart((state) => state.template.scales)
  const { open, explained } = warningsOf(useFindings(section.id), report.explanations, section.id)
  const reds = redJudgements(report, layout, new Set([section.id]))
  const changed =
    content === undefined
      ? ''
      : content.comparison === undefined
        ? words('approval.newToYou')
        : changeWords(content.comparison, words) || words('approval.unchanged')
  const isChanged = content !== undefined && content.comparison?.count !== 0
  const [firstRed] = reds
  return (
    <li id={rowIdOf(section.id)} className={style['row']} data-chosen={isChosen || undefined}>
      <label className={style['mark']}>
        <input
          type="checkbox"
          checked={isMarked}
          disabled={!may.allowed}
          onChange={(event) => onMark(section.id, event.target.checked)}
        />
        <span className="hidden-words">
          {words('approval.mark', { section: `${section.number} ${section.title}` })}
        </span>
      </label>
      <button
        type="button"
        className={style['choose']}
        {...(detail === null
          ? { 'aria-pressed': isChosen }
          : { 'aria-expanded': isChosen, 'aria-controls': panel })}
        onClick={() => onChoose(section.id)}
      >
        <span className={style['name']}>
          <span className={`figures ${style['number'] ?? ''}`}>{section.number}</span>
          <span>
            <span className={style['title']}>{section.title}</span>
            {firstRed === undefined ? null : (
              <small className={style['red']}>
                <Symbol family={firstRed.family} value={firstRed.value} size={16} />
                {words('approval.redLine', {
                  status:
                    scales[firstRed.family]?.values.find(({ id }) => id === firstRed.value)?.label ??
                    firstRed.value,
                  label: firstRed.label,
                  more: reds.length - 1,
                })}
              </small>
            )}
            {may.allowed || may.because !== 'onlyAuthor' ? null : (
              <small className={style['red']}>{words('step.refused.onlyAuthor')}</small>
            )}
          </span>
        </span>
        <span className={style['what']} data-changed={isChanged || undefined}>
          {changed}
        </span>
        <span className={style['checks']}>
          {open.length > 0 ? (
            <>
              <Symbol family="flag" value="error" size={17} />
              {words('approval.openShort', { count: open.length })}
            </>
          ) : explained.length > 0 ? (
            <>
              <Symbol family="flag" value="explained" size={17} />
              {words('approval.explainedCountShort', { count: explained.length })}
            </>
          ) : (
            <span aria-hidden="true">–</span>
          )}
        </span>
        <span className={style['readState']}>
          {isRead ? (
            <>
              <Check size={16} aria-hidden="true" />
              {words('approval.read')}
            </>
          ) : isChosen ? (
            words('approval.reading')
          ) : null}
        </span>
        {detail === null ? null : <ChevronDown size={20} aria-hidden="true" className={style['chevron']} />}
      </button>
      {detail === null ? null : (
        <div id={panel} className={style['unfolded']}>
          {isChosen ? detail(section) : null}
        </div>
      )}
    </li>
  )
}
