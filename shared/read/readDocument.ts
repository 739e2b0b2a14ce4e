import type { Block, Column, Footnote, Period, Row, TextLine, Unit } from '../block/block.ts'
import { figureReader, type FigureReader } from '../check/compute.ts'
import { unknownStatus } from '../check/evaluate.ts'
import { formatFigure } from '../figure/formatFigure.ts'
import type { PlanChange, PlanItem } from '../plan/plan.ts'
import { sectionRecordOf } from '../report/apply.ts'
import { checkInputOf, placedBlocksOf } from '../report/checkInput.ts'
import type { Report } from '../report/report.ts'
import {
  blocksOf,
  findSection,
  sectionsOf,
  type LayoutSlot,
  type ProseSlot,
  type ReportLayout,
  type SectionLayout,
} from '../section/layout.ts'
import type { SectionState } from '../section/workflow.ts'
import { scaleIds, type Scale, type ScaleId } from '../template/scale.ts'
import type { Template } from '../template/template.ts'
import { isEmptyProse as isProseEmpty } from '../section/canonical.ts'
import { replaceAtoms, type ProseNode } from './prose.ts'

/**
 * A report as its reader gets it: every text, figure and word as printed, nothing left to look up.
 * The read view and every export draw from this one value, so none can show another figure.
 */
export interface ReadDocument {
  readonly title: string
  readonly organisation: string
  readonly administration: string
  readonly documentType: string
  readonly year: number
  /** "31 december 2023" */
  readonly asOf: string
  /** On every page: "Utkast, arbetsmaterial". */
  readonly state: string
  /** When the texts and figures were read, as an instant. */
  readonly readAt: string
  /** How many of the sections read stand in each state. */
  readonly states: Readonly<Record<SectionState, number>>
  readonly chapters: readonly ReadChapter[]
}

export interface ReadChapter {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly sections: readonly ReadSection[]
}

export interface ReadSection {
  readonly id: string
  readonly number: string
  readonly title: string
  /** 1: stands directly under the chapter's heading and has none of its own. */
  readonly level: 1 | 2
  readonly parts: readonly ReadPart[]
}

export type ReadPart =
  | { readonly kind: 'prose'; readonly id: string; readonly heading?: string; readonly content: ProseNode }
  | {
      readonly kind: 'text'
      readonly id: string
      readonly title: string
      readonly lines: readonly TextLine[]
    }
  | {
      readonly kind: 'legend'
      readonly id: string
      readonly title: string
      readonly scales: readonly ReadScale[]
    }
  | ReadGoal
  | ReadTable
  | ReadControlPlan
  | ReadVerdict

export interface ReadScale {
  readonly id: ScaleId
  readonly heading: string
  readonly values: readonly { readonly id: string; readonly wording: string }[]
}

/** A judgement in words; `scale` and `value` choose its symbol. */
export interface ReadJudgement {
  readonly scale: ScaleId
  readonly value: string
  readonly word: string
}

/** The printed Kommentar: under a heading of its own, or run in after a label. */
export interface ReadComment {
  readonly heading?: string
  readonly content: ProseNode
}

/** An effektmål, strategi, mål, uppdrag or aktivitet. `depth` 1 stands directly under its section. */
export interface ReadGoal {
  readonly kind: 'goal'
  readonly id: string
  readonly depth: number
  /** "Effektmål 9", "Uppdrag" */
  readonly label: string
  readonly title: string
  readonly lines: readonly TextLine[]
  readonly judgements: readonly ReadJudgement[]
  /** "Ändrad i plan 2023-06-15 § 58" */
  readonly changed?: string
  readonly comment?: ReadComment
}

export interface ReadTable {
  readonly kind: 'table'
  readonly id: string
  readonly title: string
  /** Unit, period and sign: "mnkr, 2023-01-01 till 2023-12-31, kostnader med minus" */
  readonly note: string
  readonly labelHeading: string
  readonly columns: readonly ReadColumn[]
  readonly rows: readonly ReadRow[]
  readonly footnotes: readonly { readonly mark: string; readonly text: string }[]
  /** Run-in comments that stand below the table. */
  readonly below: readonly ReadComment[]
  readonly comment?: ReadComment
}

export interface ReadColumn {
  readonly id: string
  readonly heading: readonly [string] | readonly [string, string]
  /** Footnote mark after the heading. */
  readonly mark: string
  readonly numeric: boolean
}

export interface ReadRow {
  readonly id: string
  readonly kind: Row['kind']
  readonly label: string
  readonly mark: string
  readonly cells: readonly ReadCell[]
  /** A full-width Kommentar under the row. */
  readonly comment?: ReadComment
}

