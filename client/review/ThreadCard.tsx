import { Check, CircleAlert, Ellipsis, UserRound } from 'lucide-react'
import { memo, useEffect, useRef, useState, type MouseEvent } from 'react'
import type { Remark, Thread } from '../../shared/review/thread.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { nameOf } from '../report/reportStore.ts'
import { useCommands } from '../report/useCommands.ts'
import { useOnline, usePersonColour, useReportPart } from '../report/useReport.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Button, IconButton, look } from '../ui/Button.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { Menu } from '../ui/Menu.tsx'
import type { MenuEntry } from '../ui/menuEntry.ts'
import { useProblemText } from '../ui/problemText.ts'
import { useWords } from '../ui/words.ts'
import { alignCard } from './inSight.ts'
import { mentionsIn } from './mention.ts'
import { MentionField, usePeople } from './MentionField.tsx'
import { placeName } from './placeName.ts'
import { useReview } from './review.ts'
import style from './review.module.css'
import { SuggestionPart } from './SuggestionPart.tsx'
import { threadStateOf } from './threadState.ts'
import { useMoment } from './useMoment.ts'

interface ThreadCardProps {
  readonly thread: Thread
  readonly section: SectionLayout
  readonly number: number
  readonly total: number
  readonly isActive: boolean
  readonly isOrphan: boolean
  readonly wordsNow: string | undefined
  readonly mayDiscuss: boolean
  /** The words stand in sight beside the card, so that it need not quote them. */
  readonly quotes: boolean
}

/**
 * One synpunkt: what was said, by a face and a time. Only the lit card has tools of its own, so that a panel of several hundred
 * stays quick.
 */
export const ThreadCard = memo(function ThreadCard(props: ThreadCardProps) {
  const { thread, section, number, total, isActive, isOrphan, quotes } = props
  const words = useWords()
  const review = useReview()
  const card = useRef<HTMLElement>(null)
  const people = useReportPart((state) => state.people)
  const state = threadStateOf(thread)
  const opener = thread.remarks[0]?.by ?? ''
  useEffect(() => {
    if (!isActive || card.current === null) return
    const { chosenIn } = review.desk.state()
    alignCard(card.current, thread, chosenIn)
    if (chosenIn !== 'text') review.bringIntoSight?.(thread.id)
  }, [isActive, thread, review])
  const choose = (event: MouseEvent): void => {
    const isTool =
      event.target instanceof Element && event.target.closest('button, a, textarea, input') !== null
    if (!isTool && getSelection()?.isCollapsed !== false) review.choose(thread.id, 'card')
  }
  const place = placeName(thread.at, section)
  return (
    // As in a feed of articles: each can be stood on, and Enter lights it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <article
      ref={card}
      className={style['card']}
      data-thread-card={thread.id}
      data-active={isActive || undefined}
      data-state={state}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-posinset={number}
      aria-setsize={total}
      aria-label={words('review.cardName', { number, total, name: nameOf(people, opener) })}
      onClick={choose}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target === event.currentTarget) review.choose(thread.id, 'card')
      }}
    >
      {isOrphan ? (
        <p className={style['orphan']}>
          <CircleAlert size={16} aria-hidden="true" />
          {words('slot' in thread.at ? 'review.orphan' : 'review.orphanPlace')}
        </p>
      ) : null}
      {thread.remarks.map((remark, at) => (
        <Said key={remark.id} remark={remark} thread={thread} isFirst={at === 0}>
          {at === 0 ? (
            <>
              {place === '' ? null : <p className={style['place']}>{place}</p>}
              {'slot' in thread.at && (isOrphan || quotes) && thread.suggestion === undefined ? (
                <blockquote className={style['quote']}>{shortened(thread.at.quote)}</blockquote>
              ) : null}
            </>
          ) : null}
        </Said>
      ))}
      <SuggestionPart
        thread={thread}
        section={section}
        wordsNow={props.wordsNow}
        isLocked={!props.mayDiscuss}
      />
      <CardFoot {...props} />
    </article>
  )
})

const mostWords = 160
const shortened = (quote: string): string =>
  quote.length > mostWords ? `”${quote.slice(0, mostWords - 20)} …”` : `”${quote}”`

