import { MessageSquare, MessageSquarePlus } from 'lucide-react'
import { usePermission } from '../report/useReport.ts'
import { useWords } from '../ui/words.ts'
import { useOpenAtCell } from './openAt.ts'
import { useActiveThread, useReviewIfAny } from './review.ts'

interface StatusThreadsProps {
  readonly section: string
  readonly block: string
  readonly row: string
  readonly column: string
}

/** Synpunkter on one judgement: how many stand open, or the button for a first one. */
export function StatusThreads({ section, block, row, column }: StatusThreadsProps) {
  const words = useWords()
  const review = useReviewIfAny()
  const open = useOpenAtCell({ block, row, column })
  const active = useActiveThread()
  const mayDiscuss = usePermission('thread', section).allowed
  if (review === null || (open.length === 0 && !mayDiscuss)) return null
  const hasOpen = open.length > 0
  const press = (): void => {
    if (!hasOpen) {
      review.compose({ section, at: { block, row, column }, kind: 'remark' })
      return
    }
    const next = open[(active === null ? -1 : open.indexOf(active)) + 1] ?? open[0]
    if (next !== undefined) review.choose(next, 'text')
  }
  return (
    <button
      type="button"
      className="status-thread"
      data-status-at={`${block}.${row}.${column}`}
      data-open={hasOpen || undefined}
      data-active={(active !== null && open.includes(active)) || undefined}
      aria-label={hasOpen ? words('review.showThreads', { count: open.length }) : words('review.onStatus')}
      title={hasOpen ? undefined : words('review.onStatus')}
      onClick={press}
    >
      {hasOpen ? (
        <MessageSquare size={16} aria-hidden="true" />
      ) : (
        <MessageSquarePlus size={16} aria-hidden="true" />
      )}
      {hasOpen ? open.length : null}
    </button>
  )
}
