import { Suspense, useState } from 'react'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { nameOf } from '../report/reportStore.ts'
import { useOnline, useReportPart } from '../report/useReport.ts'
import { Button } from '../ui/Button.tsx'
import { useDates } from '../ui/dates.ts'
import { onDemand } from '../ui/onDemand.tsx'
import { Popover } from '../ui/Popover.tsx'
import { ItemStateWord } from '../ui/Symbol.tsx'
import { useWords } from '../ui/words.ts'
import type { ItemQuestion } from './itemQuestion.ts'
import { useItem, type Item } from './useItem.ts'
import { useItemDeeds } from './useItemDeeds.ts'
import { useNames } from './useNames.ts'
import style from './ItemMark.module.css'

const ItemPanel = onDemand(() => import('./ItemPanel.tsx'))
const ItemDialog = onDemand(() => import('./ItemDialog.tsx'))

interface ItemMarkProps {
  readonly section: SectionLayout
  readonly item: string
  /** What the item is called, for a screen reader. */
  readonly name: string
  /** Its people stand beside it already, and another button hands it in. */
  readonly isQuiet?: boolean
}

/** At the end of a heading's line: how the item stands and whose it is; its people hand it in here. */
export function ItemMark({ section, item: id, name, isQuiet = false }: ItemMarkProps) {
  const words = useWords()
  const names = useNames()
  const isOnline = useOnline()
  const item = useItem(section, id)
  const deeds = useItemDeeds(id)
  const [asked, ask] = useState<ItemQuestion | null>(null)
  const { record, state, isMine, mayHandIn } = item
  const isAsked = record.people.length > 0 || item.isHandedIn || state === 'tillbaka'
  // Links lead to the place of an item that nobody is asked for too.
  if (!isAsked) return <span data-item={id} />
  const people = names(record.people)
  const word = words(`itemState.${state}`)
  return (
    <div className={style['mark']} data-item={id} tabIndex={-1}>
      <div className={style['line']}>
        <Popover
          name={name}
          trigger={
            <Button
              variant="quiet"
              small
              aria-label={
                people === ''
                  ? words('item.openNobody', { state: word, item: name })
                  : words('item.open', { state: word, names: people, item: name })
              }
            >
              <span className={style['state']}>
                <ItemStateWord state={state} size={18} />
                {isQuiet || people === '' ? null : <span>, {people}</span>}
              </span>
            </Button>
          }
        >
          {(close) => (
            <Suspense>
              <ItemPanel
                item={item}
                deeds={deeds}
                close={close}
                ask={(question) => {
                  close()
                  ask(question)
                }}
              />
            </Suspense>
          )}
        </Popover>
        {isMine && mayHandIn && !item.isHandedIn && !isQuiet ? (
          <Button
            small
            isDisabled={!isOnline || deeds.isSending}
            aria-label={words('item.handInNamed', { item: name })}
            onPress={() => void deeds.handIn()}
          >
            {words('item.handIn')}
          </Button>
        ) : null}
      </div>
      <SentBack item={item} />
      <Changed item={item} stillHolds={deeds.stillHolds} isSending={deeds.isSending} />
      {asked === null ? null : (
        <Suspense>
          <ItemDialog question={asked} name={name} deeds={deeds} onClose={() => ask(null)} />
        </Suspense>
      )}
    </div>
  )
}

/** The words it came back with, until it is handed in again. */
function SentBack({ item: { record, state } }: { item: Item }) {
  const words = useWords()
  const people = useReportPart((open) => open.people)
  const dates = useDates(useReportPart((open) => open.today))
  const { sentBack } = record
  if (sentBack === undefined || state !== 'tillbaka') return null
  return (
    <p className={style['said']}>
      <strong>
        {words('item.sentBackBy', { name: nameOf(people, sentBack.by), at: dates.moment(sentBack.at) })}
      </strong>{' '}
      {sentBack.comment}
    </p>
  )
}

interface ChangedProps {
  readonly item: Item
  readonly stillHolds: () => Promise<void>
  readonly isSending: boolean
}

/** Figures of my text that have changed since I handed it in. */
function Changed({ item: { changed, isMine, record }, stillHolds, isSending }: ChangedProps) {
  const words = useWords()
  const me = useReportPart((open) => open.me.user)
  if (changed.length === 0 || !(isMine || record.handedIn?.by === me)) return null
  return (
    <div className={style['changed']}>
      {changed.map(({ block, row, column, before, after, label }) => (
        <p key={`${block} ${row} ${column}`}>{words('item.figureChanged', { label, before, after })}</p>
      ))}
      <Button small isDisabled={isSending} onPress={() => void stillHolds()}>
        {words('item.stillHolds')}
      </Button>
    </div>
  )
}
