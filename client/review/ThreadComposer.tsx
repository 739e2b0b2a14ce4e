import { useEffect, useRef, useState } from 'react'
import { blocksOf, type SectionLayout } from '../../shared/section/layout.ts'
import { useCommands } from '../report/useCommands.ts'
import { useOnline } from '../report/useReport.ts'
import { Button } from '../ui/Button.tsx'
import { CheckField, TextField } from '../ui/Field.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { useWords } from '../ui/words.ts'
import { alignCard } from './inSight.ts'
import { mentionsIn } from './mention.ts'
import { MentionField, usePeople } from './MentionField.tsx'
import { placeName } from './placeName.ts'
import { useReview } from './review.ts'
import { newThreadKey, type NewThread } from './reviewDesk.ts'
import style from './review.module.css'

interface ThreadComposerProps {
  readonly thread: NewThread
  readonly section: SectionLayout
}

/** The card of a synpunkt that is being written. Esc leaves it and keeps what is written. */
export function ThreadComposer({ thread, section }: ThreadComposerProps) {
  const words = useWords()
  const review = useReview()
  const { desk } = review
  const commands = useCommands()
  const problemText = useProblemText()
  const isOnline = useOnline()
  const people = usePeople()
  const card = useRef<HTMLElement>(null)
  const { at, kind } = thread
  const quote = 'slot' in at ? at.quote : undefined
  const kept = desk.draft(newThreadKey)
  const [text, setText] = useState(kept?.text ?? '')
  const [replacement, setReplacement] = useState(
    kept?.replacement ?? (thread.suggests === true ? quote : undefined),
  )
  const [assigns, setAssigns] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [isSending, setSending] = useState(false)
  const mentions = mentionsIn(text, people)
  const named = people.find(({ user }) => user === mentions[0])
  const suggests = replacement !== undefined
  // A suggestion says what it wants by itself.
  const isEmpty = text.trim() === '' && !(suggests && replacement !== quote)

  useEffect(() => {
    if (card.current !== null) alignCard(card.current, { at }, 'text')
  }, [at])
  const keep = (next: { text?: string; replacement?: string | undefined }): void => {
    const draft = { text, replacement, ...next }
    setText(draft.text)
    setReplacement(draft.replacement)
    desk.keepDraft(newThreadKey, draft)
  }
  const send = async (): Promise<void> => {
    if (isEmpty || isSending || !isOnline) return
    setSending(true)
    const answer = await commands.openThread(section.id, {
      at,
      text: text.trim() === '' ? words('review.becomes') : text.trim(),
      ...(mentions.length === 0 ? {} : { mentions }),
      ...(assigns && named !== undefined ? { assignee: named.user } : {}),
      ...(suggests && replacement !== quote ? { suggestion: replacement } : {}),
      ...(kind === 'remark' ? {} : { kind }),
    })
    setSending(false)
    if (!answer.ok) return setProblem(problemText(answer.problem))
    desk.stopComposing()
    review.choose(answer.value.id, 'card')
  }
  const leave = (): void => {
    // Back to what it was written about; the card stays with its draft.
    if ('slot' in at)
      document.querySelector<HTMLElement>(`[data-slot="${CSS.escape(at.slot)}"] .prose`)?.focus()
    else card.current?.focus()
  }
  return (
    <article
      ref={card}
      className={style['card']}
      data-active
      data-composing
      tabIndex={-1}
      aria-label={words(kind === 'remark' ? 'review.newHere' : 'review.reportFault')}
    >
      {quote === undefined ? (
        <p className={style['place']}>{nameOfPlace(thread, section, words)}</p>
      ) : suggests ? null : (
        <blockquote className={style['quote']}>{`”${quote}”`}</blockquote>
      )}
      <form
        className={style['form']}
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        {suggests ? (
          <TextField
            label={words('review.suggestField')}
            hint={words('review.suggestHint')}
            lines={Math.min(6, Math.max(2, Math.ceil(replacement.length / 38)))}
            maxLength={4000}
            autoFocus={thread.suggests === true}
            value={replacement}
            onChange={(next) => keep({ replacement: next })}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
              if (event.key === 'Escape') leave()
            }}
          />
        ) : null}
        <MentionField
          label={words('review.field')}
          value={text}
          onChange={(next) => keep({ text: next })}
          onSend={() => void send()}
          onLeave={leave}
          error={problem}
          autoFocus={thread.suggests !== true}
        />
        {kind === 'lockedTextFault' ? <p className={style['quiet']}>{words('review.faultGoes')}</p> : null}
        {named === undefined ? null : (
          <CheckField
            label={words('review.assignTo', { name: named.name })}
            isSelected={assigns}
            onChange={setAssigns}
          />
        )}
        <div className={style['buttons']} data-spread>
          {quote === undefined || kind !== 'remark' ? null : (
            <Button small variant="text" onPress={() => keep({ replacement: suggests ? undefined : quote })}>
              {words(suggests ? 'review.dontSuggest' : 'review.suggest')}
            </Button>
          )}
          <span className={style['buttons']}>
            <Button small onPress={() => desk.stopComposing()}>
              {words(text.trim() === '' && !suggests ? 'common.cancel' : 'review.discard')}
            </Button>
            <Button small variant="filled" type="submit" isDisabled={isEmpty || isSending || !isOnline}>
              {words('review.send')}
            </Button>
          </span>
        </div>
      </form>
    </article>
  )
}

function nameOfPlace(
  { at, kind }: NewThread,
  section: SectionLayout,
  words: ReturnType<typeof useWords>,
): string {
  if ('slot' in at) return ''
  if (kind === 'remark') return placeName(at, section)
  const title = blocksOf(section).find(({ id }) => id === at.block)?.title ?? ''
  return title === '' ? words('review.lockedTextUnnamed') : words('review.lockedWords', { title })
}
