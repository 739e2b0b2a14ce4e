import type { Block, Column, Footnote, Period, Row } from '../block/block.ts'
import type { FigureReader } from '../check/compute.ts'
import type { Finding } from '../check/finding.ts'
import { cellFormat } from '../figure/cellFormat.ts'
import type { CellValue } from '../figure/cellValue.ts'
import { formatFigure } from '../figure/formatFigure.ts'
import type { PlanItem, PlanKind } from '../plan/plan.ts'
import { childrenOf, subtreeOf } from '../plan/plan.ts'
import type { Report } from '../report/report.ts'
import { blocksOf, sectionsOf, type SectionLayout } from '../section/layout.ts'
import type { Template } from '../template/template.ts'
import { figuresIn, type ReportFigures } from './reading.ts'

/**
 * The report as data, in the document JSON that regions exchange: printed strings, ids of tables, rows and columns as
 * in the report. A reader skips keys it does not know.
 */
export interface DocumentJson {
  readonly document: string
  readonly organisation: string
  readonly administration: string
  readonly reportType: Template['reportType']
  readonly year: number
  readonly period: string
  readonly chapters: readonly { readonly number: string; readonly title: string }[]
  readonly tables: readonly TableJson[]
  readonly goals: readonly GoalJson[]
  readonly isk: readonly ControlJson[]
  readonly iskVerdict?: { readonly value: string; readonly decidedBy: string }
  readonly lost: readonly never[]
  readonly findings: readonly FindingJson[]
}

interface TableJson {
  readonly id: string
  readonly block: Block['kind']
  readonly title: string
  readonly chapter: string
  readonly unit: string
  readonly period: string
  readonly costSign?: Block['costSign']
  readonly turnoverSign?: Block['turnoverSign']
  readonly columns: readonly {
    id: string
    heading: readonly string[]
    type: string
    decimals?: number
    unit?: string
  }[]
  readonly rows: readonly {
    id: string
    label: string
    kind: Row['kind']
    cells: Readonly<Record<string, string>>
    unit?: string
    decimals?: number
    changeUnit?: string
    parent?: string
  }[]
  readonly footnotes: readonly { marker: string | null; anchor: unknown; text: string }[]
}

interface GoalJson {
  readonly kind: string
  readonly title: string
  readonly number?: number
  readonly status?: string
  readonly trend?: string
  readonly actual?: string
  readonly target?: string
  readonly dueDate?: string
  readonly points?: readonly string[]
  readonly recipient?: string
  readonly commentLabel?: false
  readonly hasComment: boolean
  readonly children: readonly GoalJson[]
}

interface ControlJson {
  readonly area: string
  readonly risk: string
  readonly measures: readonly {
    readonly text: string
    readonly status?: string
    readonly regionWide: boolean
    readonly effect?: string
    readonly keepRisk?: string
  }[]
}

interface FindingJson {
  readonly table: string
  readonly row: string
  readonly column: string
  readonly shown: string
  readonly computed: string
  readonly kind: string
  readonly rule: string
}

const goalKinds: Readonly<Partial<Record<PlanKind, string>>> = {
  perspective: 'perspektiv',
  outcomeGoal: 'effektmal',
  strategy: 'strategi',
  goal: 'mal',
  assignment: 'uppdrag',
  indicator: 'indikator',
  activity: 'aktivitet',
}

const tableKinds: ReadonlySet<Block['kind']> = new Set([
  'goalSummary',
  'resultReport',
  'operatingByArea',
  'keyFigures',
])

/**
 * @param shown    ids of the sections to be in it; nothing of the others is, neither figures nor goals nor headings
 * @param hasText  whether a prose slot holds anything to read
 */
