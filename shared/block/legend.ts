import { z } from 'zod'
import { scaleIds } from '../template/scale.ts'
import type { Row } from './block.ts'
import type { KindDefinition } from './kind.ts'
import { reportPeriod } from './reportPeriod.ts'

const schema = z.strictObject({
  kind: z.literal('legend'),
  title: z.string().min(1).default('Symbolförklaringar'),
  /** Only these, if the chapter uses them; else every scale in use. */
  scales: z.array(z.enum(scaleIds)).optional(),
})

/**
 * Explanation of the symbols that the chapter uses in this report. A group row per scale has the scale's id; a row
 * per value has `<scale>-<value>` and the scale as parent.
 */
export const legend: KindDefinition<typeof schema> = {
  kind: 'legend',
  schema,
  scales: [],
  build: (slot, source, context) => [
    {
      kind: 'block',
      id: slot,
      block: {
        id: slot,
        kind: 'legend',
        title: context.text(source.title),
        period: reportPeriod(context),
        columns: [],
        rows: context.scalesInUse.flatMap((id): Row[] => {
          const scale = context.scale(id)
          if (scale === undefined || source.scales?.includes(id) === false) return []
          return [
            { id, label: scale.heading, kind: 'group' },
            ...scale.values.map((value): Row => ({
              id: `${id}-${value.id}`,
              label: value.wording,
              kind: 'data',
              parent: id,
            })),
          ]
        }),
        footnotes: [],
        relations: [],
      },
    },
  ],
}
