import { z } from 'zod'
import { statusCounts } from '../check/relations.ts'
import type { PlanKind } from '../plan/plan.ts'
import { childrenOf, subtreeOf } from '../plan/plan.ts'
import type { Column, Row } from './block.ts'
import { blockComment, blockCommentOf } from './comment.ts'
import type { BuildContext, KindDefinition } from './kind.ts'
import { reportPeriod } from './reportPeriod.ts'

const rowIds = ['outcomeGoals', 'boardGoals', 'assignments'] as const

const schema = z.strictObject({
  kind: z.literal('goalSummary'),
  title: z.string().min(1),
  rows: z.array(z.strictObject({ id: z.enum(rowIds), label: z.string().min(1) })).min(1),
  zeroAs: z.enum(['zero', 'blank']).default('zero'),
  comment: blockComment,
})

const countedKind: Readonly<Record<(typeof rowIds)[number], PlanKind>> = {
  outcomeGoals: 'outcomeGoal',
  boardGoals: 'goal',
  assignments: 'assignment',
}

/** How many goals and uppdrag of the plan have each settled status. Nothing in it is typed. */
export const goalSummary: KindDefinition<typeof schema> = {
  kind: 'goalSummary',
  schema,
  scales: ['goalStatus'],
  build: (slot, source, context) => {
    const comment = blockCommentOf(slot, source.comment, context.text)
    const statuses = context.scaleValues('goalStatus')
    const items = childrenOf(context.plan.items, null).flatMap((top) => subtreeOf(context.plan.items, top))
    return [
      {
        kind: 'block',
        id: slot,
        block: {
          id: slot,
          kind: 'goalSummary',
          title: context.text(source.title),
          unit: 'antal',
          exactCounts: true,
          zeroAs: source.zeroAs,
          period: reportPeriod(context),
          columns: columns(context),
          rows: source.rows.map((row): Row => ({ id: row.id, label: context.text(row.label), kind: 'data' })),
          footnotes: [],
          ...comment.named,
          relations: source.rows.flatMap((row) =>
            statusCounts(
              slot,
              row.id,
              items.filter((item) => item.kind === countedKind[row.id]).map((item) => item.id),
              statuses,
            ),
          ),
        },
      },
      ...comment.slots,
    ]
  },
}

/** Two heads as old documents print them: the wording, below it the name of the colour. */
const columns = (context: BuildContext): Column[] =>
  (context.scale('goalStatus')?.values ?? []).map((value) => ({
    id: value.id,
    heading:
      value.colourName === undefined
        ? [capitalised(value.wording)]
        : [capitalised(value.wording), value.colourName],
    type: 'number',
    fill: 'computed',
    unit: 'antal',
    decimals: 0,
  }))

const capitalised = (text: string): string => text.slice(0, 1).toLocaleUpperCase('sv') + text.slice(1)
