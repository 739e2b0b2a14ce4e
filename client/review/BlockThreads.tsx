import { MessageSquare, MessageSquarePlus } from 'lucide-react'
import type { Block } from '../../shared/block/block.ts'
import { hasLockedWords } from '../../shared/review/decideThreads.ts'
import { usePermission } from '../report/useReport.ts'
import { IconButton } from '../ui/Button.tsx'
import { Menu } from '../ui/Menu.tsx'
import { useWords } from '../ui/words.ts'
import { useOpenAtBlock } from './openAt.ts'
import { useActiveThread, useReview } from './review.ts'
import type { NewThread } from './reviewDesk.ts'

/** Beside a block: its open synpunkter, the button for a new one, and how an error in words nobody here can change is told. */
export function BlockThreads({ section, block }: { readonly section: string; readonly block: Block }) {
  const words = useWords()
  const review = useReview()
  const open = useOpenAtBlock(block.id)
  const active = useActiveThread()
  const mayDiscuss = usePermission('thread', section).allowed
  if (open.length === 0 && !mayDiscuss) return null
  const compose = (kind: NewThread['kind']): void =>
    review.compose({ section, at: { block: block.id }, kind })
  const showNext = (): void => {
    const next = open[(active === null ? -1 : open.indexOf(active)) + 1] ?? open[0]
    if (next !== undefined) review.choose(next, 'text')
  }
  const title = block.title === '' ? words('review.lockedTextUnnamed') : block.title
  const plus = <MessageSquarePlus size={18} aria-hidden="true" />
  return (
    <div className="block-threads" data-open={open.length > 0 || undefined} data-no-print>
      {open.length === 0 ? null : (
        <button
          type="button"
          className="status-thread"
          data-open
          data-active={(active !== null && open.includes(active)) || undefined}
          aria-label={words('review.showThreads', { count: open.length })}
          onClick={showNext}
        >
          <MessageSquare size={16} aria-hidden="true" />
          {open.length}
        </button>
      )}
      {!mayDiscuss ? null : hasLockedWords(block) ? (
        <Menu
          name={words('review.onBlock', { title })}
          trigger={
            <IconButton name={words('review.onBlock', { title })} small>
              {plus}
            </IconButton>
          }
          groups={[
            {
              id: 'new',
              entries: [
                { id: 'remark', word: words('review.new'), onAction: () => compose('remark') },
                {
                  id: 'fault',
                  word: words('review.reportFault'),
                  onAction: () => compose('lockedTextFault'),
                },
              ],
            },
          ]}
        />
      ) : (
        <IconButton name={words('review.onBlock', { title })} small onPress={() => compose('remark')}>
          {plus}
        </IconButton>
      )}
    </div>
  )
}
