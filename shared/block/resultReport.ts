import { z } from 'zod'
import { differenceColumns, sumOfRows } from '../check/relations.ts'
import type { Relation } from '../check/relation.ts'
import type { Column, Row, RowKind, Unit } from './block.ts'
import { units } from './block.ts'
import { blockComment, blockCommentOf } from './comment.ts'
import { footnotesOf, templateFootnote } from './footnote.ts'
import type { BuildContext, KindDefinition } from './kind.ts'
import { lastYearsPeriod, reportPeriod, wholeYear } from './reportPeriod.ts'

const income = ['fees', 'otherIncome'] as const
const costs = [
  'staffCosts',
  'purchasedCare',
  'medicines',
  'otherCosts',
  'depreciationEquipment',
  'depreciationBuildings',
  'depreciationIntangibles',
] as const
const outside = ['financialNet', 'regionGrant'] as const
/** In the order of every result report; an organisation uses a subset. */
const rowIds = [...income, 'sumIncome', ...costs, 'sumCosts', 'netCost', ...outside, 'result'] as const
type RowId = (typeof rowIds)[number]

const labels: Readonly<Record<RowId, string>> = {
  fees: 'Avgifter och såld vård',
  otherIncome: 'Övriga intäkter',
  sumIncome: 'Summa intäkter',
  staffCosts: 'Personalkostnader',
  purchasedCare: 'Köpt vård',
  medicines: 'Läkemedel',
  otherCosts: 'Övriga kostnader',
  depreciationEquipment: 'Avskrivningar, inventarier',
  depreciationBuildings: 'Avskrivningar, fastigheter',
  depreciationIntangibles: 'Avskrivningar, immateriella tillgångar',
  sumCosts: 'Summa kostnader',
  netCost: 'Verksamhetens nettokostnad',
  financialNet: 'Finansnetto',
  regionGrant: 'Regionbidrag/-ersättning',
  result: 'Resultat',
}

const kinds: Readonly<Partial<Record<RowId, RowKind>>> = {
  sumIncome: 'subtotal',
  sumCosts: 'subtotal',
  netCost: 'subtotal',
  result: 'result',
}

const schema = z.strictObject({
  kind: z.literal('resultReport'),
  title: z.string().min(1),
  unit: z.enum(units).default('mnkr'),
  decimals: z.int().min(0).max(3).default(1),
  /** The net is a plain sum because costs carry a minus; a table with positive costs needs other formulas. */
  costSign: z.literal('negative').default('negative'),
  rows: z
    .array(z.strictObject({ id: z.enum(rowIds), label: z.string().min(1).optional() }))
    .refine(inOrder, 'rows are each used once, in the order of the result report')
    .refine(
      (rows) => wanted.every((row) => rows.some(({ id }) => id === row)),
      `rows ${['sumIncome', 'sumCosts', 'netCost', 'result'].join(', ')} are needed`,
    ),
  footnotes: z.array(templateFootnote).default([]),
  comment: blockComment,
})

const wanted: readonly RowId[] = ['sumIncome', 'sumCosts', 'netCost', 'result']

function inOrder(rows: readonly { readonly id: RowId }[]): boolean {
  const places = rows.map(({ id }) => rowIds.indexOf(id))
  return places.every((place, at) => at === 0 || place > (places[at - 1] ?? -1))
}

/** Income, costs and result of a board against budget and against last year. */
export const resultReport: KindDefinition<typeof schema> = {
  kind: 'resultReport',
  schema,
  scales: [],
  build: (slot, source, context) => {
    const comment = blockCommentOf(slot, source.comment, context.text)
    const columns =
      context.period === 'helar' ? wholeYearColumns(source, context) : interimColumns(source, context)
    const rows = source.rows.map((row): Row => {
      const kind = kinds[row.id] ?? 'data'
      return {
        id: row.id,
        label: context.text(row.label ?? labels[row.id]),
        kind,
        ...(kind === 'data' ? {} : { fill: 'computed' as const }),
      }
    })
    return [
      {
        kind: 'block',
        id: slot,
        block: {
          id: slot,
          kind: 'resultReport',
          title: context.text(source.title),
          labelHeading: `Belopp i ${source.unit}`,
          unit: source.unit,
          period: reportPeriod(context),
          costSign: source.costSign,
          columns,
          rows,
          footnotes: footnotesOf(source.footnotes, context.text),
          ...comment.named,
          relations: relations(
            slot,
            rows,
            columns.map(({ id }) => id),
          ),
        },
      },
      ...comment.slots,
    ]
  },
}

