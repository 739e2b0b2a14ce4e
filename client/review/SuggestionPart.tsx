import { Check, X } from 'lucide-react'
import { useState } from 'react'
import type { Thread } from '../../shared/review/thread.ts'
import { itemsOfSlot } from '../../shared/section/item.ts'
import { proseSlotsOf, type SectionLayout } from '../../shared/section/layout.ts'
import type { ApiProblem } from '../api.ts'
import { nameOf } from '../report/reportStore.ts'
import { useCommands } from '../report/useCommands.ts'
import { useOnline, usePermission, useReportPart } from '../report/useReport.ts'
import { Button } from '../ui/Button.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { TextField } from '../ui/Field.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { useWords } from '../ui/words.ts'
import { useReview } from './review.ts'
import style from './review.module.css'
import { useMoment } from './useMoment.ts'

interface SuggestionPartProps {
  readonly thread: Thread
  readonly section: SectionLayout
  /** The words under the mark as they read now; undefined while the text has not been read or has lost them. */
  readonly wordsNow: string | undefined
  readonly isLocked: boolean
}

/** Old and new words, and what an author of the text may do with them. */
export function SuggestionPart({ thread, section, wordsNow, isLocked }: SuggestionPartProps) {
  const words = useWords()
  const { suggestion, at } = thread
  if (suggestion === undefined || !('slot' in at)) return null
  const { replacement, outcome } = suggestion
  return (
    <>
      <p className={style['suggestion']}>
        <span className="hidden-words">{words('review.was')}: </span>
        <del className="thread-struck">{at.quote}</del>{' '}
        <span className="hidden-words">{words('review.becomes')}: </span>
        {replacement === '' ? (
          <span className={style['quiet']}>{words('review.removed')}</span>
        ) : (
          <ins className="thread-inserted">{replacement}</ins>
        )}
      </p>
      {outcome === undefined ? (
        isLocked ? null : (
          <Deciding thread={thread} section={section} slot={at.slot} quote={at.quote} wordsNow={wordsNow} />
        )
      ) : (
        <Outcome outcome={outcome} />
      )}
    </>
  )
}

function Outcome({ outcome }: { outcome: NonNullable<NonNullable<Thread['suggestion']>['outcome']> }) {
  const words = useWords()
  const moment = useMoment()
  const people = useReportPart((state) => state.people)
  const { accepted, reason, by, at } = outcome
  const who = { name: nameOf(people, by), when: moment(at) }
  return (
    <p className={style['quiet']}>
      {accepted
        ? words('review.acceptedBy', who)
        : reason === undefined
          ? words('review.rejectedBy', who)
          : words('review.rejectedBecause', { ...who, reason })}
    </p>
  )
}

interface DecidingProps {
  readonly thread: Thread
  readonly section: SectionLayout
  readonly slot: string
  readonly quote: string
  readonly wordsNow: string | undefined
}

