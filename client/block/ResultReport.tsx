import { FigureTable } from '../figure/FigureTable.tsx'
import type { BlockViewProps } from './blockViewProps.ts'
import { Comment } from './Comment.tsx'

/** Income, costs and result against budget and last year. */
export function ResultReport({ section, block, commentSlot }: BlockViewProps) {
  return (
    <>
      <FigureTable section={section} block={block} />
      <Comment section={section} slot={block.comment} commentSlot={commentSlot} />
    </>
  )
}