export function documentJson(
  figures: ReportFigures,
  shown: ReadonlySet<string>,
  findings: readonly Finding[],
  hasText: (slot: string) => boolean,
): DocumentJson {
  const { report, template, layout } = figures
  const sections = sectionsOf(layout).filter(({ id }) => shown.has(id))
  const isWhole = sections.length === sectionsOf(layout).length
  const planItems = new Set(sections.flatMap(planItemsIn))
  // A perspective stands in one section with all that is below it.
  const isShown = (perspective: PlanItem): boolean =>
    isWhole || subtreeOf(report.plan.items, perspective).some(({ id }) => planItems.has(id))
  const placed = sections.flatMap((section) => blocksOf(section).map((block) => ({ section, block })))
  const verdict = placed.find(({ block }) => block.kind === 'controlVerdict')?.block
  const judged = verdict === undefined ? undefined : statusOf(report, verdict.id)
  return {
    document: report.title,
    organisation: report.organisation,
    administration: report.administration,
    reportType: template.reportType,
    year: report.year,
    period: `${report.year}-01-01/${report.period === 'helar' ? `${report.year}-12-31` : report.asOf}`,
    chapters: layout.chapters
      .filter((chapter) => !chapter.hidden && (isWhole || chapter.sections.some(({ id }) => shown.has(id))))
      .flatMap((chapter) => [
        { number: chapter.number, title: chapter.title },
        ...chapter.sections
          .filter(({ id, level }) => shown.has(id) && level === 2)
          .map(({ number, title }) => ({ number, title })),
      ]),
    tables: placed
      .filter(({ block }) => tableKinds.has(block.kind))
      .map((entry) => tableJson(figures, entry)),
    goals: childrenOf(report.plan.items, null)
      .filter((item) => item.kind === 'perspective' && isShown(item))
      .map((item) => goalJson(figures, item, hasText)),
    isk: placed.flatMap(({ block }) => (block.kind === 'controlPlan' ? controlJson(report, block) : [])),
    ...(judged === undefined ? {} : { iskVerdict: { value: judged, decidedBy: report.organisation } }),
    lost: [],
    findings: findings.filter(({ section }) => shown.has(section)).flatMap(findingJson),
  }
}

const planItemsIn = (section: SectionLayout): string[] =>
  section.slots.flatMap((slot) =>
    (slot.kind === 'prose'
      ? [slot.planItem]
      : [slot.block.planItem, ...slot.block.rows.map((row) => row.planItem)]
    ).filter((item) => item !== undefined),
  )

const statusOf = ({ statuses }: Report, item: string): string | undefined =>
  statuses[item]?.settled?.status ?? statuses[item]?.proposed?.status

const trendOf = ({ statuses }: Report, item: string): string | undefined =>
  statuses[item]?.settled?.trend ?? statuses[item]?.proposed?.trend

function tableJson(
  figures: ReportFigures,
  { section, block }: { section: SectionLayout; block: Block },
): TableJson {
  const shown = figuresIn(figures, section.id)
  const label: Column = { id: 'label', heading: [block.labelHeading ?? ''], type: 'text', fill: 'template' }
  return {
    id: block.id,
    block: block.kind,
    title: block.title,
    chapter: section.number,
    unit: block.unit ?? 'per rad',
    period: periodJson(block.period),
    ...(block.costSign === undefined ? {} : { costSign: block.costSign }),
    ...(block.turnoverSign === undefined ? {} : { turnoverSign: block.turnoverSign }),
    columns: [label, ...block.columns].map(columnJson),
    rows: block.rows.map((row) => ({
      id: row.id,
      label: row.label,
      kind: row.kind,
      cells: Object.fromEntries(
        block.columns.map((column) => [column.id, printed(shown, block, row, column)]),
      ),
      ...(row.unit === undefined ? {} : { unit: row.unit }),
      ...(row.decimals === undefined ? {} : { decimals: row.decimals }),
      ...changeUnit(block, row),
      ...(row.parent === undefined ? {} : { parent: row.parent }),
    })),
    footnotes: footnotesJson(block.footnotes),
  }
}

function columnJson({ id, heading, type, decimals, unit }: Column): TableJson['columns'][number] {
  return {
    id,
    heading,
    type,
    ...(decimals === undefined ? {} : { decimals }),
    ...(unit === undefined ? {} : { unit }),
  }
}

function changeUnit(block: Block, row: Row): { changeUnit?: string } {
  const change = block.columns.find(({ id }) => id === 'change')
  if (block.kind !== 'keyFigures' || change === undefined) return {}
  const { unit } = cellFormat(block, row, change)
  return unit === undefined ? {} : { changeUnit: unit }
}

function printed(figures: FigureReader, block: Block, row: Row, column: Column): string {
  const figure = figures.at({ block: block.id, row: row.id, column: column.id })
  return figure === undefined
    ? ''
    : formatFigure(figure.value, { ...figure.place.format, decimals: figure.decimals })
}

