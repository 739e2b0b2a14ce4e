import type { PlanItem } from '../plan/plan.ts'
import type { LayoutSlot } from '../section/layout.ts'
import type { Column, Row } from './block.ts'
import { commentHeading, commentOf, commentSlot } from './comment.ts'
import { defined } from '../defined.ts'
import type { BuildContext, KindFacts } from './kind.ts'
import { reportPeriod } from './reportPeriod.ts'

export const indicatorTable: KindFacts = { kind: 'indicatorTable', scales: ['indicatorStatus', 'trend'] }

/** Block id of the table of a goal's indicators. */
export const indicatorTableOf = (goal: string): string => `${goal}-indicators`

/** The indicators of one goal, a row each with its own Kommentar. No slots where the goal has none. */
export function indicatorSlots(
  goal: PlanItem,
  indicators: readonly PlanItem[],
  context: BuildContext,
): LayoutSlot[] {
  if (indicators.length === 0) return []
  const block = indicatorTableOf(goal.id)
  return [
    {
      kind: 'block',
      id: block,
      block: {
        id: block,
        kind: 'indicatorTable',
        title: 'Indikatorer',
        labelHeading: 'Indikatorer',
        planItem: goal.id,
        period: reportPeriod(context),
        columns: columns(context),
        rows: indicators.map(row),
        footnotes: [],
        relations: [],
      },
    },
    ...indicators.map((indicator) =>
      commentSlot(
        commentOf(indicator.id),
        { block, row: indicator.id },
        { heading: commentHeading, planItem: indicator.id },
      ),
    ),
  ]
}

const columns = (context: BuildContext): Column[] => [
  { id: 'actual', heading: ['Utfall'], type: 'number', fill: 'entered' },
  // A target is the plan's; here it is shown, and put right afterwards with a reason.
  { id: 'target', heading: ['Målvärde'], type: 'number', fill: 'carried' },
  {
    id: 'status',
    heading: ['Status'],
    type: 'status',
    fill: 'entered',
    choices: context.scaleValues('indicatorStatus'),
  },
  {
    id: 'trend',
    heading: ['Utveckling'],
    type: 'trend',
    fill: 'entered',
    choices: context.scaleValues('trend'),
  },
]

/** A judged indicator has no figures: its outcome is the word of its status. */
const row = ({ id, fields }: PlanItem): Row =>
  defined({
    id,
    label: fields.text,
    kind: 'data' as const,
    planItem: id,
    comment: commentOf(id),
    unit: fields.unit,
    decimals: fields.decimals,
    better: fields.direction === 'judged' ? undefined : fields.direction,
    without: fields.direction === 'judged' ? ['actual', 'target'] : undefined,
  })
