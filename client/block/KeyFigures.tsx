import { FigureTable } from '../figure/FigureTable.tsx'
import type { BlockViewProps } from './blockViewProps.ts'
import { Comment } from './Comment.tsx'

/** Production and key figures, each row with its own unit, and one Kommentar after them. */
export function KeyFigures({ section, block, commentSlot }: BlockViewProps) {
  return (
    <>
      <FigureTable section={section} block={block} />
      <Comment section={section} slot={block.comment} commentSlot={commentSlot} />
    </>
  )
}
