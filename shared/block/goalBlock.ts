import { z } from 'zod'
import type { PlanItem, PlanKind } from '../plan/plan.ts'
import { childrenOf } from '../plan/plan.ts'
import type { LayoutSlot } from '../section/layout.ts'
import { id } from '../template/id.ts'
import type { Column } from './block.ts'
import { commentHeading, commentOf, commentSlot } from './comment.ts'
import { indicatorSlots } from './indicatorTable.ts'
import type { BuildContext, KindDefinition } from './kind.ts'
import { reportPeriod } from './reportPeriod.ts'
import { strategySlots } from './strategyBlock.ts'

const schema = z.strictObject({
  kind: z.literal('goalBlock'),
  /** The plan's items under this place of the template are written here. */
  place: id,
})

/**
 * Everything the plan has under one perspective, as blocks with the plan items' own ids, each followed by its
 * Kommentar, its indicators and what hangs below it.
 */
export const goalBlock: KindDefinition<typeof schema> = {
  kind: 'goalBlock',
  schema,
  scales: ['goalStatus', 'trend'],
  makes: ['strategyBlock', 'indicatorTable'],
  build: (_slot, source, context) =>
    context
      .itemsAt(source.place)
      .filter((item) => item.kind === 'perspective')
      .flatMap((perspective) => slotsBelow(perspective, 1, context)),
}

/** Indicators first, then what is done for the goal, then goals, and uppdrag last (domain.md section 3). */
const order: readonly PlanKind[] = ['activity', 'outcomeGoal', 'strategy', 'goal', 'assignment']

function slotsBelow(item: PlanItem, depth: number, context: BuildContext): LayoutSlot[] {
  const children = childrenOf(context.plan.items, item.id)
  const below = order.flatMap((kind) => children.filter((child) => child.kind === kind))
  // Effektmål and strategies stand side by side in the plan's order; only what they hold is sorted.
  const sorted = item.kind === 'perspective' ? children : below
  return [
    ...indicatorSlots(
      item,
      children.filter((child) => child.kind === 'indicator'),
      context,
    ),
    ...sorted.flatMap((child) => [
      ...ownSlots(child, depth, context),
      ...slotsBelow(child, depth + 1, context),
    ]),
  ]
}

function ownSlots(item: PlanItem, depth: number, context: BuildContext): LayoutSlot[] {
  if (item.kind === 'strategy') return strategySlots(item, depth, context)
  return [
    {
      kind: 'block',
      id: item.id,
      block: {
        id: item.id,
        kind: 'goalBlock',
        title: item.fields.text,
        depth,
        planItem: item.id,
        period: reportPeriod(context),
        columns: judged(item.kind, context),
        rows: [{ id: item.id, label: item.fields.text, kind: 'data', planItem: item.id }],
        footnotes: [],
        comment: commentOf(item.id),
        relations: [],
      },
    },
    commentSlot(
      commentOf(item.id),
      { block: item.id },
      {
        planItem: item.id,
        ...(item.fields.commentLabel === false ? {} : { heading: commentHeading, headingLevel: 4 as const }),
      },
    ),
  ]
}

/** Goals have status and trend, an uppdrag status alone, an aktivitet a status of its own scale. */
function judged(kind: PlanKind, context: BuildContext): Column[] {
  const scale = kind === 'activity' ? 'activityStatus' : 'goalStatus'
  const status: Column = {
    id: 'status',
    heading: ['Status'],
    type: 'status',
    fill: 'entered',
    choices: context.scaleValues(scale),
  }
  const trend: Column = {
    id: 'trend',
    heading: ['Utveckling'],
    type: 'trend',
    fill: 'entered',
    choices: context.scaleValues('trend'),
  }
  return kind === 'outcomeGoal' || kind === 'goal' ? [status, trend] : [status]
}
