import { use, useEffect, useId, useRef, useState } from 'react'
import { contributionRoot, type Contribution } from '../../shared/contribution/contribution.ts'
import { isWriterOf } from '../../shared/contribution/contributionRights.ts'
import type { ItemState } from '../../shared/section/workflow.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { useCommands } from '../report/useCommands.ts'
import { useOnline, useReportPart } from '../report/useReport.ts'
import { EditingContext } from '../section/editing.ts'
import { headingOf } from '../section/slotHeading.ts'
import { StaticProse } from '../section/StaticProse.tsx'
import { Button } from '../ui/Button.tsx'
import { useDates } from '../ui/dates.ts'
import { useDone } from '../ui/DoneLine.tsx'
import { TextField } from '../ui/Field.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { Symbol } from '../ui/Symbol.tsx'
import { useWords } from '../ui/words.ts'
import { ContributionMenu } from './ContributionMenu.tsx'
import { judgedRowOf } from './judgedRow.ts'
import { ProposedLine } from './ProposedLine.tsx'
import { useContributionAddress } from './useContributionAddress.ts'
import { useContributionNames, useMayMove } from './useContributions.ts'
import { useContributionText } from './useContributionText.ts'
import { useInsert } from './useInsert.ts'
import style from './panel.module.css'

interface ContributionCardProps {
  readonly contribution: Contribution
  readonly section: SectionLayout
  /** The one that has waited longest: its Infoga is the filled one. */
  readonly isNext: boolean
  readonly isNamed: boolean
}

/** One område's contribution: who, when, what they write and propose, and what can be done with it. */
export function ContributionCard({ contribution, section, isNext, isNamed }: ContributionCardProps) {
  const words = useWords()
  const heading = useId()
  const card = useRef<HTMLElement>(null)
  const report = useReportPart((state) => state.report.id)
  const { who, writers } = useContributionNames(contribution)
  const { state } = contribution
  const isOut = state === 'inlamnad' || state === 'infogad' || state === 'inget_att_rapportera'
  const read = useContributionText(contribution, isOut)
  const text = read.data?.text
  const figures = use(EditingContext)?.page.figures
  const isWritten = (text?.content ?? []).length > 0
  const judged = judgedRowOf(section, contribution.item)
  useEffect(() => {
    if (isNamed) card.current?.scrollIntoView({ block: 'nearest' })
  }, [isNamed])
  return (
    <article
      ref={card}
      className={style['card']}
      data-state={state}
      data-named={isNamed || undefined}
      aria-labelledby={heading}
    >
      <header className={style['cardHead']}>
        <Symbol family="item" value={traySymbol(state)} size={20} />
        <h4 id={heading}>{who}</h4>
        <ContributionMenu contribution={contribution} section={section} who={who} />
      </header>
      <p className={style['meta']}>
        <Meta contribution={contribution} writers={writers} isNamedByUnit={contribution.unit !== undefined} />
      </p>
      {state === 'tillbaka' && contribution.sentBack !== undefined ? (
        <blockquote className={style['quote']}>{contribution.sentBack.comment}</blockquote>
      ) : null}
      {judged === undefined || read.data?.proposed === undefined || !isOut ? null : (
        <ProposedLine
          section={section}
          judged={judged}
          proposed={read.data.proposed}
          who={who}
          item={contribution.item}
        />
      )}
      {!isOut ? null : text === undefined ? (
        <p className={style['hint']}>
          {words(read.isError ? 'contribution.fetchFailed' : 'contribution.fetching')}
        </p>
      ) : isWritten ? (
        <div className={style['text']}>
          <StaticProse
            content={text}
            imageSource={(hash) => `/media/${hash}?report=${encodeURIComponent(report)}`}
            figure={figures && ((attrs) => figures.read(contributionRoot, attrs))}
          />
        </div>
      ) : null}
      <CardActions
        contribution={contribution}
        section={section}
        who={who}
        writers={writers}
        isNext={isNext}
      />
    </article>
  )
}

/** The item's trays; what is inserted has been handed in. */
const traySymbol = (state: Contribution['state']): ItemState =>
  state === 'infogad' ? 'inlamnad' : state === 'borttagen' ? 'ej_paborjad' : state

interface MetaProps {
  readonly contribution: Contribution
  readonly writers: string
  readonly isNamedByUnit: boolean
}

