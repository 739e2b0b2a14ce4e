import { ItemMark } from '../people/ItemMark.tsx'
import type { BlockViewProps } from './blockViewProps.ts'
import { Comment } from './Comment.tsx'
import { CommentMissing } from './CommentMissing.tsx'
import { JudgementButton } from './JudgementButton.tsx'
import { JudgementLine } from './JudgementLine.tsx'
import { PlanMark, PlanOrigin } from './PlanOrigin.tsx'
import { useJudgement } from './useJudgement.ts'
import style from './block.module.css'

/** A goal, uppdrag or aktivitet: its decided words, two judgements, and the Kommentar. */
export function GoalBlock({ section, block, commentSlot }: BlockViewProps) {
  const judgement = useJudgement(section, block, block.rows[0])
  return (
    <article className={style['goal']} data-depth={block.depth}>
      <PlanOrigin item={block.planItem} />
      <h2 className={style['goalTitle']} data-long={block.title.length > 90 || undefined}>
        {block.title}
      </h2>
      <PlanMark item={block.planItem} />
      <ItemMark section={section} item={block.planItem ?? block.id} name={block.title} />
      {judgement === undefined ? null : (
        <div className={style['judgement']}>
          {judgement.parts.map((part) => (
            <JudgementButton key={part.kind} judgement={judgement} part={part} />
          ))}
          <JudgementLine judgement={judgement} />
        </div>
      )}
      {judgement === undefined ? null : <CommentMissing section={section.id} item={judgement.item} />}
      <Comment section={section} slot={block.comment} commentSlot={commentSlot} />
    </article>
  )
}
