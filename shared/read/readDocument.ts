import type { Block } from '../block/block.ts'
import type { PlanChange, PlanItem } from '../plan/plan.ts'
import { sectionRecordOf } from '../section/sectionRecord.ts'
import type { Report } from '../report/report.ts'
import { sectionsOf, type LayoutSlot, type SectionLayout } from '../section/layout.ts'
import type { SectionState } from '../section/workflow.ts'
import { scaleIds, type ScaleId } from '../template/scale.ts'
import type { ReadDocument, ReadGoal, ReadPart, ReadScale, ReadSection } from './document.ts'
import { longDate } from './longDate.ts'
import { readControlPlan, readVerdict } from './readControl.ts'
import { readTable } from './readTable.ts'
import {
  commentOf,
  figuresIn,
  judgementOf,
  proseOf,
  withComment,
  type ProseReader,
  type ReportFigures,
  type SectionInput,
} from './reading.ts'

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
        sections: chapter.sections
          .filter(shown)
          .map((section) => readSection({ ...input, figures: figuresIn(input, section.id), prose, section })),
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