const periodJson = (period: Period): string =>
  period.kind === 'interval'
    ? `${period.from}/${period.to}`
    : period.kind === 'snapshot'
      ? period.at
      : 'unspecified'

function footnotesJson(notes: readonly Footnote[]): TableJson['footnotes'] {
  let marks = 0
  return notes.map(({ anchor, text }) => {
    if (anchor === 'table') return { marker: null, anchor: 'table', text }
    marks += 1
    const place = 'column' in anchor ? { column: anchor.column } : { rows: [anchor.row] }
    return { marker: `${'*'.repeat(marks)})`, anchor: place, text }
  })
}

function goalJson(figures: ReportFigures, item: PlanItem, hasText: (slot: string) => boolean): GoalJson {
  const { report } = figures
  const { fields } = item
  const status = statusOf(report, item.id)
  const trend = trendOf(report, item.id)
  const number = Number(fields.number)
  return {
    kind: goalKinds[item.kind] ?? item.kind,
    title: fields.text,
    ...(Number.isInteger(number) ? { number } : {}),
    ...(status === undefined ? {} : { status }),
    ...(trend === undefined ? {} : { trend }),
    ...(item.kind === 'indicator' ? indicatorValues(figures, item) : {}),
    ...(fields.dueDate === undefined ? {} : { dueDate: fields.dueDate }),
    ...(fields.points === undefined ? {} : { points: fields.points }),
    ...(fields.recipient === undefined ? {} : { recipient: fields.recipient }),
    ...(fields.commentLabel === false ? { commentLabel: false as const } : {}),
    hasComment: hasText(`${item.id}.comment`),
    children: childrenOf(report.plan.items, item.id).map((child) => goalJson(figures, child, hasText)),
  }
}

function indicatorValues(input: ReportFigures, item: PlanItem): { actual: string; target: string } {
  const placed = sectionsOf(input.layout)
    .flatMap((section) => blocksOf(section).map((block) => ({ section, block })))
    .find(({ block }) => block.kind === 'indicatorTable' && block.planItem === item.parent)
  const text = (column: string): string => {
    const figure =
      placed && figuresIn(input, placed.section.id).at({ block: placed.block.id, row: item.id, column })
    return figure === undefined
      ? ''
      : formatFigure(figure.value, { ...figure.place.format, decimals: figure.decimals })
  }
  return { actual: text('actual'), target: text('target') }
}

function controlJson(report: Report, block: Block): ControlJson[] {
  const plan = new Map(report.plan.items.map((item) => [item.id, item]))
  const choice = (row: string, column: string): string | undefined =>
    choiceOf(report.cells[block.id]?.[row]?.[column]?.value)
  return block.rows
    .filter(({ kind }) => kind === 'group')
    .flatMap((area) => {
      const item = plan.get(area.id)
      return item === undefined
        ? []
        : subtreeOf(report.plan.items, item)
            .filter(({ kind }) => kind === 'risk')
            .map((risk) => ({ area, risk }))
    })
    .map(({ area, risk }) => ({
      area: area.label,
      risk: risk.fields.text,
      measures: childrenOf(report.plan.items, risk.id).map((measure) => {
        const status = statusOf(report, measure.id)
        const effect = choice(measure.id, 'effect')
        const keepRisk = choice(risk.id, 'keepRisk')
        return {
          text: measure.fields.text,
          ...(status === undefined ? {} : { status }),
          regionWide: measure.fields.regionWide === true,
          ...(effect === undefined ? {} : { effect }),
          ...(keepRisk === undefined ? {} : { keepRisk }),
        }
      }),
    }))
}

const choiceOf = (value: CellValue | undefined): string | undefined =>
  value?.kind === 'choice' ? value.choice : undefined

/** Relations that do not hold on the printed figures; what is merely missing is not part of a document. */
function findingJson(finding: Finding): FindingJson[] {
  if (finding.kind !== 'rounding' && finding.kind !== 'error') return []
  return [
    {
      table: finding.block ?? '',
      row: finding.row ?? '',
      column: finding.column ?? '',
      shown: finding.shownText ?? finding.shown ?? '',
      computed: finding.computedText ?? finding.computed ?? '',
      kind: finding.kind,
      rule: finding.rule,
    },
  ]
}