interface SaidProps {
  readonly remark: Remark
  readonly thread: Thread
  readonly isFirst: boolean
  readonly children?: React.ReactNode
}

/** What one person said. */
function Said({ remark, thread, isFirst, children }: SaidProps) {
  const words = useWords()
  const moment = useMoment()
  const colourOf = usePersonColour()
  const name = useReportPart(({ people }) => nameOf(people, remark.by))
  const when = moment(remark.at)
  const state = threadStateOf(thread)
  return (
    <div className={style['said']}>
      <div className={style['who']}>
        <Avatar name={name} colour={colourOf(remark.by)} size={28} />
        <div>
          <p className={style['name']}>{name}</p>
          <p className={style['when']}>
            {!isFirst
              ? when
              : thread.kind === 'lockedTextFault'
                ? words('review.faultIn', { when })
                : thread.suggestion === undefined
                  ? when
                  : words('review.suggested', { when })}
          </p>
        </div>
        {isFirst && state !== 'oppen' ? (
          <span className={style['state']}>
            {state === 'klar' ? <Check size={14} aria-hidden="true" /> : null}
            {words(`review.state.${state}`)}
          </span>
        ) : null}
      </div>
      {children}
      <p className={style['text']}>{remark.text}</p>
    </div>
  )
}

/** Whose move it is, and what I can do. */
function CardFoot({ thread, section, isActive, mayDiscuss }: ThreadCardProps) {
  const words = useWords()
  const review = useReview()
  const me = useReportPart((state) => state.me.user)
  const people = useReportPart((state) => state.people)
  const moment = useMoment()
  const isOnline = useOnline()
  const { change, problem } = useChange(thread)
  const [isReplying, reply] = useState(false)
  const draft = review.desk.draft(thread.id)
  const { assignee, resolved } = thread
  const forWhom =
    assignee === undefined ? null : (
      <span className={style['assignee']}>
        <UserRound size={16} aria-hidden="true" />
        {assignee === me ? words('review.toYou') : words('review.to', { name: nameOf(people, assignee) })}
      </span>
    )
  const start = (): void => {
    review.choose(thread.id, 'card')
    reply(true)
  }
  return (
    <>
      {problem === undefined ? null : (
        <p className={style['fieldError']} role="alert">
          {problem}
        </p>
      )}
      {isReplying && isActive && mayDiscuss ? (
        <Reply thread={thread} onClose={() => reply(false)} />
      ) : (
        <>
          {draft === undefined || !mayDiscuss ? null : (
            <p className={style['quiet']}>
              {words('review.draft')}: {draft.text}
            </p>
          )}
          {resolved === undefined || thread.suggestion?.outcome !== undefined ? null : (
            <p className={style['quiet']}>
              {words('review.resolvedBy', { name: nameOf(people, resolved.by), when: moment(resolved.at) })}
            </p>
          )}
          {mayDiscuss || forWhom !== null ? (
            <div className={style['foot']}>
              {forWhom}
              {mayDiscuss ? (
                <span className={style['tools']}>
                  <button type="button" {...look('text', true)} disabled={!isOnline} onClick={start}>
                    {words(draft === undefined ? 'review.reply' : 'review.goOn')}
                  </button>
                  {resolved === undefined ? (
                    <button
                      type="button"
                      {...look('text', true)}
                      disabled={!isOnline}
                      onClick={() => void change({ resolved: true })}
                    >
                      {words('review.resolve')}
                    </button>
                  ) : (
                    <button
                      type="button"
                      {...look('text', true)}
                      disabled={!isOnline}
                      onClick={() => void change({ resolved: false })}
                    >
                      {words('review.reopen')}
                    </button>
                  )}
                  {isActive ? <CardMenu thread={thread} section={section} change={change} /> : null}
                </span>
              ) : null}
            </div>
          ) : null}
        </>
      )}
    </>
  )
}

type Change = (change: { resolved?: boolean; assignee?: string | null }) => Promise<void>

