import { queryOptions } from '@tanstack/react-query'
import type { ItemTask, LastYearTexts, MyTask } from '../../shared/people/myTask.ts'
import { fetchOrThrow } from '../api.ts'
import { daysBetween } from '../ui/dates.ts'

/** Nobody tells this page of changes in reports that are not open, so it asks again by itself. */
const askAgainMs = 60_000

export const myItemsQuery = queryOptions({
  queryKey: ['myItems'],
  queryFn: ({ signal }) => fetchOrThrow<MyTask[]>('/api/me/items', signal),
  staleTime: 0,
  refetchInterval: askAgainMs,
  refetchOnWindowFocus: true,
})

export const lastYearQuery = (report: string, item: string) =>
  queryOptions({
    queryKey: ['lastYear', report, item],
    queryFn: ({ signal }) =>
      fetchOrThrow<LastYearTexts>(
        `/api/reports/${encodeURIComponent(report)}/items/${encodeURIComponent(item)}/last-year`,
        signal,
      ),
    staleTime: 60_000,
  })

/** The same for the same task, however its state changes. */
export function keyOf(task: MyTask): string {
  const at = `${task.report.id} ${task.task}`
  switch (task.task) {
    case 'item':
    case 'figures':
      return `${at} ${task.item}`
    case 'contribution':
      return `${at} ${task.contribution}`
    case 'thread':
      return `${at} ${task.thread}`
    case 'findings':
    case 'review':
      return `${at} ${task.section.id}`
    case 'approve':
      return at
    default:
      return task satisfies never
  }
}

export const isDone = (task: MyTask): task is ItemTask => task.task === 'item' && task.isDone

/** Tasks that belong under one heading, and under one report there. */
export interface TaskGroup {
  readonly key: string
  readonly kind: 'sentBack' | 'late' | 'waiting' | 'due' | 'undated'
  readonly due?: string
  readonly report?: MyTask['report']
  readonly tasks: readonly MyTask[]
}

/** What was sent back first, then what is late, then what others wait for, then by date; without a date last. One report a group. */
export function groupTasks(tasks: readonly MyTask[], today: string): TaskGroup[] {
  const groups = new Map<string, { group: Omit<TaskGroup, 'tasks'>; tasks: MyTask[] }>()
  const sorted = tasks.toSorted(
    (a, b) =>
      order(a, today) - order(b, today) ||
      (a.due ?? '').localeCompare(b.due ?? '') ||
      rank[a.task] - rank[b.task],
  )
  for (const task of sorted) {
    const group = groupOf(task, today)
    const known = groups.get(group.key)
    if (known) known.tasks.push(task)
    else groups.set(group.key, { group, tasks: [task] })
  }
  return [...groups.values()].map(({ group, tasks: members }) => ({ ...group, tasks: members }))
}

/** Within a group: approving first, then what is asked of me, then answers. */
const rank: Readonly<Record<MyTask['task'], number>> = {
  approve: 0,
  review: 1,
  item: 2,
  contribution: 2,
  figures: 3,
  thread: 4,
  findings: 5,
}

const isSentBack = (task: MyTask): boolean =>
  (task.task === 'item' || task.task === 'contribution') && task.state === 'tillbaka'

/** A date in the past is missed; what has been done, or is nobody's to do, is not. */
const isLate = (task: MyTask, today: string): boolean =>
  !isDone(task) && task.due !== undefined && daysBetween(today, task.due) < 0

/** The report goes no further without it; it has no date of its own. */
const isWaitedFor = (task: MyTask): boolean => task.task === 'approve' || task.task === 'review'

function groupOf(task: MyTask, today: string): Omit<TaskGroup, 'tasks'> {
  const { due, report } = task
  if (isSentBack(task)) return { key: 'sentBack', kind: 'sentBack' }
  if (isLate(task, today)) return { key: 'late', kind: 'late' }
  if (isWaitedFor(task)) return { key: `waiting ${report.id}`, kind: 'waiting', report }
  if (due === undefined) return { key: `undated ${report.id}`, kind: 'undated', report }
  return { key: `${due} ${report.id}`, kind: 'due', due, report }
}

const order = (task: MyTask, today: string): number =>
  isSentBack(task) ? 0 : isLate(task, today) ? 1 : isWaitedFor(task) ? 2 : task.due === undefined ? 4 : 3
