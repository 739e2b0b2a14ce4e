import { sealedFigures } from '../approval/sealedFigures.ts'
import type { Column } from '../block/block.ts'
import { figureReader, type FigureReader } from '../check/compute.ts'
import { unknownStatus } from '../check/evaluate.ts'
import { checkInputOf, placedBlocksOf } from '../report/checkInput.ts'
import { hasNothingToReport } from '../people/nothingToReport.ts'
import type { Report } from '../report/report.ts'
import { itemsOfSlot } from '../section/item.ts'
import {
  findSection,
  proseSlotsOf,
  type ProseSlot,
  type ReportLayout,
  type SectionLayout,
} from '../section/layout.ts'
import { isEmptyProse } from '../section/canonical.ts'
import type { SectionContent } from '../section/content.ts'
import { scaleIds, type Scale } from '../template/scale.ts'
import type { Template } from '../template/template.ts'
import type { ReadComment, ReadJudgement } from './document.ts'
import { replaceAtoms, type ProseNode } from './prose.ts'
import { quotedText } from './quotedText.ts'

/** Text of one prose slot as ProseMirror JSON; undefined where nothing has been written. */
export type ProseReader = (section: string, slot: string) => ProseNode | undefined

/** Records, shape and figures of one report, ready to be read. */
export interface ReportFigures {
  readonly template: Template
  readonly report: Report
  readonly layout: ReportLayout
  readonly figures: FigureReader
  /** Of approved sections, by their id: what is read of them is what was approved. */
  readonly sealed?: ReadonlyMap<string, FigureReader>
}

/** The figures that a section shows. */
export const figuresIn = ({ figures, sealed }: ReportFigures, section: string): FigureReader =>
  sealed?.get(section) ?? figures

/**
 * Makes every figure of the report readable as printed: delivered, computed or stored.
 *
 * @param contents  what approved sections said when they were approved, by their id
 */
export function reportFigures(
  template: Template,
  report: Report,
  layout: ReportLayout,
  contents: ReadonlyMap<string, SectionContent> = new Map(),
): ReportFigures {
  const figures = figureReader(
    placedBlocksOf(layout),
    checkInputOf(() => report, layout),
  )
  const sealed = new Map(
    [...contents].map(([section, content]) => [section, sealedFigures(content, figures)] as const),
  )
  return { template, report, layout, figures, sealed }
}

/** What the parts of one section are read from. */
export interface SectionInput extends ReportFigures {
  readonly prose: ProseReader
  readonly section: SectionLayout
}

/** The Kommentar of a slot; undefined where the block has none or nobody has written in it. */
export function commentOf(input: SectionInput, slotId: string | undefined): ReadComment | undefined {
  const slot = input.section.slots.find(
    (candidate): candidate is ProseSlot => candidate.kind === 'prose' && candidate.id === slotId,
  )
  if (slot === undefined) return undefined
  const content = proseOf(input, slot.id)
  if (content === undefined) return undefined
  return { ...(slot.heading === undefined ? {} : { heading: slot.heading }), content }
}

/**
 * The text of a slot with its live figures and references written out; undefined where there is nothing to read, or its
 * people have said that there is nothing to report.
 */
export function proseOf(input: SectionInput, slot: string): ProseNode | undefined {
  const place = proseSlotsOf(input.section).find(({ id }) => id === slot)
  if (place !== undefined && hasNothingToReport(input.report, itemsOfSlot(input.section, place)))
    return undefined
  const content = input.prose(input.section.id, slot)
  if (content === undefined || isEmptyProse(content)) return undefined
  return replaceAtoms(content, {
    valueRef: (attrs) => quotedText(input.figures, attrs),
    sectionRef: ({ section }) => findSection(input.layout, String(section))?.number ?? '',
  })
}

export const withComment = (comment: ReadComment | undefined): { comment?: ReadComment } =>
  comment === undefined ? {} : { comment }

/** The settled value, else the proposed: the reader of a draft sees what is thought so far. */
export function judgementOf(
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
