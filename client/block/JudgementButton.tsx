import { useRef, useState } from 'react'
import { ChevronDown, Lock } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { nameOf } from '../report/reportStore.ts'
import { useReportPart } from '../report/useReport.ts'
import { useDates } from '../ui/dates.ts'
import { useWords } from '../ui/words.ts'
import { ScaleSymbol } from './ScaleSymbol.tsx'
import { StatusPicker } from './StatusPicker.tsx'
import { labelOf, type Judgement, type JudgementPart } from './useJudgement.ts'
import style from './block.module.css'

interface JudgementButtonProps {
  readonly judgement: Judgement
  readonly part: JudgementPart
  readonly small?: boolean
}

/** Symbol and word of one judgement: dashed while proposed, solid with a lock when settled, "Bedöm" before. */
export function JudgementButton({ judgement, part, small = false }: JudgementButtonProps) {
  const words = useWords()
  const [isOpen, open] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const value = judgement.shown[part.kind]
  const label = labelOf(part, value)
  const { isSettled } = judgement
  const heading = usePartHeading(part)
  const content = (
    <>
      {value === undefined ? null : <ScaleSymbol scale={part.scaleId} value={label === undefined ? 'okand' : value} size={small ? 18 : 20} />}
      <span>{label ?? words('block.status.judge')}</span>
    </>
  )
  if (judgement.isLocked || (!judgement.mayPropose && !judgement.maySettle)) {
    return (
      <span className={style['judged']} data-small={small || undefined}>
        <span className="hidden-words">{heading}: </span>
        {value === undefined ? <span className={style['notJudged']}>{words('block.status.none')}</span> : content}
        {isSettled ? <Lock size={14} aria-hidden="true" /> : null}
      </span>
    )
  }
  return (
    <>
      <AriaButton
        ref={button}
        className={style['judge'] ?? ''}
        data-settled={isSettled || undefined}
        data-small={small || undefined}
        aria-label={`${words('block.status.name', { what: heading, value: label ?? words('block.status.none') })}, ${words(isSettled ? 'block.status.settled' : 'block.status.proposed')}`}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onPress={() => open(true)}
      >
        {content}
        {isSettled ? <Lock size={14} aria-hidden="true" /> : <ChevronDown size={16} aria-hidden="true" />}
      </AriaButton>
      {isOpen ? <StatusPicker judgement={judgement} startAt={part.kind} at={button} onClose={() => open(false)} /> : null}
    </>
  )
}

/** What a scale is called over its values, by the report's year and period. */
export function usePartHeading({ scaleId }: Pick<JudgementPart, 'scaleId'>): string {
  const words = useWords()
  const year = useReportPart(({ report }) => report.year)
  const period = useReportPart(({ report }) => report.period)
  if (scaleId === 'trend') return words('block.status.trend', { year: year - 1 })
  return scaleId === 'goalStatus' && period === 'delar' ? words('block.status.goalForecast') : words(`block.status.${scaleId}`)
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
        {was.length === 0 ? null : <span> {words('block.status.was', { status: was.join(', ') })}</span>}
      </span>
    )
  }
  if (proposed === undefined || (proposed.status === undefined && proposed.trend === undefined)) return null
  const unit = people[proposed.by]?.unit
  const who = [nameOf(people, proposed.by), ...(unit === undefined ? [] : [unit]), dates.short(proposed.at.slice(0, 10))].join(', ')
  return (
    <span className={style['judgementLine']}>
      <strong>{words('block.status.proposed')}</strong> {words('block.status.by', { who })}
    </span>
  )
}