function Meta({ contribution, writers, isNamedByUnit }: MetaProps) {
  const words = useWords()
  const today = useReportPart((state) => state.today)
  const dates = useDates(today)
  const { name } = useContributionNames(contribution)
  const { state, handedIn, inserted, due, asked } = contribution
  if (inserted !== undefined)
    return words('contribution.source', {
      who: isNamedByUnit ? `${contribution.unit ?? ''}, ${writers}` : writers,
      when: dates.moment(inserted.at),
    })
  const byName = handedIn === undefined || handedIn.by === contribution.writers[0] ? '' : name(handedIn.by)
  const word = words(`contribution.state.${state}`)
  // After a name it stands in the middle of the line.
  const stateWord = isNamedByUnit ? `${word.slice(0, 1).toLocaleLowerCase('sv')}${word.slice(1)}` : word
  const parts = [
    isNamedByUnit ? writers : '',
    handedIn === undefined
      ? stateWord
      : words('contribution.stateWhen', { state: stateWord, when: dates.moment(handedIn.at) }),
    byName,
    state === 'inlamnad' && handedIn !== undefined
      ? words('contribution.words', { count: handedIn.words })
      : '',
    asked === undefined && handedIn === undefined ? words('contribution.alone') : '',
  ].filter((part) => part !== '')
  return (
    <>
      {parts.join(', ')}
      {due === undefined || handedIn !== undefined ? null : (
        <span className={style['due']} data-late={due < today || undefined}>
          {words(due < today ? 'contribution.wasDue' : 'contribution.due', { day: dates.day(due) })}
        </span>
      )}
    </>
  )
}

interface CardActionsProps {
  readonly contribution: Contribution
  readonly section: SectionLayout
  readonly who: string
  readonly writers: string
  readonly isNext: boolean
}

function CardActions({ contribution, section, who, writers, isNext }: CardActionsProps) {
  const words = useWords()
  const done = useDone()
  const problemText = useProblemText()
  const commands = useCommands()
  const address = useContributionAddress()
  const online = useOnline()
  const me = useReportPart((state) => state.me)
  const refusal = useMayMove(contribution)
  const { insert, isInserting, message } = useInsert(contribution)
  const [isSendingBack, sendBack] = useState(false)
  const item = headingOf(section, contribution.slot)
  const may = (move: Parameters<typeof refusal>[0]): boolean => refusal(move) === null
  const isLocked = refusal('insert')?.code === 'section-locked'

  const takeBack = async (): Promise<void> => {
    const answer = await commands.takeBackContribution(contribution.id)
    if (answer.ok) done({ sentence: words('contribution.takenBack') })
    else done({ sentence: words('contribution.failed', { why: problemText(answer.problem) }) })
  }
  if (isSendingBack)
    return <SendBack contribution={contribution} writers={writers} onClose={() => sendBack(false)} />
  const isMine = isWriterOf(me, contribution)
  return (
    <div className={style['actions']}>
      {may('insert') ? (
        <Button
          small
          variant={isNext ? 'filled' : 'outlined'}
          isDisabled={!online || isInserting}
          aria-label={words('contribution.insertOf', { who })}
          onPress={() => void insert(false)}
        >
          {words('contribution.insert')}
        </Button>
      ) : null}
      {may('sendBack') && !isMine ? (
        <Button
          small
          variant="text"
          isDisabled={!online}
          aria-label={words('contribution.sendBackOf', { who })}
          onPress={() => sendBack(true)}
        >
          {words('contribution.sendBack')}
        </Button>
      ) : null}
      {may('write') ? (
        <Button small isDisabled={!online} onPress={() => address.open(contribution.id)}>
          {words('contribution.openMine')}
        </Button>
      ) : null}
      {may('takeBack') ? (
        <Button small variant="text" isDisabled={!online} onPress={() => void takeBack()}>
          {words('contribution.takeBack')}
        </Button>
      ) : null}
      {contribution.state === 'infogad' && may('insertAgain') ? (
        <Button
          small
          variant="text"
          isDisabled={!online || isInserting}
          aria-label={`${words('contribution.insertAgain')}, ${item}`}
          onPress={() => void insert(true)}
        >
          {words('contribution.insertAgain')}
        </Button>
      ) : null}
      {isLocked && contribution.state === 'inlamnad' ? (
        <p className={style['hint']}>{words('contribution.lockedNow')}</p>
      ) : null}
      {message === undefined ? null : (
        <p role="alert" className={style['message']}>
          {message}
        </p>
      )}
    </div>
  )
}

interface SendBackProps {
  readonly contribution: Contribution
  readonly writers: string
  readonly onClose: () => void
}

function SendBack({ contribution, writers, onClose }: SendBackProps) {
  const words = useWords()
  const problemText = useProblemText()
  const commands = useCommands()
  const [comment, write] = useState('')
  const [message, say] = useState<string>()
  const send = async (): Promise<void> => {
    const answer = await commands.sendBackContribution(contribution.id, comment)
    if (answer.ok) onClose()
    else say(problemText(answer.problem))
  }
  return (
    <form
      className={style['sendBack']}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <TextField
        label={words('contribution.sendBackWhat')}
        hint={words('contribution.sendBackHint', { names: writers })}
        value={comment}
        onChange={write}
        lines={3}
        maxLength={2000}
        error={message}
        autoFocus
      />
      <div className={style['actions']}>
        <Button small onPress={onClose}>
          {words('contribution.cancel')}
        </Button>
        <Button small variant="filled" type="submit" isDisabled={comment.trim() === ''}>
          {words('contribution.sendBackDo')}
        </Button>
      </div>
    </form>
  )
}
