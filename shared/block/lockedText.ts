import { z } from 'zod'
import type { KindDefinition } from './kind.ts'
import { reportPeriod } from './reportPeriod.ts'

const schema = z.strictObject({
  kind: z.literal('lockedText'),
  title: z.string().default(''),
  lines: z
    .array(
      z.strictObject({
        kind: z.enum(['paragraph', 'bullet', 'lettered', 'heading']),
        text: z.string().min(1),
      }),
    )
    .min(1),
})

/** Words that every report of the template prints alike. */
export const lockedText: KindDefinition<typeof schema> = {
  kind: 'lockedText',
  schema,
  scales: [],
  build: (slot, source, context) => [
    {
      kind: 'block',
      id: slot,
      block: {
        id: slot,
        kind: 'lockedText',
        title: context.text(source.title),
        text: source.lines.map((line) => ({ kind: line.kind, text: context.text(line.text) })),
        period: reportPeriod(context),
        columns: [],
        rows: [],
        footnotes: [],
        relations: [],
      },
    },
  ],
}
