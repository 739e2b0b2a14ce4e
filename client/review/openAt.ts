import { useReportPart } from '../report/useReport.ts'
import type { Thread } from '../../shared/review/thread.ts'
import { isOpen } from './threadState.ts'

interface BlockPlace {
  readonly block: string
  readonly row?: string | undefined
  readonly column?: string | undefined
}

/** Ids of the open threads at one place of a block, older first, joined: a string draws nothing anew while it is the same. */
const openIdsAt = (
  threads: Readonly<Record<string, Thread>>,
  isHere: (at: Extract<Thread['at'], { block: string }>) => boolean,
): string =>
  Object.values(threads)
    .filter((thread) => isOpen(thread) && 'block' in thread.at && isHere(thread.at))
    .toSorted((a, b) => (a.remarks[0]?.at ?? '').localeCompare(b.remarks[0]?.at ?? ''))
    .map(({ id }) => id)
    .join(' ')

const idsIn = (joined: string): readonly string[] => (joined === '' ? [] : joined.split(' '))

/** Open threads at a cell or a judgement. */
export const useOpenAtCell = ({ block, row, column }: BlockPlace): readonly string[] =>
  idsIn(
    useReportPart(({ report }) =>
      openIdsAt(report.threads, (at) => at.block === block && at.row === row && at.column === column),
    ),
  )

/** Open threads at a block as a whole, or at a row of it, whose cells have marks of their own. */
export const useOpenAtBlock = (block: string): readonly string[] =>
  idsIn(
    useReportPart(({ report }) =>
      openIdsAt(report.threads, (at) => at.block === block && at.column === undefined),
    ),
  )

/** Open threads at the cells of a block, by `row.column`. */
export function openByCell(
  threads: Readonly<Record<string, Thread>>,
  block: string,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const thread of Object.values(threads)) {
    const { at } = thread
    if ('slot' in at || at.block !== block || at.row === undefined || at.column === undefined) continue
    if (!isOpen(thread)) continue
    const key = `${at.row}.${at.column}`
    found.set(key, [...(found.get(key) ?? []), thread.id])
  }
  return found
}
