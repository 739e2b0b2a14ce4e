import type { PlanItem } from '../plan/plan.ts'
import type { LayoutSlot } from '../section/layout.ts'
import type { TextLine } from './block.ts'
import { commentHeading, commentOf, commentSlot } from './comment.ts'
import type { BuildContext, KindFacts } from './kind.ts'
import { reportPeriod } from './reportPeriod.ts'

export const strategyBlock: KindFacts = { kind: 'strategyBlock', scales: [] }

/** A strategy's name, intro and points, and its Kommentar. It is never judged. */
export const strategySlots = (strategy: PlanItem, depth: number, context: BuildContext): LayoutSlot[] => [
  {
    kind: 'block',
    id: strategy.id,
    block: {
      id: strategy.id,
      kind: 'strategyBlock',
      title: strategy.fields.text,
      depth,
      text: lines(strategy),
      planItem: strategy.id,
      period: reportPeriod(context),
      columns: [],
      rows: [],
      footnotes: [],
      comment: commentOf(strategy.id),
      relations: [],
    },
  },
  commentSlot(
    commentOf(strategy.id),
    { block: strategy.id },
    {
      planItem: strategy.id,
      ...(strategy.fields.commentLabel === false
        ? {}
        : { heading: commentHeading, headingLevel: 4 as const }),
    },
  ),
]

const lines = ({ fields }: PlanItem): TextLine[] => [
  ...(fields.intro === undefined ? [] : [{ kind: 'paragraph' as const, text: fields.intro }]),
  ...(fields.points ?? []).map((text) => ({ kind: 'bullet' as const, text })),
]
