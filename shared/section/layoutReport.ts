import type { AddedSection, Report } from '../report/report.ts'
import type { BuildContext } from '../block/kind.ts'
import { defined } from '../defined.ts'
import { buildSlots, kindTable } from '../block/kinds.ts'
import { childrenOf, subtreeOf } from '../plan/plan.ts'
import type { ScaleId } from '../template/scale.ts'
import { scaleIds } from '../template/scale.ts'
import type { Template, TemplateChapter, TemplateSlot } from '../template/template.ts'
import { fillVariables } from '../template/variables.ts'
import type { ChapterLayout, LayoutSlot, ReportLayout, SectionLayout } from './layout.ts'

/** The part of a report that its layout depends on; nothing else makes it necessary to lay out anew. */
export type LaidOut = Pick<
  Report,
  | 'plan'
  | 'sections'
  | 'addedSections'
  | 'rows'
  | 'year'
  | 'organisation'
  | 'administration'
  | 'period'
  | 'asOf'
>

/** The one text of a section that a report added for itself; an item of its own, so its id differs between sections. */
export const addedSectionSlot = (section: string): string => `${section}-text`

/**
 * Puts template, plan and the report's own choices together and numbers what is visible. A hidden section keeps its
 * place and its text but takes no number; a chapter whose own record is hidden takes its sections with it.
 */
export function layoutReport(template: Template, report: LaidOut): ReportLayout {
  const context = contextOf(template, report)
  let visible = 0
  return {
    chapters: template.chapters.map((chapter): ChapterLayout => {
      const drafts = draftsOf(chapter, report, context.text)
      const hiddenWhole = report.sections[chapter.id]?.hidden === true
      const hidden = hiddenWhole || drafts.every((draft) => draft.hidden)
      if (!hidden) visible += 1
      const number = hidden ? '' : String(visible)
      return {
        id: chapter.id,
        number,
        title: context.text(chapter.title),
        hidden,
        sections: numbered(drafts, number, hiddenWhole, slotsOf(drafts, context)),
      }
    }),
  }
}

interface Draft extends Omit<SectionLayout, 'number' | 'slots'> {
  readonly source: readonly TemplateSlot[]
}

type Context = Omit<BuildContext, 'scalesInUse'>

/** The chapter's own section if it has one, the template's sections, and those the report added among them. */
function draftsOf(chapter: TemplateChapter, report: LaidOut, text: (text: string) => string): Draft[] {
  const isHidden = (id: string): boolean => report.sections[id]?.hidden === true
  const own = chapter.slots.length > 0 || chapter.sections.length === 0 ? [chapter] : []
  const drafts = [...own, ...chapter.sections].map((section): Draft =>
    defined({
      id: section.id,
      chapter: chapter.id,
      title: text(section.title),
      level: section === chapter ? (1 as const) : (2 as const),
      guidance: section.guidance === undefined ? undefined : text(section.guidance),
      hidden: isHidden(section.id),
      optional: section.optional,
      added: false,
      source: section.slots,
    }),
  )
  return report.addedSections
    .filter((section) => section.chapter === chapter.id && !section.removed)
    .reduce((list, section) => withAdded(list, section, isHidden(section.id)), drafts)
}

/** After the section it names; first after the chapter's own where it names none, last where that one is gone. */
function withAdded(drafts: readonly Draft[], section: AddedSection, hidden: boolean): Draft[] {
  const first = drafts.findIndex((draft) => draft.level === 2)
  const after = drafts.findIndex((draft) => draft.id === section.after)
  const at =
    section.after === null ? (first === -1 ? drafts.length : first) : after === -1 ? drafts.length : after + 1
  const draft: Draft = {
    id: section.id,
    chapter: section.chapter,
    title: section.title,
    level: 2,
    hidden,
    optional: true,
    added: true,
    source: [{ kind: 'prose', id: addedSectionSlot(section.id), required: false }],
  }
  return [...drafts.slice(0, at), draft, ...drafts.slice(at)]
}

function numbered(
  drafts: readonly Draft[],
  chapter: string,
  hiddenWhole: boolean,
  slots: readonly (readonly LayoutSlot[])[],
): SectionLayout[] {
  let visible = 0
  return drafts.map(({ source: _source, ...draft }, at) => {
    const hidden = hiddenWhole || draft.hidden
    if (!hidden && draft.level === 2) visible += 1
    const number = hidden ? '' : draft.level === 1 ? chapter : `${chapter}.${visible}`
    return { ...draft, hidden, number, slots: slots[at] ?? [] }
  })
}

const isLegend = (slot: TemplateSlot): boolean => slot.kind === 'block' && slot.block.kind === 'legend'

/** A legend explains what the chapter's other blocks show in this report, so those are built first. */
function slotsOf(drafts: readonly Draft[], context: Context): LayoutSlot[][] {
  const build = (slot: TemplateSlot, scalesInUse: readonly ScaleId[]): readonly LayoutSlot[] =>
    slot.kind === 'prose'
      ? [proseOf(slot, context.text)]
      : guided(slot, buildSlots(slot.id, slot.block, { ...context, scalesInUse }), context.text)

  const built = drafts.map(({ source }) => source.map((slot) => (isLegend(slot) ? [] : build(slot, []))))
  const used = new Set(
    drafts.flatMap(({ hidden }, at) =>
      hidden
        ? []
        : (built[at] ?? [])
            .flat()
            .flatMap((slot) => (slot.kind === 'block' ? kindTable[slot.block.kind].scales : [])),
    ),
  )
  const scalesInUse = scaleIds.filter((scale) => used.has(scale))
  return drafts.map(({ source }, at) =>
    source.flatMap((slot, slotAt) =>
      isLegend(slot) ? build(slot, scalesInUse) : (built[at]?.[slotAt] ?? []),
    ),
  )
}

const proseOf = (
  slot: Extract<TemplateSlot, { kind: 'prose' }>,
  text: (text: string) => string,
): LayoutSlot =>
  defined({
    kind: 'prose' as const,
    id: slot.id,
    heading: slot.heading === undefined ? undefined : text(slot.heading),
    headingLevel: slot.heading === undefined ? undefined : (slot.level ?? 3),
    guidance: slot.guidance === undefined ? undefined : text(slot.guidance),
    required: slot.required,
  })

/** The guidance of a block slot is shown with the first block it stands for. */
function guided(
  slot: TemplateSlot,
  built: readonly LayoutSlot[],
  text: (text: string) => string,
): readonly LayoutSlot[] {
  const [first, ...rest] = built
  return slot.guidance === undefined || first === undefined
    ? built
    : [{ ...first, guidance: text(slot.guidance) }, ...rest]
}

function contextOf(template: Template, report: LaidOut): Context {
  const text = (source: string): string => fillVariables(source, report)
  const { items } = report.plan
  return {
    plan: report.plan,
    itemsAt: (place) =>
      childrenOf(items, null)
        .filter((item) => item.place === place)
        .flatMap((item) => subtreeOf(items, item)),
    text,
    year: report.year,
    period: report.period,
    asOf: report.asOf,
    addedRows: (block) => (report.rows[block] ?? []).filter((row) => !row.removed),
    scaleValues: (scale) => template.scales[scale]?.values.map((value) => value.id) ?? [],
    scale: (scale) => {
      const found = template.scales[scale]
      return (
        found && {
          heading: text(found.heading),
          values: found.values.map((value) => ({
            ...value,
            label: text(value.label),
            wording: text(value.wording),
          })),
        }
      )
    },
  }
}
