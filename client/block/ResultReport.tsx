import { FigureTable } from '../figure/FigureTable.tsx'
import type { BlockViewProps } from './BlockView.tsx'

/** Income, costs and result against budget and last year. */
export function ResultReport({ section, block, commentSlot }: BlockViewProps) {
  return (
    <>
      <FigureTable section={section} block={block} />
      {block.comment === undefined ? null : commentSlot(block.comment)}
    </>
  )
}
