import { queryOptions } from '@tanstack/react-query'
import type { ItemState } from '../../shared/section/workflow.ts'
import { fetchOrThrow } from '../api.ts'
import { daysBetween } from '../ui/dates.ts'

/** One thing I am asked for. */
export interface MyItem {
  readonly report: { readonly id: string; readonly title: string }
  readonly item: string
  readonly kind: string
  readonly title: string
  readonly section: { readonly id: string; readonly number: string; readonly title: string }
  readonly state: ItemState
  readonly due?: string | null
  readonly unit?: string | null
}

export const myItemsQuery = queryOptions({
  queryKey: ['myItems'],
  queryFn: ({ signal }) => fetchOrThrow<MyItem[]>('/api/me/items', signal),
})

export const isHandedIn = ({ state }: MyItem): boolean =>
  state === 'inlamnad' || state === 'inget_att_rapportera'

/** Items that belong under one heading, and under one report there. */
export interface ItemGroup {
  readonly key: string
  readonly kind: 'sentBack' | 'late' | 'due' | 'undated'
  readonly due?: string
  readonly report?: MyItem['report']
  readonly items: readonly MyItem[]
}

/** What was sent back first, then what is late, then by date; without a date last. One report a group. */
export function groupItems(items: readonly MyItem[], today: string): ItemGroup[] {
  const groups = new Map<string, { group: Omit<ItemGroup, 'items'>; items: MyItem[] }>()
  const sorted = items.toSorted(
    (a, b) => order(a, today) - order(b, today) || (a.due ?? '').localeCompare(b.due ?? ''),
  )
  for (const item of sorted) {
    const group = groupOf(item, today)
    const known = groups.get(group.key)
    if (known) known.items.push(item)
    else groups.set(group.key, { group, items: [item] })
  }
  return [...groups.values()].map(({ group, items: members }) => ({ ...group, items: members }))
}

function groupOf({ state, due, report }: MyItem, today: string): Omit<ItemGroup, 'items'> {
  if (state === 'tillbaka') return { key: 'sentBack', kind: 'sentBack' }
  if (due == null) return { key: `undated ${report.id}`, kind: 'undated', report }
  if (daysBetween(today, due) < 0) return { key: 'late', kind: 'late' }
  return { key: `${due} ${report.id}`, kind: 'due', due, report }
}

const order = ({ state, due }: MyItem, today: string): number =>
  state === 'tillbaka' ? 0 : due == null ? 3 : daysBetween(today, due) < 0 ? 1 : 2