export interface ReadCell {
  readonly column: string
  readonly text: string
  readonly mark: string
  readonly judgement?: ReadJudgement
}

export interface ReadControlPlan {
  readonly kind: 'control'
  readonly id: string
  readonly title: string
  readonly areas: readonly {
    readonly id: string
    readonly title: string
    readonly risks: readonly ReadRisk[]
  }[]
}

export interface ReadRisk {
  readonly id: string
  readonly text: string
  readonly measures: readonly {
    readonly id: string
    readonly text: string
    readonly status?: ReadJudgement
    readonly answer: ReadAnswer
  }[]
  readonly keep: ReadAnswer
}

export interface ReadAnswer {
  readonly question: string
  /** "Ja", "Delvis"; empty while nobody has answered. */
  readonly word: string
  readonly content?: ProseNode
}

export interface ReadVerdict {
  readonly kind: 'verdict'
  readonly id: string
  readonly title: string
  readonly statement: string
  readonly verdict?: ReadJudgement
  readonly motives: readonly string[]
  readonly comment?: ReadComment
}

/** Text of one prose slot as ProseMirror JSON; undefined where nothing has been written. */
export type ProseReader = (section: string, slot: string) => ProseNode | undefined

/** Records, shape and figures of one report, ready to be read. */
export interface ReportFigures {
  readonly template: Template
  readonly report: Report
  readonly layout: ReportLayout
  readonly figures: FigureReader
}

/** Makes every figure of the report readable as printed: delivered, computed or stored. */
export function reportFigures(template: Template, report: Report, layout: ReportLayout): ReportFigures {
  const figures = figureReader(
    placedBlocksOf(layout),
    checkInputOf(() => report, layout),
  )
  return { template, report, layout, figures }
}

const answerWords: Readonly<Record<string, string>> = {
  ja: 'Ja',
  delvis: 'Delvis',
  nej: 'Nej',
  ej_annu: 'Ej ännu',
  annat: 'Annat',
}

/**
 * Puts the whole report together, or only the sections named. Words are the report's own language, Swedish.
 *
 * @param readAt  instant at which records and texts were read
 */
export function readDocument(
  input: ReportFigures,
  prose: ProseReader,
  readAt: string,
  only?: ReadonlySet<string>,
): ReadDocument {
  const { template, report, layout } = input
  const shown = (section: SectionLayout): boolean =>
    !section.hidden && (only === undefined || only.has(section.id))
  return {
    title: report.title,
    organisation: report.organisation,
    administration: report.administration,
    documentType: template.documentType,
    year: report.year,
    asOf: longDate(report.asOf),
    state: documentState(report),
    readAt,
    states: countStates(sectionsOf(layout).filter(shown), report),
    chapters: layout.chapters
      .filter((chapter) => !chapter.hidden && chapter.sections.some(shown))
      .map((chapter) => ({
        id: chapter.id,
        number: chapter.number,
        title: chapter.title,
        sections: chapter.sections.filter(shown).map((section) => readSection({ ...input, prose, section })),
      })),
  }
}

function countStates(sections: readonly SectionLayout[], report: Report): Record<SectionState, number> {
  const counts = { arbete: 0, granskning: 0, klar: 0, godkand: 0 }
  for (const { id } of sections) counts[sectionRecordOf(report, id).state] += 1
  return counts
}

/** What every page says of the document's standing until the nämnd has it. */
export const documentState = ({ state }: Pick<Report, 'state'>): string =>
  state === 'oppen' || state === 'aterremiss'
    ? 'Utkast, arbetsmaterial'
    : state === 'lamnad'
      ? 'Förslag till nämnden'
      : 'Beslutad'

interface SectionInput extends ReportFigures {
  readonly prose: ProseReader
  readonly section: SectionLayout
}

const readSection = (input: SectionInput): ReadSection => {
  const { section } = input
  return {
    id: section.id,
    number: section.number,
    title: section.title,
    level: section.level,
    parts: section.slots.flatMap((slot) => readSlot(input, slot)),
  }
}

function readSlot(input: SectionInput, slot: LayoutSlot): ReadPart[] {
  if (slot.kind === 'block') return readBlock(input, slot.block)
  // A Kommentar is drawn by its block.
  if (slot.in !== undefined) return []
  const content = proseOf(input, slot.id)
  if (content === undefined) return []
  return [
    { kind: 'prose', id: slot.id, ...(slot.heading === undefined ? {} : { heading: slot.heading }), content },
  ]
}

