import { z } from 'zod'
import { commentOf, commentSlot } from './comment.ts'
import type { KindDefinition } from './kind.ts'
import { reportPeriod } from './reportPeriod.ts'

const schema = z.strictObject({
  kind: z.literal('controlVerdict'),
  title: z.string().min(1),
  /** The sentence that the verdict ends: "Nämnden bedömer att den interna styrningen och kontrollen under {år} har varit". */
  statement: z.string().min(1),
  motives: z.strictObject({ designed: z.string().min(1), applied: z.string().min(1) }),
  commentHeading: z.string().min(1).default('Motivering'),
})

/** The verdict's row. Its status is that of the block: nothing in the plan stands for it. */
export const verdictRow = 'verdict'

/** The board's verdict on its internal control, with two motives that hold or do not, and a text. */
export const controlVerdict: KindDefinition<typeof schema> = {
  kind: 'controlVerdict',
  schema,
  scales: ['controlVerdict'],
  build: (slot, source, context) => [
    {
      kind: 'block',
      id: slot,
      block: {
        id: slot,
        kind: 'controlVerdict',
        title: context.text(source.title),
        text: [{ kind: 'paragraph', text: context.text(source.statement) }],
        period: reportPeriod(context),
        columns: [
          {
            id: 'status',
            heading: ['Bedömning'],
            type: 'status',
            fill: 'entered',
            choices: context.scaleValues('controlVerdict'),
          },
          {
            id: 'motive',
            heading: ['Därför att'],
            type: 'choice',
            fill: 'entered',
            choices: ['sann', 'ej_sann'],
          },
        ],
        rows: [
          { id: verdictRow, label: context.text(source.statement), kind: 'data', without: ['motive'] },
          { id: 'designed', label: context.text(source.motives.designed), kind: 'data', without: ['status'] },
          { id: 'applied', label: context.text(source.motives.applied), kind: 'data', without: ['status'] },
        ],
        footnotes: [],
        comment: commentOf(slot),
        relations: [],
      },
    },
    commentSlot(
      commentOf(slot),
      { block: slot },
      { heading: context.text(source.commentHeading), headingLevel: 3 },
    ),
  ],
}
