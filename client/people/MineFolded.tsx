import { useQueryClient } from '@tanstack/react-query'
import { Button } from '../ui/Button.tsx'
import { useDates } from '../ui/dates.ts'
import { Symbol } from '../ui/Symbol.tsx'
import { useWords } from '../ui/words.ts'
import { keyOf, myItemsQuery } from './myItems.ts'
import type { Deed } from './useMineDeeds.ts'
import style from './MinePage.module.css'

const sentences = {
  handIn: 'mine.didHandIn',
  nothing: 'mine.didNothing',
  stillHolds: 'mine.didHold',
} as const

interface MineFoldedProps {
  readonly deed: Deed
  readonly title: string
  readonly today: string
  readonly isSending: boolean
  readonly onTakeBack: (() => void) | undefined
}

/** "Inlämnad 10.42. … Skrivet av Ali Demir, lämnat av dig. Du får veta om någon svarar. Ta tillbaka" */
export function MineFolded({ deed, title, today, isSending, onTakeBack }: MineFoldedProps) {
  const words = useWords()
  const dates = useDates(today)
  const queries = useQueryClient()
  const { doing, at, task } = deed
  // Who had written it the server knows; its answer to the next question says so.
  const now = queries.getQueryData(myItemsQuery.queryKey)?.find((other) => keyOf(other) === keyOf(task))
  const writers = now?.task === 'item' ? (now.handedIn?.writtenBy ?? []) : []
  return (
    <>
      <Symbol family="item" value={doing === 'nothing' ? 'inget_att_rapportera' : 'inlamnad'} />
      <p className={style['did']}>
        <b>{words(sentences[doing], { time: dates.time(at) })}</b>{' '}
        <span className={style['didWhat']}>{title}</span>{' '}
        {writers.length === 0 ? '' : `${words('mine.writtenByForYou', { writers: writers.join(', ') })} `}
        {doing === 'handIn' ? words('mine.willHear') : ''}
      </p>
      {onTakeBack === undefined ? null : (
        <Button
          variant="text"
          isDisabled={isSending}
          aria-label={words('mine.verbNamed', { verb: words('mine.verb.takeBack'), item: title })}
          onPress={onTakeBack}
        >
          {words('mine.verb.takeBack')}
        </Button>
      )}
    </>
  )
}