function readBlock(input: SectionInput, block: Block): ReadPart[] {
  switch (block.kind) {
    case 'lockedText':
      return [{ kind: 'text', id: block.id, title: block.title, lines: block.text ?? [] }]
    case 'legend':
      return [{ kind: 'legend', id: block.id, title: block.title, scales: readScales(block) }]
    case 'strategyBlock':
    case 'goalBlock':
      return [readGoal(input, block)]
    case 'controlPlan':
      return [readControlPlan(input, block)]
    case 'controlVerdict':
      return [readVerdict(input, block)]
    case 'indicatorTable':
    case 'goalSummary':
    case 'resultReport':
    case 'operatingByArea':
    case 'keyFigures':
      return [readTable(input, block)]
    default:
      return block.kind satisfies never
  }
}

function readScales(block: Block): ReadScale[] {
  return block.rows.flatMap((row) =>
    row.kind !== 'group' || !isScaleId(row.id)
      ? []
      : [
          {
            id: row.id,
            heading: row.label,
            values: block.rows
              .filter((value) => value.parent === row.id)
              .map((value) => ({ id: value.id.slice(row.id.length + 1), wording: value.label })),
          },
        ],
  )
}

const isScaleId = (id: string): id is ScaleId => scaleIds.some((scale) => scale === id)

function commentOf(input: SectionInput, slotId: string | undefined): ReadComment | undefined {
  const slot = input.section.slots.find(
    (candidate): candidate is ProseSlot => candidate.kind === 'prose' && candidate.id === slotId,
  )
  if (slot === undefined) return undefined
  const content = proseOf(input, slot.id)
  if (content === undefined) return undefined
  return { ...(slot.heading === undefined ? {} : { heading: slot.heading }), content }
}

/** The text of a slot with its live figures and references written out; undefined where there is nothing to read. */
function proseOf(input: SectionInput, slot: string): ProseNode | undefined {
  const content = input.prose(input.section.id, slot)
  if (content === undefined || isProseEmpty(content)) return undefined
  return replaceAtoms(content, {
    valueRef: ({ block, row, column, format }) => {
      const figure = input.figures.at({ block: String(block), row: String(row), column: String(column) })
      if (figure === undefined) return ''
      const unit = format === 'valueAndUnit' ? { unit: figure.place.format.unit, printUnit: true } : {}
      return formatFigure(figure.value, { ...figure.place.format, decimals: figure.decimals, ...unit })
    },
    sectionRef: ({ section }) => findSection(input.layout, String(section))?.number ?? '',
  })
}

const withComment = (comment: ReadComment | undefined): { comment?: ReadComment } =>
  comment === undefined ? {} : { comment }

const goalLabels: Readonly<Partial<Record<PlanItem['kind'], string>>> = {
  outcomeGoal: 'Effektmål',
  strategy: 'Strategi',
  goal: 'Mål',
  assignment: 'Uppdrag',
  activity: 'Aktivitet',
}

function readGoal(input: SectionInput, block: Block): ReadGoal {
  const item = input.report.plan.items.find(({ id }) => id === block.planItem)
  const label = item === undefined ? '' : (goalLabels[item.kind] ?? '')
  const change = item?.changes.at(-1)
  return {
    kind: 'goal',
    id: block.id,
    depth: block.depth ?? 1,
    label: item?.fields.number === undefined ? label : `${label} ${item.fields.number}`,
    title: block.title,
    lines: block.text ?? [],
    judgements: block.columns.flatMap((column) => judgementOf(input, block.id, column) ?? []),
    ...(change === undefined ? {} : { changed: changeNote(change) }),
    ...withComment(commentOf(input, block.comment)),
  }
}

const changeNote = ({ kind, decision }: PlanChange): string =>
  `${kind === 'added' ? 'Tillagd' : 'Ändrad'} i plan ${decision.date} ${decision.reference}`

/** The settled value, else the proposed: the reader of a draft sees what is thought so far. */
function judgementOf(
  { report, template }: SectionInput,
  item: string,
  column: Column,
): ReadJudgement | undefined {
  if (column.type !== 'status' && column.type !== 'trend') return undefined
  const record = report.statuses[item]
  const value = record?.settled?.[column.type] ?? record?.proposed?.[column.type]
  if (value === undefined) return undefined
  const scale = scaleIds.find((id) => isScaleOf(column, template.scales[id]))
  if (scale === undefined) return undefined
  if (value === unknownStatus) return { scale, value, word: 'Okänd' }
  const known = template.scales[scale]?.values.find((candidate) => candidate.id === value)
  return known === undefined ? undefined : { scale, value, word: known.label }
}

