import { z } from 'zod'
import {
  cell,
  percentageColumns,
  sameFact,
  summedRows,
  sumOfRows,
  turnoverOfIncome,
} from '../check/relations.ts'
import { id } from '../template/id.ts'
import type { Column, Row, Unit } from './block.ts'
import { units } from './block.ts'
import { commentOf, commentSlot } from './comment.ts'
import { footnotesOf, templateFootnote } from './footnote.ts'
import type { BuildContext, KindDefinition } from './kind.ts'
import { lastYearsPeriod, reportPeriod } from './reportPeriod.ts'

const schema = z.strictObject({
  kind: z.literal('operatingByArea'),
  title: z.string().min(1),
  unit: z.enum(units).default('mnkr'),
  decimals: z.int().min(0).max(3).default(1),
  /** Negative: turnover carries a minus, so that a deficit gives a positive ratio. */
  turnoverSign: z.enum(['positive', 'negative']).default('positive'),
  /** What stands in every board's table besides its own områden, which the report adds. */
  shared: z.strictObject({ id, label: z.string().min(1) }).optional(),
  total: z.string().min(1).default('Resultat'),
  /** The result report whose result and income this table tells once more. */
  resultReport: id.optional(),
  /** In the footnotes a column's id anchors the definition of omsättning to its heading. */
  footnotes: z.array(templateFootnote).default([]),
})

/** Deviation, turnover and their ratio per område, each with a run-in Kommentar of its own. */
export const operatingByArea: KindDefinition<typeof schema> = {
  kind: 'operatingByArea',
  schema,
  scales: [],
  build: (slot, source, context) => {
    const areas: Row[] = [
      ...context.addedRows(slot).map(({ id: row, label }) => ({ id: row, label, added: true })),
      ...(source.shared ? [{ id: source.shared.id, label: context.text(source.shared.label) }] : []),
    ].map((row) => ({ ...row, kind: 'data', comment: commentOf(slot, row.id) }))
    const total: Row = { id: 'result', label: context.text(source.total), kind: 'total', fill: 'computed' }
    const rows = [...areas, total]
    const ratio = { shown: 'ratio', numerator: 'budgetDeviation', denominator: 'turnover' }
    return [
      {
        kind: 'block',
        id: slot,
        block: {
          id: slot,
          kind: 'operatingByArea',
          title: context.text(source.title),
          labelHeading: `Belopp i ${source.unit}`,
          unit: source.unit,
          period: reportPeriod(context),
          turnoverSign: source.turnoverSign,
          columns: columns(source, context),
          rows,
          footnotes: footnotesOf(source.footnotes, context.text),
          repeating: true,
          relations: [
            ...sumOfRows(
              slot,
              ['budgetDeviation', 'turnover', 'budgetDeviationPrev'],
              total.id,
              summedRows(rows, total),
            ),
            ...percentageColumns(slot, rows, 'ratio', ratio),
            ...(source.resultReport === undefined ? [] : sameAsResult(slot, source.resultReport, context)),
          ],
        },
      },
      ...areas.map((row) =>
        commentSlot(commentOf(slot, row.id), { block: slot, row: row.id }, { heading: row.label }),
      ),
    ]
  },
}

const columns = ({ unit, decimals }: { unit: Unit; decimals: number }, context: BuildContext): Column[] => {
  const number = { type: 'number', unit, decimals } as const
  const ack = context.period === 'delar' ? ' ack' : ''
  return [
    {
      id: 'budgetDeviation',
      heading: [context.text(`Budgetavvikelse${ack} {år}`)],
      fill: 'imported',
      ...number,
    },
    { id: 'turnover', heading: [context.text(`Omsättning${ack} {år}`)], fill: 'imported', ...number },
    {
      id: 'ratio',
      heading: ['Relation (%)'],
      type: 'number',
      fill: 'computed',
      unit: '%',
      decimals: 1,
      ownFormat: true,
    },
    {
      id: 'budgetDeviationPrev',
      heading: [context.text(`Budgetavvikelse${ack} {år-1}`)],
      fill: 'carried',
      ...number,
      period: lastYearsPeriod(context),
    },
  ]
}

const sameAsResult = (block: string, report: string, { period }: BuildContext) => {
  const [deviation, actual, budget] =
    period === 'helar'
      ? ['budgetDeviation', 'actual', 'budget']
      : ['budgetDeviationYtd', 'actualYtd', 'budgetYtd']
  return [
    sameFact(cell(block, 'result', 'budgetDeviation'), cell(report, 'result', deviation)),
    turnoverOfIncome(
      cell(block, 'result', 'turnover'),
      cell(report, 'sumIncome', actual),
      cell(report, 'result', budget),
    ),
  ]
}
