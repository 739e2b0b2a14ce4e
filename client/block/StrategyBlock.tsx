import { ItemMark } from '../people/ItemMark.tsx'
import type { BlockViewProps } from './blockViewProps.ts'
import { Comment } from './Comment.tsx'
import { PlanMark, PlanOrigin } from './PlanOrigin.tsx'
import { TextLines } from './TextLines.tsx'
import style from './block.module.css'

/** A strategy's name, intro and points; it is never judged. */
export function StrategyBlock({ section, block, commentSlot }: BlockViewProps) {
  return (
    <div className={style['goal']} data-depth={block.depth}>
      <PlanOrigin item={block.planItem} />
      <h2 className={style['goalTitle']}>{block.title}</h2>
      <PlanMark item={block.planItem} />
      <ItemMark section={section} item={block.planItem ?? block.id} name={block.title} />
      <TextLines lines={block.text ?? []} />
      <Comment section={section} slot={block.comment} commentSlot={commentSlot} />
    </div>
  )
}
