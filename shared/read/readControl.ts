import type { Block, Column, Row } from '../block/block.ts'
import type { ReadAnswer, ReadControlPlan, ReadVerdict } from './document.ts'
import { commentOf, judgementOf, withComment, type SectionInput } from './reading.ts'

const answerWords: Readonly<Record<string, string>> = {
  ja: 'Ja',
  delvis: 'Delvis',
  nej: 'Nej',
  ej_annu: 'Ej ännu',
  annat: 'Annat',
}

/** The follow-up of the internkontrollplan: area, risk, measures, each question with its answer. */
export function readControlPlan(input: SectionInput, block: Block): ReadControlPlan {
  const [status, effect, keepRisk] = block.columns
  const answer = (row: Row, column: Column | undefined): ReadAnswer => {
    const value =
      column === undefined ? undefined : input.report.cells[block.id]?.[row.id]?.[column.id]?.value
    const content = commentOf(input, row.comment)?.content
    return {
      question: column?.heading[0] ?? '',
      word: value?.kind === 'choice' ? (answerWords[value.choice] ?? '') : '',
      ...(content === undefined ? {} : { content }),
    }
  }
  const under = (parent: string): Row[] => block.rows.filter((row) => row.parent === parent)
  return {
    kind: 'control',
    id: block.id,
    title: block.title,
    areas: block.rows
      .filter((row) => row.kind === 'group')
      .map((area) => ({
        id: area.id,
        title: area.label,
        risks: under(area.id).map((risk) => ({
          id: risk.id,
          text: risk.label,
          measures: under(risk.id).map((measure) => {
            const judged = status === undefined ? undefined : judgementOf(input, measure.id, status)
            return {
              id: measure.id,
              text: measure.label,
              ...(judged === undefined ? {} : { status: judged }),
              answer: answer(measure, effect),
            }
          }),
          keep: answer(risk, keepRisk),
        })),
      })),
  }
}

/** The board's verdict, a proposal until the report is decided. */
export function readVerdict(input: SectionInput, block: Block): ReadVerdict {
  const status = block.columns.find((column) => column.type === 'status')
  const verdict = status === undefined ? undefined : judgementOf(input, block.id, status)
  const holds = (row: Row): boolean => {
    const value = input.report.cells[block.id]?.[row.id]?.['motive']?.value
    return value?.kind === 'choice' && value.choice === 'sann'
  }
  return {
    kind: 'verdict',
    id: block.id,
    title: input.report.state === 'beslutad' ? block.title : `${block.title}, förslag till nämnden`,
    statement: block.text?.[0]?.text ?? '',
    ...(verdict === undefined ? {} : { verdict }),
    motives: block.rows
      .filter((row) => row.without?.includes('status') === true && holds(row))
      .map((row) => row.label),
    ...withComment(commentOf(input, block.comment)),
  }
}
