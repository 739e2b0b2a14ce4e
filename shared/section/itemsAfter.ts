import { defined } from '../defined.ts'
import type { ReportEvent } from '../report/event.ts'
import type { ItemRecord, Report } from '../report/report.ts'
import { itemRecordOf } from './itemRecord.ts'

type ItemEvent = Extract<ReportEvent, { type: 'itemsSet' | 'itemMoved' | 'quotesConfirmed' }>
type Stamp = { by: string; at: string }

/** The items of a report after one more event about them: who is asked, how far they have come, what their texts quote. */
export function itemsAfter(items: Report['items'], event: ItemEvent, stamp: Stamp): Report['items'] {
  switch (event.type) {
    case 'itemsSet':
      return event.items.reduce(itemSet, items)
    case 'itemMoved':
      return withItem(items, event.item, (item) => itemMoved(item, event, stamp))
    case 'quotesConfirmed':
      return withItem(items, event.item, (item) => ({ ...item, quoted: event.quoted }))
    default:
      return event satisfies never
  }
}

const withItem = (
  items: Report['items'],
  item: string,
  change: (record: ItemRecord) => ItemRecord,
): Report['items'] => ({ ...items, [item]: change(itemRecordOf({ items }, item)) })

function itemSet(
  items: Report['items'],
  change: {
    id: string
    people?: string[] | undefined
    unit?: string | null | undefined
    due?: string | null | undefined
  },
): Report['items'] {
  const { unit, due, ...kept } = itemRecordOf({ items }, change.id)
  const nextUnit = change.unit === undefined ? unit : (change.unit ?? undefined)
  const nextDue = change.due === undefined ? due : (change.due ?? undefined)
  return {
    ...items,
    [change.id]: {
      ...kept,
      people: change.people ?? kept.people,
      ...defined({ unit: nextUnit, due: nextDue }),
    },
  }
}

function itemMoved(
  item: ItemRecord,
  { event, state, comment, writtenBy, quoted }: ReportEvent & { type: 'itemMoved' },
  stamp: Stamp,
): ItemRecord {
  const { handedIn: _handedIn, sentBack: _sentBack, ...kept } = item
  const moved = { ...kept, state, quoted: quoted ?? item.quoted }
  switch (event) {
    case 'handIn':
    case 'nothingToReport':
      return { ...moved, handedIn: { ...stamp, writtenBy: writtenBy ?? [] } }
    case 'sendBack':
      return { ...moved, sentBack: { ...stamp, comment: comment ?? '' } }
    case 'takeBack':
      return moved
    default:
      return event satisfies never
  }
}