interface Format {
  readonly unit: Unit
  readonly decimals: number
}

const wholeYearColumns = ({ unit, decimals }: Format, { text, year }: BuildContext): Column[] => {
  const number = { type: 'number', unit, decimals } as const
  return [
    { id: 'actual', heading: [text('Utfall {år}')], fill: 'imported', ...number },
    { id: 'budget', heading: [text('Budget {år}')], fill: 'imported', ...number },
    {
      id: 'actualPrev',
      heading: [text('Utfall {år-1}')],
      fill: 'carried',
      ...number,
      period: wholeYear(year - 1),
    },
    { id: 'budgetDeviation', heading: ['Budgetavvikelse'], fill: 'computed', ...number },
    { id: 'actualDeviation', heading: ['Utfallsavvikelse'], fill: 'computed', ...number },
  ]
}

const interimColumns = ({ unit, decimals }: Format, context: BuildContext): Column[] => {
  const { text, year } = context
  const number = { type: 'number', unit, decimals } as const
  return [
    { id: 'actualYtd', heading: [text('Utfall ack {år}')], fill: 'imported', ...number },
    { id: 'budgetYtd', heading: ['Budget ack'], fill: 'imported', ...number },
    { id: 'budgetDeviationYtd', heading: ['Budgetavvikelse ack'], fill: 'computed', ...number },
    {
      id: 'actualYtdPrev',
      heading: [text('Utfall ack {år-1}')],
      fill: 'carried',
      ...number,
      period: lastYearsPeriod(context),
    },
    { id: 'forecast', heading: [text('Prognos {år}')], fill: 'entered', ...number, period: wholeYear(year) },
    { id: 'budget', heading: [text('Budget {år}')], fill: 'imported', ...number, period: wholeYear(year) },
    {
      id: 'forecastDeviation',
      heading: ['Prognos budgetavvikelse'],
      fill: 'computed',
      ...number,
      period: wholeYear(year),
    },
    {
      id: 'budgetDeviationPrev',
      heading: [text('Budgetavvikelse {år-1}')],
      fill: 'carried',
      ...number,
      period: wholeYear(year - 1),
    },
  ]
}

const differences = [
  { rule: 'budget-deviation', shown: 'budgetDeviation', minuend: 'actual', subtrahend: 'budget' },
  { rule: 'actual-deviation', shown: 'actualDeviation', minuend: 'actual', subtrahend: 'actualPrev' },
  { rule: 'budget-deviation', shown: 'budgetDeviationYtd', minuend: 'actualYtd', subtrahend: 'budgetYtd' },
  { rule: 'budget-deviation', shown: 'forecastDeviation', minuend: 'forecast', subtrahend: 'budget' },
] as const

/** Deviations are computed along their row; the sums of their columns are then checked as well. */
function relations(block: string, rows: readonly Row[], columns: readonly string[]): Relation[] {
  const used = (ids: readonly string[]): string[] => ids.filter((id) => rows.some((row) => row.id === id))
  return [
    ...differences
      .filter(({ shown }) => columns.includes(shown))
      .flatMap(({ rule, ...of }) => differenceColumns(block, rows, rule, of)),
    ...sumOfRows(block, columns, 'sumIncome', used(income)),
    ...sumOfRows(block, columns, 'sumCosts', used(costs)),
    ...sumOfRows(block, columns, 'netCost', ['sumIncome', 'sumCosts'], 'net'),
    ...sumOfRows(block, columns, 'result', ['netCost', ...used(outside)], 'net'),
  ]
}
