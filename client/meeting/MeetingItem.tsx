import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { Judged } from '../../shared/report/decideStatus.ts'
import { isEmptyProse } from '../../shared/section/canonical.ts'
import { proseSlotsOf } from '../../shared/section/layout.ts'
import { fetchOrThrow } from '../api.ts'
import { JudgementLine } from '../block/JudgementLine.tsx'
import { ScaleChoice } from '../block/ScaleChoice.tsx'
import { ScaleSymbol } from '../block/ScaleSymbol.tsx'
import { useJudgement, type Judgement } from '../block/useJudgement.ts'
import { useJudging } from '../block/useJudging.ts'
import { useReportPart } from '../report/useReport.ts'
import { sectionPath, storedTexts, type StoredSection } from '../section/storedSection.ts'
import { StaticProse } from '../section/StaticProse.tsx'
import { useQuotedFigures } from '../section/useQuotedFigures.ts'
import { Button } from '../ui/Button.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { useWords } from '../ui/words.ts'
import { useEarlierJudgements } from './earlierJudgements.ts'
import style from './meeting.module.css'

interface MeetingItemProps {
  readonly judged: Judged
  readonly meeting: string
  /** Nothing unsettled is left but this. */
  readonly isLast: boolean
  readonly onSettled: () => void
  readonly onBack: (() => void) | undefined
  readonly onSkip: () => void
}

/** One goal, uppdrag, indicator or measure on the wall: its words, what is written about it, and the two scales. */
export function MeetingItem({ judged, meeting, isLast, onSettled, onBack, onSkip }: MeetingItemProps) {
  const { section, block, row, item } = judged
  const r = useReportPart(({ report }) => report.id)
  const judgement = useJudgement(section, block, row)
  const heading = useRef<HTMLHeadingElement>(null)
  // One moves on with the keyboard: what comes next is where one is.
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <article className={style['item']}>
      <div className={style['what']}>
        <p className={style['place']}>
          <Link to="/rapporter/$r/avsnitt/$s" params={{ r, s: section.id }} hash={block.id}>
            {section.number} {section.title}
          </Link>
        </p>
        <h2
          ref={heading}
          tabIndex={-1}
          className={style['title']}
          data-long={row.label.length > 120 || undefined}
        >
          {row.label}
        </h2>
        <Written judged={judged} />
      </div>
      <div className={style['judging']}>
        <Earlier item={item} judgement={judgement} />
        {judgement === undefined ? null : (
          <Choose
            judgement={judgement}
            meeting={meeting}
            isLast={isLast}
            onSettled={onSettled}
            onBack={onBack}
            onSkip={onSkip}
          />
        )}
      </div>
    </article>
  )
}

const nothingStored = { quoted: [] }

/** The Kommentar of what is judged; the text of its section where it has none of its own. */
function Written({ judged: { section, block, item } }: { judged: Judged }) {
  const words = useWords()
  const r = useReportPart(({ report }) => report.id)
  const changedAt = useReportPart(({ report }) =>
    Object.values(report.texts[section.id] ?? {}).reduce((latest, { at }) => (at > latest ? at : latest), ''),
  )
  const answer = useQuery({
    queryKey: ['section', r, section.id, 'meeting', changedAt],
    queryFn: ({ signal }) => fetchOrThrow<StoredSection>(sectionPath(r, section.id), signal),
    placeholderData: (before) => before,
  })
  const figures = useQuotedFigures(section, answer.data ?? nothingStored)
  if (answer.data === undefined)
    return answer.isError ? <p>{words('meeting.noText')}</p> : <Waiting lines={4} />
  const texts = storedTexts(answer.data)
  const slot =
    proseSlotsOf(section).find(({ planItem }) => planItem === item) ??
    proseSlotsOf(section).find((candidate) => candidate.in?.block === block.id)
  const text = slot === undefined ? undefined : texts.get(slot.id)
  return text === undefined || isEmptyProse(text) ? (
    <p className={style['note']}>{words('meeting.nothingWritten')}</p>
  ) : (
    <StaticProse
      content={text}
      imageSource={(hash) => `/media/${hash}?report=${encodeURIComponent(r)}`}
      figure={(attrs) => figures.read(slot?.id ?? '', attrs)}
    />
  )
}

function Earlier({ item, judgement }: { item: string; judgement: Judgement | undefined }) {
  const words = useWords()
  const previous = useReportPart(({ report }) => report.plan.items.find(({ id }) => id === item)?.previous)
  const earlier = useEarlierJudgements({ id: item, previous })
  if (judgement === undefined || earlier.length === 0) return null
  return (
    <dl className={style['earlier']}>
      {earlier.map(({ report, ...said }) => (
        <div key={report.id}>
          <dt>{words(`section.${report.period}`, { year: report.year })}</dt>
          {judgement.parts.map((part) => {
            const value = part.scale.values.find(({ id }) => id === said[part.kind])
            return value === undefined ? null : (
              <dd key={part.kind}>
                <ScaleSymbol scale={part.scaleId} value={value.id} size={22} />
                {value.label}
              </dd>
            )
          })}
        </div>
      ))}
    </dl>
  )
}

interface ChooseProps extends Pick<
  MeetingItemProps,
  'meeting' | 'isLast' | 'onSettled' | 'onBack' | 'onSkip'
> {
  readonly judgement: Judgement
}

function Choose({ judgement, meeting, isLast, onSettled, onBack, onSkip }: ChooseProps) {
  const words = useWords()
  const judging = useJudging(judgement)
  const mayNot = judgement.isLocked
    ? words('meeting.locked')
    : judgement.maySettle
      ? undefined
      : words('meeting.mayNot')
  const nothingChosen = judging.chosen.status === undefined && judging.chosen.trend === undefined
  const settle = async (): Promise<void> => {
    if (await judging.settle(meeting)) onSettled()
  }
  return (
    <>
      <div className={style['scales']}>
        {judgement.parts.map((part) => (
          <ScaleChoice
            key={part.kind}
            part={part}
            chosen={judging.chosen[part.kind]}
            isReadOnly={mayNot !== undefined}
            isLarge
            onChoose={(value) => void judging.choose({ [part.kind]: value })}
          />
        ))}
      </div>
      <p className={style['line']}>
        <JudgementLine judgement={judgement} />
      </p>
      {judging.message === undefined ? null : (
        <p className={style['message']} role="alert">
          {judging.message}
        </p>
      )}
      {mayNot === undefined ? null : <p className={style['note']}>{mayNot}</p>}
      <div className={style['foot']}>
        <Button isDisabled={onBack === undefined} onPress={() => onBack?.()}>
          {words('meeting.back')}
        </Button>
        <Button onPress={onSkip}>{words('meeting.skip')}</Button>
        {mayNot === undefined ? (
          <Button
            variant="filled"
            isDisabled={nothingChosen || meeting.trim() === ''}
            {...(meeting.trim() === '' ? { 'aria-describedby': 'meeting-unnamed' } : {})}
            onPress={() => void settle()}
          >
            {words(isLast ? 'meeting.settleLast' : 'meeting.settleNext')}
          </Button>
        ) : null}
      </div>
      {mayNot === undefined && meeting.trim() === '' ? (
        <p id="meeting-unnamed" className={style['note']}>
          {words('meeting.nameIt')}
        </p>
      ) : null}
    </>
  )
}
