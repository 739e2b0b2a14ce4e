import { Suspense, useRef, useState } from 'react'
import { ChevronDown, Lock } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { StatusThreads } from '../review/StatusThreads.tsx'
import { onDemand } from '../ui/onDemand.tsx'
import { useFetchedAhead } from '../ui/useFetchedAhead.ts'
import { useWords } from '../ui/words.ts'
import { usePartHeading } from './JudgementLine.tsx'
import { ScaleSymbol } from './ScaleSymbol.tsx'
import { labelOf, type Judgement, type JudgementPart } from './useJudgement.ts'
import style from './block.module.css'

const StatusPicker = onDemand(async () => ({ default: (await import('./StatusPicker.tsx')).StatusPicker }))
const fetchedAhead = [StatusPicker]

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
  useFetchedAhead(fetchedAhead)
  const value = judgement.shown[part.kind]
  const label = labelOf(part, value)
  const { isSettled } = judgement
  const heading = usePartHeading(part)
  const threads = part.place === undefined ? null : <StatusThreads {...part.place} />
  const content = (
    <>
      {value === undefined ? null : (
        <ScaleSymbol
          scale={part.scaleId}
          value={label === undefined ? 'okand' : value}
          size={small ? 18 : 20}
        />
      )}
      <span>{label ?? words('block.status.judge')}</span>
    </>
  )
  if (judgement.isLocked || (!judgement.mayPropose && !judgement.maySettle)) {
    return (
      <span className={style['judged']} data-small={small || undefined}>
        <span className="hidden-words">{heading}: </span>
        {value === undefined ? (
          <span className={style['notJudged']}>{words('block.status.none')}</span>
        ) : (
          content
        )}
        {isSettled ? <Lock size={14} aria-hidden="true" /> : null}
        {threads}
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
      {threads}
      {isOpen ? (
        <Suspense>
          <StatusPicker judgement={judgement} startAt={part.kind} at={button} onClose={() => open(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
