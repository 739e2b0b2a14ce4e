import { cellKey } from '../../shared/check/place.ts'
import type { Finding } from '../../shared/check/finding.ts'
import { can, type Actor } from '../../shared/people/can.ts'
import { sectionRecordOf } from '../../shared/section/sectionRecord.ts'
import { reportStateNow } from '../../shared/report/progress.ts'
import { judgedIn } from '../../shared/report/decideStatus.ts'
import { readCell } from '../../shared/report/checkInput.ts'
import type { Report } from '../../shared/report/report.ts'
import { reportTarget } from '../../shared/report/target.ts'
import { fillOf } from '../../shared/figure/cellFormat.ts'
import {
  blocksOf,
  proseSlotsOf,
  sectionsOf,
  type ReportLayout,
  type SectionLayout,
} from '../../shared/section/layout.ts'
import { itemIdsIn } from '../../shared/section/itemIds.ts'
import { sectionStates } from '../../shared/section/workflow.ts'

/** Sections that this person may read: readers see only what has come as far as the samordnare lets them. */
export function visibleSections(report: Report, layout: ReportLayout, actor: Actor): SectionLayout[] {
  const sections = sectionsOf(layout)
  if (can(actor, 'readDraft', reportTarget(report))) return sections
  const from = sectionStates.indexOf(report.readersFrom)
  return sections.filter(({ id }) => sectionStates.indexOf(sectionRecordOf(report, id).state) >= from)
}

/**
 * The report with its sections, their state and how far they have come.
 *
 * @param changed  by approved section, how many of its figures are others now than when it was approved
 */
export function reportView(
  report: Report,
  seq: number,
  layout: ReportLayout,
  sections: readonly SectionLayout[],
  findings: readonly Finding[],
  changed: ReadonlyMap<string, number>,
) {
  const {
    id,
    title,
    organisation,
    administration,
    year,
    period,
    asOf,
    template,
    readersFrom,
    deadlines,
    lastMeeting,
  } = report
  return {
    id,
    title,
    organisation,
    administration,
    year,
    period,
    asOf,
    template,
    state: reportStateNow(report, layout),
    readersFrom,
    deadlines,
    lastMeeting,
    revision: seq,
    sections: sections.map((section) => ({
      id: section.id,
      chapter: section.chapter,
      number: section.number,
      title: section.title,
      level: section.level,
      state: sectionRecordOf(report, section.id).state,
      people: peopleOf(report, section),
      ...changedIn(changed, section),
      slots: section.slots.map((slot) =>
        slot.kind === 'prose'
          ? { id: slot.id, kind: slot.kind }
          : { id: slot.id, kind: slot.kind, block: slot.block.id },
      ),
      counts: countsOf(report, layout, section, findings),
    })),
  }
}

const changedIn = (changed: ReadonlyMap<string, number>, { id }: SectionLayout) => {
  const changedAfterApproval = changed.get(id)
  return changedAfterApproval === undefined ? {} : { changedAfterApproval }
}

/** Everybody responsible for the section or for something in it. */
const peopleOf = (report: Report, section: SectionLayout): string[] => [
  ...new Set(itemIdsIn(section).flatMap((place) => report.items[place]?.people ?? [])),
]

function countsOf(
  report: Report,
  layout: ReportLayout,
  section: SectionLayout,
  findings: readonly Finding[],
) {
  const slots = proseSlotsOf(section)
  const cells = blocksOf(section).flatMap((block) =>
    block.rows
      .filter((row) => row.kind !== 'group')
      .flatMap((row) =>
        block.columns
          .filter((column) => column.type !== 'status' && column.type !== 'trend')
          .filter(
            (column) =>
              row.without?.includes(column.id) !== true &&
              ['entered', 'imported'].includes(fillOf(row, column)),
          )
          .map((column) => ({ block: block.id, row: row.id, column: column.id })),
      ),
  )
  const judged = judgedIn(layout).filter((item) => item.section.id === section.id)
  return {
    slots: slots.length,
    emptySlots: slots.filter(({ id }) => (report.texts[section.id]?.[id]?.words ?? 0) === 0).length,
    cells: new Set(cells.map(cellKey)).size,
    emptyCells: cells.filter((address) => readCell(report, address).kind === 'empty').length,
    statuses: judged.length,
    unsettled: judged.filter(({ item }) => report.statuses[item]?.settled === undefined).length,
    warnings: findings.filter(
      (finding) =>
        finding.section === section.id &&
        finding.severity === 'warning' &&
        report.explanations[finding.id] === undefined,
    ).length,
  }
}
