import { useCallback } from 'react'
import type { CellAddress } from '../../shared/figure/cellAddress.ts'
import { usePermission, useReportConnection } from '../report/useReport.ts'
import { openByCell } from './openAt.ts'
import { useReviewIfAny } from './review.ts'

interface CellThreads {
  /** Begins a synpunkt on a cell; undefined where I may write none. */
  readonly remark: ((cell: CellAddress) => void) | undefined
  /** How many stand open at a cell now. */
  readonly countAt: (cell: CellAddress) => number
  /** Shows the first open one at a cell; pressed again the next. */
  readonly show: (cell: CellAddress) => void
}

/** What a table does about synpunkter on its cells; outside the pages that have them, nothing. */
export function useCellThreads(section: string): CellThreads {
  const review = useReviewIfAny()
  const { store } = useReportConnection()
  const mayDiscuss = usePermission('thread', section).allowed
  const idsAt = useCallback(
    ({ block, row, column }: CellAddress): readonly string[] =>
      openByCell(store.state().report.threads, block).get(`${row}.${column}`) ?? [],
    [store],
  )
  const remark = useCallback(
    (at: CellAddress) => review?.compose({ section, at, kind: 'remark' }),
    [review, section],
  )
  const show = useCallback(
    (cell: CellAddress) => {
      const ids = idsAt(cell)
      const active = review?.desk.state().active
      const next = ids[(active == null ? -1 : ids.indexOf(active)) + 1] ?? ids[0]
      if (next !== undefined) review?.choose(next, 'text')
    },
    [review, idsAt],
  )
  const countAt = useCallback(
    (cell: CellAddress) => (review === null ? 0 : idsAt(cell).length),
    [review, idsAt],
  )
  return { remark: review === null || !mayDiscuss ? undefined : remark, countAt, show }
}