/** Two scales share values (`avslutad`), so a column is known by all of its choices. */
const isScaleOf = (column: Column, scale: Scale | undefined): boolean =>
  scale !== undefined && scale.values.map(({ id }) => id).join() === column.choices?.join()

function readTable(input: SectionInput, block: Block): ReadTable {
  const marks = footnoteMarks(block.footnotes)
  const below = block.kind === 'operatingByArea'
  const printedUnderRow = (row: Row): ReadComment | undefined =>
    below ? undefined : commentOf(input, row.comment)
  return {
    kind: 'table',
    id: block.id,
    title: block.title,
    note: tableNote(block),
    labelHeading: block.labelHeading ?? '',
    columns: block.columns.map((column) => ({
      id: column.id,
      heading: column.heading,
      mark: markAt(
        block.footnotes,
        marks,
        (anchor) => 'column' in anchor && !('row' in anchor) && anchor.column === column.id,
      ),
      numeric: column.type === 'number',
    })),
    rows: block.rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      label: row.kind === 'varav' ? `- ${row.label}` : row.label,
      mark: markAt(
        block.footnotes,
        marks,
        (anchor) => 'row' in anchor && !('column' in anchor) && anchor.row === row.id,
      ),
      cells:
        row.kind === 'group' ? [] : block.columns.map((column) => readCell(input, block, row, column, marks)),
      ...withComment(printedUnderRow(row)),
    })),
    footnotes: block.footnotes.map((note, at) => ({ mark: marks[at] ?? '', text: note.text })),
    below: below ? block.rows.flatMap((row) => commentOf(input, row.comment) ?? []) : [],
    ...withComment(commentOf(input, block.comment)),
  }
}

function readCell(
  input: SectionInput,
  block: Block,
  row: Row,
  column: Column,
  marks: readonly string[],
): ReadCell {
  const mark = markAt(
    block.footnotes,
    marks,
    (anchor) => 'row' in anchor && 'column' in anchor && anchor.row === row.id && anchor.column === column.id,
  )
  if (row.without?.includes(column.id) === true) {
    // The outcome of a judged indicator is the word of its status.
    const judged = column.id === 'actual' ? statusWord(input, row, block) : ''
    return { column: column.id, text: judged, mark }
  }
  const judgement = judgementOf(input, row.planItem ?? row.id, column)
  if (judgement !== undefined) return { column: column.id, text: judgement.word, mark, judgement }
  const address = { block: block.id, row: row.id, column: column.id }
  const figure = input.figures.at(address)
  if (figure === undefined) return { column: column.id, text: '', mark }
  return {
    column: column.id,
    text: formatFigure(figure.value, { ...figure.place.format, decimals: figure.decimals }),
    mark,
  }
}

function statusWord(input: SectionInput, row: Row, block: Block): string {
  const status = block.columns.find((column) => column.type === 'status')
  return status === undefined ? '' : (judgementOf(input, row.planItem ?? row.id, status)?.word ?? '')
}

/** `*)`, `**)` ... in order; a note about the whole table has none. */
const footnoteMarks = (notes: readonly Footnote[]): string[] => {
  let count = 0
  return notes.map((note) => {
    if (note.anchor === 'table') return ''
    count += 1
    return `${'*'.repeat(count)})`
  })
}

type Anchor = Exclude<Footnote['anchor'], 'table'>

function markAt(
  notes: readonly Footnote[],
  marks: readonly string[],
  matches: (anchor: Anchor) => boolean,
): string {
  return notes
    .flatMap((note, at) => (note.anchor !== 'table' && matches(note.anchor) ? [marks[at] ?? ''] : []))
    .join(' ')
}

function tableNote(block: Block): string {
  const unit: Unit | undefined = block.unit
  return [
    ...(unit === undefined ? [] : [unit === 'antal' ? 'Antal' : `Belopp i ${unit}`]),
    periodText(block.period),
    ...(block.costSign === 'negative' ? ['kostnader med minus'] : []),
  ].join(', ')
}

/** "helår 2023", "per 31 december 2023", "2023-01-01 till 2023-07-31". */
export function periodText(period: Period): string {
  switch (period.kind) {
    case 'interval': {
      const [year] = period.from.split('-')
      return period.from === `${year}-01-01` && period.to === `${year}-12-31`
        ? `helår ${year}`
        : `${period.from} till ${period.to}`
    }
    case 'snapshot':
      return `per ${longDate(period.at)}`
    case 'unspecified':
      return 'period inte angiven'
  }
}

function readControlPlan(input: SectionInput, block: Block): ReadControlPlan {
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

function readVerdict(input: SectionInput, block: Block): ReadVerdict {
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

const longDate = (date: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  )
