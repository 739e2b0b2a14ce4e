import { nameOf } from '../report/reportStore.ts'
import { useOnline, useReportPart } from '../report/useReport.ts'
import { Button } from '../ui/Button.tsx'
import { useDates } from '../ui/dates.ts'
import { useWords } from '../ui/words.ts'
import type { ItemQuestion } from './itemQuestion.ts'
import type { Item } from './useItem.ts'
import type { ItemDeeds } from './useItemDeeds.ts'
import { useNames } from './useNames.ts'
import style from './ItemMark.module.css'

interface ItemPanelProps {
  readonly item: Item
  readonly deeds: ItemDeeds
  readonly close: () => void
  readonly ask: (question: ItemQuestion) => void
}

/** Whose the item is, until when, who handed it in for whom, and what can be done with it. */
export default function ItemPanel({ item, deeds, close, ask }: ItemPanelProps) {
  const words = useWords()
  const names = useNames()
  const isOnline = useOnline()
  const people = useReportPart((state) => state.people)
  const dates = useDates(useReportPart((state) => state.today))
  const { record, mayHandIn, maySendBack, isMine, hasText } = item
  const { unit, due, handedIn } = record
  const facts = [
    { name: words('item.people'), value: names(record.people) || words('item.nobody') },
    ...(unit === undefined ? [] : [{ name: words('item.unit'), value: unit }]),
    ...(due === undefined ? [] : [{ name: words('item.due'), value: dates.day(due) }]),
    ...(handedIn === undefined
      ? []
      : [
          {
            name: words('item.handedIn'),
            value:
              handedIn.writtenBy.length === 0
                ? words('item.handedInBy', {
                    name: nameOf(people, handedIn.by),
                    at: dates.moment(handedIn.at),
                  })
                : words('item.writtenBy', {
                    name: nameOf(people, handedIn.by),
                    at: dates.moment(handedIn.at),
                    writers: names(handedIn.writtenBy),
                  }),
          },
        ]),
  ]
  const act = (deed: () => Promise<void>) => () => {
    close()
    void deed()
  }
  const isDisabled = !isOnline || deeds.isSending
  return (
    <>
      <dl className={style['facts']}>
        {facts.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={style['actions']}>
        {mayHandIn && !item.isHandedIn ? (
          <>
            <Button small isDisabled={isDisabled} onPress={act(deeds.handIn)}>
              {isMine || record.people.length === 0
                ? words('item.handIn')
                : words('item.handInFor', { names: names(record.people) })}
            </Button>
            <Button
              small
              isDisabled={isDisabled}
              onPress={hasText ? () => ask('nothing') : act(deeds.nothing)}
            >
              {words('item.nothing')}
            </Button>
          </>
        ) : null}
        {mayHandIn && item.isHandedIn ? (
          <Button small isDisabled={isDisabled} onPress={act(deeds.takeBack)}>
            {words('item.takeBack')}
          </Button>
        ) : null}
        {maySendBack ? (
          <Button small isDisabled={isDisabled} onPress={() => ask('sendBack')}>
            {words('item.sendBack')}
          </Button>
        ) : null}
        {isOnline ? null : <p className={style['note']}>{words('section.offlineAction')}</p>}
      </div>
    </>
  )
}
