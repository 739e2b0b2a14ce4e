import { z } from 'zod'
import type { PlanItem } from '../plan/plan.ts'
import { id } from '../template/id.ts'
import type { Column, Row } from './block.ts'
import { commentOf, commentSlot } from './comment.ts'
import type { BuildContext, KindDefinition } from './kind.ts'
import { reportPeriod } from './reportPeriod.ts'

const schema = z.strictObject({
  kind: z.literal('controlPlan'),
  title: z.string().min(1),
  /** The plan's areas, risks and measures at this place of the template are followed up here. */
  place: id,
  /** The two questions, generated alike for every measure and risk. */
  effectQuestion: z.string().min(1).default('Har åtgärden bidragit till önskad effekt?'),
  keepRiskQuestion: z.string().min(1).default('Ska risken ingå i nästkommande års riskanalys?'),
})

const effects = ['ja', 'delvis', 'nej', 'ej_annu', 'annat'] as const
const keepRiskAnswers = ['ja', 'nej', 'annat'] as const

/** Printed before a measure given centrally; never stored in its text. */
const regionWidePrefix = 'Regionövergripande åtgärd: '

/**
 * The follow-up of the internkontrollplan. Rows run area (a heading), risk, its measures; a risk answers whether it
 * stays next year, a measure has a status and says whether it helped. Each has a text of its own.
 */
export const controlPlan: KindDefinition<typeof schema> = {
  kind: 'controlPlan',
  schema,
  scales: ['controlStatus'],
  build: (slot, source, context) => {
    const rows = context.itemsAt(source.place).flatMap(rowOf)
    return [
      {
        kind: 'block',
        id: slot,
        block: {
          id: slot,
          kind: 'controlPlan',
          title: context.text(source.title),
          period: reportPeriod(context),
          columns: columns(source, context),
          rows,
          footnotes: [],
          relations: [],
        },
      },
      ...rows.flatMap((row) =>
        row.comment === undefined
          ? []
          : [commentSlot(row.comment, { block: slot, row: row.id }, { planItem: row.id })],
      ),
    ]
  },
}

const columns = (
  source: { effectQuestion: string; keepRiskQuestion: string },
  context: BuildContext,
): Column[] => [
  {
    id: 'status',
    heading: ['Status'],
    type: 'status',
    fill: 'entered',
    choices: context.scaleValues('controlStatus'),
  },
  {
    id: 'effect',
    heading: [context.text(source.effectQuestion)],
    type: 'choice',
    fill: 'entered',
    choices: effects,
  },
  {
    id: 'keepRisk',
    heading: [context.text(source.keepRiskQuestion)],
    type: 'choice',
    fill: 'entered',
    choices: keepRiskAnswers,
  },
]

function rowOf({ id: item, kind, parent, fields }: PlanItem): Row[] {
  const own = { id: item, planItem: item }
  switch (kind) {
    case 'controlArea':
      return [{ ...own, label: fields.text, kind: 'group' }]
    case 'risk':
      return [
        {
          ...own,
          ...above(parent),
          label: `${fields.text}${origin(fields.origin)}`,
          kind: 'data',
          comment: commentOf(item),
          without: ['status', 'effect'],
        },
      ]
    case 'measure':
      return [
        {
          ...own,
          ...above(parent),
          label: `${fields.regionWide === true ? regionWidePrefix : ''}${fields.text}`,
          kind: 'data',
          comment: commentOf(item),
          without: ['keepRisk'],
        },
      ]
    default:
      return []
  }
}

const above = (parent: string | null) => (parent === null ? {} : { parent })
const origin = (text: string | undefined): string => (text === undefined ? '' : ` (${text})`)