/** Resolving can be taken back, as everything that folds a card away. */
function useChange({ id, section }: Thread): {
  readonly change: Change
  readonly problem: string | undefined
} {
  const words = useWords()
  const review = useReview()
  const commands = useCommands()
  const done = useDone()
  const problemText = useProblemText()
  const [problem, setProblem] = useState<string>()
  const change: Change = async (wanted) => {
    const answer = await commands.changeThread(section, id, wanted)
    setProblem(answer.ok ? undefined : problemText(answer.problem))
    if (!answer.ok || wanted.resolved === undefined) return
    const { resolved } = wanted
    // What is folded away is no longer lit; the cards stay where they are.
    if (resolved) review.choose(null, 'card')
    done({
      sentence: words(resolved ? 'review.resolved' : 'review.reopened'),
      undo: () => void commands.changeThread(section, id, { resolved: !resolved }),
    })
  }
  return { change, problem }
}

function CardMenu({
  thread,
  section,
  change,
}: {
  readonly thread: Thread
  readonly section: SectionLayout
  readonly change: Change
}) {
  const words = useWords()
  const review = useReview()
  const people = usePeople()
  const isOnline = useOnline()
  const offline = isOnline ? {} : { disabledBecause: words('contact.none') }
  const suggest = (): void => {
    const at = review.placeOf(thread.id)
    if (at !== null) review.compose({ section: section.id, at, kind: 'remark', suggests: true })
  }
  const entries: MenuEntry[] = people.map(({ user, name }) => ({
    id: user,
    word: name,
    chosen: thread.assignee === user,
    onAction: () => void change({ assignee: user }),
    ...offline,
  }))
  return (
    <Menu
      name={words('review.more')}
      trigger={
        <IconButton name={words('review.more')} small>
          <Ellipsis size={18} aria-hidden="true" />
        </IconButton>
      }
      groups={[
        ...('slot' in thread.at && thread.suggestion === undefined && review.placeOf(thread.id) !== null
          ? [
              {
                id: 'suggest',
                entries: [{ id: 'suggest', word: words('review.suggest'), onAction: suggest, ...offline }],
              },
            ]
          : []),
        {
          id: 'assign',
          title: words('review.assign'),
          entries: [
            ...entries,
            ...(thread.assignee === undefined
              ? []
              : [
                  {
                    id: 'nobody',
                    word: words('review.unassign'),
                    chosen: false,
                    onAction: () => void change({ assignee: null }),
                    ...offline,
                  },
                ]),
          ],
        },
      ]}
    />
  )
}

/** Esc closes the field and keeps what is written. */
function Reply({ thread, onClose }: { thread: Thread; onClose: () => void }) {
  const words = useWords()
  const { desk } = useReview()
  const commands = useCommands()
  const people = usePeople()
  const problemText = useProblemText()
  const isOnline = useOnline()
  const opener = useReportPart((state) => nameOf(state.people, thread.remarks[0]?.by ?? ''))
  const [text, setText] = useState(desk.draft(thread.id)?.text ?? '')
  const [problem, setProblem] = useState<string>()
  const [isSending, setSending] = useState(false)
  const keep = (next: string): void => {
    setText(next)
    desk.keepDraft(thread.id, { text: next })
  }
  const send = async (): Promise<void> => {
    if (text.trim() === '' || isSending || !isOnline) return
    setSending(true)
    const mentions = mentionsIn(text, people)
    const answer = await commands.replyThread(thread.section, thread.id, { text: text.trim(), mentions })
    setSending(false)
    if (!answer.ok) return setProblem(problemText(answer.problem))
    desk.keepDraft(thread.id, undefined)
    onClose()
  }
  return (
    <form
      className={style['form']}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <MentionField
        label={words('review.replyField', { name: opener })}
        value={text}
        onChange={keep}
        onSend={() => void send()}
        onLeave={onClose}
        error={problem}
      />
      <div className={style['buttons']}>
        <Button
          small
          onPress={() => {
            desk.keepDraft(thread.id, undefined)
            onClose()
          }}
        >
          {words('common.cancel')}
        </Button>
        <Button
          small
          variant="filled"
          type="submit"
          isDisabled={text.trim() === '' || isSending || !isOnline}
        >
          {words('review.sendReply')}
        </Button>
      </div>
    </form>
  )
}
