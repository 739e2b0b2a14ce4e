import { nameOf } from '../report/reportStore.ts'
import { useReportPart } from '../report/useReport.ts'
import { useDates } from '../ui/dates.ts'
import { useWords } from '../ui/words.ts'
import { labelOf, type Judgement, type JudgementPart } from './useJudgement.ts'
import style from './block.module.css'

/** What a scale is called over its values, by the report's year and period. */
export function usePartHeading({ scaleId }: Pick<JudgementPart, 'scaleId'>): string {
  const words = useWords()
  const year = useReportPart(({ report }) => report.year)
  const period = useReportPart(({ report }) => report.period)
  if (scaleId === 'trend') return words('block.status.trend', { year: year - 1 })
  return scaleId === 'goalStatus' && period === 'delar'
    ? words('block.status.goalForecast')
    : words(`block.status.${scaleId}`)
}

/** Who has proposed or settled it, and when: always in words. */
export function JudgementLine({ judgement }: { judgement: Judgement }) {
  const words = useWords()
  const people = useReportPart((state) => state.people)
  const dates = useDates(useReportPart((state) => state.today))
  const { record, parts } = judgement
  const { proposed, settled } = record ?? {}
  if (settled !== undefined) {
    const when = settled.meeting === undefined ? dates.short(settled.at.slice(0, 10)) : settled.meeting
    const was = parts.flatMap((part) => {
      const before = proposed?.[part.kind]
      return before === undefined || before === settled[part.kind] ? [] : [labelOf(part, before) ?? '']
    })
    return (
      <span className={style['judgementLine']}>
        <strong>{words('block.status.settled')}</strong>{' '}
        {words('block.status.by', { who: `${nameOf(people, settled.by)}, ${when}` })}
        {was.length === 0 ? null : `. ${words('block.status.was', { status: was.join(', ') })}`}
      </span>
    )
  }
  if (proposed === undefined || (proposed.status === undefined && proposed.trend === undefined)) return null
  const unit = people[proposed.by]?.unit
  const who = [
    nameOf(people, proposed.by),
    ...(unit === undefined ? [] : [unit]),
    dates.short(proposed.at.slice(0, 10)),
  ].join(', ')
  return (
    <span className={style['judgementLine']}>
      <strong>{words('block.status.proposed')}</strong> {words('block.status.by', { who })}
    </span>
  )
}
