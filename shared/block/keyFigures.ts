import { z } from 'zod'
import { changeColumns } from '../check/relations.ts'
import { id } from '../template/id.ts'
import type { Column, Row } from './block.ts'
import { blockComment, blockCommentOf } from './comment.ts'
import { defined } from '../defined.ts'
import { keyFigureFields } from './keyFigureFields.ts'
import { footnotesOf, templateFootnote } from './footnote.ts'
import type { BuildContext, KindDefinition } from './kind.ts'
import { lastYearsPeriod, reportPeriod } from './reportPeriod.ts'

const schema = z.strictObject({
  kind: z.literal('keyFigures'),
  title: z.string().min(1),
  /** Figures that every report of the template has; each report adds its own. */
  rows: z.array(z.strictObject({ id, label: z.string().min(1), ...keyFigureFields })).default([]),
  showPlus: z.boolean().default(false),
  footnotes: z.array(templateFootnote).default([]),
  comment: blockComment,
})

/** Production and key figures: each row with a unit, decimals and a direction of its own. */
export const keyFigures: KindDefinition<typeof schema> = {
  kind: 'keyFigures',
  schema,
  scales: [],
  build: (slot, source, context) => {
    const comment = blockCommentOf(slot, source.comment, context.text)
    const rows: Row[] = [
      ...source.rows.map((row) => ({ ...row, label: context.text(row.label) })),
      ...context
        .addedRows(slot)
        .map(({ removed: _removed, parent: _parent, ...row }) => ({ ...row, added: true })),
    ].map((row) => defined({ ...row, kind: 'data' as const }))
    return [
      {
        kind: 'block',
        id: slot,
        block: {
          id: slot,
          kind: 'keyFigures',
          title: context.text(source.title),
          labelHeading: context.text(source.title),
          period: reportPeriod(context),
          showPlus: source.showPlus,
          columns: columns(context),
          rows,
          footnotes: footnotesOf(source.footnotes, context.text),
          ...comment.named,
          repeating: true,
          relations: changeColumns(slot, rows, {
            shown: 'change',
            current: 'actual',
            previous: 'actualPrev',
          }),
        },
      },
      ...comment.slots,
    ]
  },
}

const columns = (context: BuildContext): Column[] => [
  { id: 'actual', heading: [context.text('Utfall {år}')], type: 'number', fill: 'entered' },
  {
    id: 'actualPrev',
    heading: [context.text('Utfall {år-1}')],
    type: 'number',
    fill: 'carried',
    period: lastYearsPeriod(context),
  },
  { id: 'change', heading: ['Förändring'], type: 'number', fill: 'computed' },
]