function Deciding({ thread, section, slot, quote, wordsNow }: DecidingProps) {
  const words = useWords()
  const mayWrite = useMayWrite(section, slot)
  const isOnline = useOnline()
  const { accept, reject, problem, asks, dontAsk } = useDeciding(thread)
  const [isRejecting, setRejecting] = useState(false)
  const [reason, setReason] = useState('')
  const writers = useWriters(section, slot)
  if (!mayWrite) {
    return (
      <p className={style['quiet']}>
        {writers === '' ? words('review.waitsForSomebody') : words('review.waitsFor', { names: writers })}
      </p>
    )
  }
  const error =
    problem === undefined ? null : (
      <p className={style['fieldError']} role="alert">
        {problem}
      </p>
    )
  if (asks) {
    return (
      <div className={style['asks']} role="alert">
        <strong>{words('review.textChanged')}</strong>
        <p>
          <span className={style['quiet']}>{words('review.textThen')}</span>
          {quote}
        </p>
        <p>
          <span className={style['quiet']}>{words('review.textNow')}</span>
          {wordsNow ?? words('review.orphan')}
        </p>
        {error}
        <div className={style['buttons']}>
          <Button small onPress={dontAsk}>
            {words('common.cancel')}
          </Button>
          <Button small variant="filled" isDisabled={!isOnline} onPress={() => void accept(true)}>
            {words('review.acceptAnyway')}
          </Button>
        </div>
      </div>
    )
  }
  if (isRejecting) {
    return (
      <form
        className={style['form']}
        onSubmit={(event) => {
          event.preventDefault()
          void reject(reason.trim())
        }}
      >
        <TextField
          label={words('review.rejectReason')}
          optional
          lines={2}
          autoFocus
          maxLength={2000}
          value={reason}
          onChange={setReason}
          error={problem}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setRejecting(false)
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void reject(reason.trim())
          }}
        />
        <div className={style['buttons']}>
          <Button small onPress={() => setRejecting(false)}>
            {words('common.cancel')}
          </Button>
          <Button small variant="filled" type="submit" isDisabled={!isOnline}>
            {words('review.rejectNow')}
          </Button>
        </div>
      </form>
    )
  }
  return (
    <>
      {wordsNow !== undefined && !sameWords(wordsNow, quote) ? (
        <p className={style['warning']}>{words('review.textChanged')}</p>
      ) : null}
      {error}
      <div className={style['buttons']}>
        <Button small variant="filled" isDisabled={!isOnline} onPress={() => void accept(false)}>
          <Check size={16} aria-hidden="true" />
          {words('review.accept')}
        </Button>
        <Button small isDisabled={!isOnline} onPress={() => setRejecting(true)}>
          <X size={16} aria-hidden="true" />
          {words('review.reject')}
        </Button>
      </div>
    </>
  )
}

const sameWords = (a: string, b: string): boolean => a.replaceAll(/\s+/g, '') === b.replaceAll(/\s+/g, '')

function useMayWrite(section: SectionLayout, slotId: string): boolean {
  const slot = proseSlotsOf(section).find(({ id }) => id === slotId)
  return usePermission('write', section.id, slot === undefined ? [section.id] : itemsOfSlot(section, slot))
    .allowed
}

/** Who answers for the text, nearest first. */
const useWriters = (section: SectionLayout, slotId: string): string =>
  useReportPart(({ report, people }) => {
    const slot = proseSlotsOf(section).find(({ id }) => id === slotId)
    const items = slot === undefined ? [section.id] : itemsOfSlot(section, slot)
    const users = items.map((item) => report.items[item]?.people ?? []).find((named) => named.length > 0)
    return (users ?? []).map((user) => nameOf(people, user)).join(', ')
  })

/** Accepting and rejecting; both can be taken back for as long as the line below says so. */
function useDeciding({ id, section }: Thread) {
  const words = useWords()
  const review = useReview()
  const commands = useCommands()
  const done = useDone()
  const problemText = useProblemText()
  const [problem, setProblem] = useState<string>()
  const [asks, ask] = useState(false)
  const finish = (sentence: string): void => {
    review.choose(null, 'card')
    done({ sentence, undo })
  }
  const tell = (refusal: ApiProblem): void => {
    setProblem(refusal.code === 'text-changed' ? undefined : problemText(refusal))
    if (refusal.code === 'text-changed') ask(true)
  }
  const takeBack = async (): Promise<void> => {
    const answer = await commands.undoSuggestion(section, id)
    if (!answer.ok) done({ sentence: problemText(answer.problem) })
  }
  const undo = (): void => void takeBack()
  return {
    problem,
    asks,
    dontAsk: () => ask(false),
    accept: async (anyway: boolean): Promise<void> => {
      const answer = await commands.acceptSuggestion(section, id, anyway)
      if (!answer.ok) tell(answer.problem)
      else finish(words('review.accepted'))
    },
    reject: async (reason: string): Promise<void> => {
      const answer = await commands.rejectSuggestion(section, id, reason)
      if (!answer.ok) tell(answer.problem)
      else finish(words('review.rejected'))
    },
  }
}
