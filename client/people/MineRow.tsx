import { Ellipsis } from 'lucide-react'
import { Suspense, useEffect, useRef, useState } from 'react'
import type { MyTask } from '../../shared/people/myTask.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { useDates } from '../ui/dates.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { Menu } from '../ui/Menu.tsx'
import { onDemand } from '../ui/onDemand.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { useWords } from '../ui/words.ts'
import { MineFolded } from './MineFolded.tsx'

import { MineGo } from './MineGo.tsx'
import { MineSymbol } from './MineSymbol.tsx'
import { verbsOf, type Doing } from './mineVerbs.ts'
import { isDone, keyOf } from './myItems.ts'
import type { MineDeeds } from './useMineDeeds.ts'
import { useLastYearLine } from './useLastYearLine.ts'
import { useMineWords } from './useMineWords.ts'
import style from './MinePage.module.css'

const MineLastYear = onDemand(() => import('./MineLastYear.tsx'))

interface MineRowProps {
  readonly task: MyTask
  readonly today: string
  readonly deeds: MineDeeds
  readonly withReport: boolean
  /** The group says no date, so that the row does. */
  readonly isDated: boolean
  /** Of the whole page: its first verb is the filled one. */
  readonly isFirst: boolean
}

/** One thing asked of me: state, what it is, what stood there last year, and what to do now. */
export function MineRow({ task, today, deeds, withReport, isDated, isFirst }: MineRowProps) {
  const words = useWords()
  const problemText = useProblemText()
  const { polite } = useAnnounce()
  const dates = useDates(today)
  const { title, facts, said } = useMineWords(task, today)
  const [problem, setProblem] = useState<string>()
  const [isSending, setSending] = useState(false)
  const [isAsking, ask] = useState(false)
  const [isUnfolded, unfold] = useState(false)
  const lastYear = useLastYearLine(task)
  const row = useRef<HTMLLIElement>(null)
  const deed = deeds.done.get(keyOf(task))
  const verbs = verbsOf(task)

  const isFolded = deed !== undefined
  const wasFolded = useRef(isFolded)
  // The button that was pressed is gone: the way back takes its place, and on the way back the row's first verb.
  useEffect(() => {
    // While it is sent no button takes the focus.
    if (isSending || wasFolded.current === isFolded) return
    wasFolded.current = isFolded
    const next = row.current?.querySelector<HTMLElement>(isFolded ? 'button' : '[data-verbs] :is(a, button)')
    ;(next ?? row.current)?.focus()
  }, [isFolded, isSending])

  const act = async (doing: Doing): Promise<void> => {
    setSending(true)
    const refusal = await deeds.act(task, doing)
    setSending(false)
    setProblem(refusal === null ? undefined : problemText(refusal))
    if (refusal !== null) return
    if (doing !== 'takeBack') polite(`${words(`mine.verb.${doing}`)}: ${title}`, 'mine')
  }
  const choose = (doing: Doing): void => {
    if (doing === 'nothing' && task.task === 'item' && task.hasText) ask(true)
    else void act(doing)
  }
  const named = (verb: string): string => words('mine.verbNamed', { verb, item: title })

  if (deed !== undefined) {
    return (
      <li ref={row} className={style['folded']} tabIndex={-1}>
        <MineFolded
          deed={deed}
          title={title}
          today={today}
          isSending={isSending}
          onTakeBack={deed.doing === 'stillHolds' ? undefined : () => void act('takeBack')}
        />
        <Refusal problem={problem} />
      </li>
    )
  }
  const allFacts = [
    ...facts,
    withReport ? task.report.title : undefined,
    isDated && task.due !== undefined && !isDone(task) && task.due < today
      ? words('mine.lateSince', { date: dates.day(task.due) })
      : undefined,
  ].filter((fact) => fact !== undefined)
  return (
    <li ref={row} className={style['item']}>
      <span className={style['state']}>
        <MineSymbol task={task} />
      </span>
      <div className={style['what']}>
        <b className={style['title']}>{title}</b>
        <span className={style['facts']}>{allFacts.join(' · ')}</span>
        {said === undefined ? null : (
          <p className={style['said']}>
            <b>{words('mine.says', { name: said.name })}</b> {said.text}
          </p>
        )}
      </div>
      <div className={style['before']}>
        {lastYear === undefined ? null : (
          <>
            <span>{lastYear.line}</span>
            {lastYear.mayRead ? (
              <button
                type="button"
                className={style['read']}
                aria-expanded={isUnfolded}
                aria-label={words('mine.lastYearName', {
                  verb: words(isUnfolded ? 'mine.lastYearFold' : 'mine.lastYearRead'),
                  item: title,
                })}
                onClick={() => unfold(!isUnfolded)}
              >
                {words(isUnfolded ? 'mine.lastYearFold' : 'mine.lastYearRead')}
              </button>
            ) : null}
          </>
        )}
      </div>
      <div className={style['verbs']} data-verbs>
        <MineGo
          task={task}
          going={verbs.go}
          variant={isFirst ? 'filled' : 'outlined'}
          name={named(words(`mine.verb.${verbs.go}`))}
        />
        {verbs.does.map((doing) => (
          <Button
            key={doing}
            variant="outlined"
            isDisabled={isSending}
            aria-label={named(words(`mine.verb.${doing}`))}
            onPress={() => choose(doing)}
          >
            {words(`mine.verb.${doing}`)}
          </Button>
        ))}
        {verbs.more.length === 0 ? null : (
          <Menu
            name={words('mine.more', { item: title })}
            trigger={
              <IconButton name={words('mine.more', { item: title })} isDisabled={isSending}>
                <Ellipsis size={20} aria-hidden="true" />
              </IconButton>
            }
            groups={[
              {
                id: 'more',
                entries: verbs.more.map((doing) => ({
                  id: doing,
                  word: words(`mine.verb.${doing}`),
                  onAction: () => choose(doing),
                })),
              },
            ]}
          />
        )}
      </div>
      {isUnfolded && task.task === 'item' ? (
        <Suspense>
          <MineLastYear task={task} />
        </Suspense>
      ) : null}
      <Refusal problem={problem} />
      <Dialog
        isOpen={isAsking}
        onClose={() => ask(false)}
        title={words('mine.nothingTitle')}
        foot={
          <>
            <Button onPress={() => ask(false)}>{words('common.cancel')}</Button>
            <Button
              variant="filled"
              onPress={() => {
                ask(false)
                void act('nothing')
              }}
            >
              {words('mine.verb.nothing')}
            </Button>
          </>
        }
      >
        <p>{words('mine.nothingText')}</p>
      </Dialog>
    </li>
  )
}

function Refusal({ problem }: { problem: string | undefined }) {
  return problem === undefined ? null : (
    <p className={style['problem']} role="alert">
      {problem}
    </p>
  )
}
