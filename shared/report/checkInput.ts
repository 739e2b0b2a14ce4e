import type { CheckInput } from '../check/findings.ts'
import type { PlacedBlock } from '../check/place.ts'
import type { CellAddress } from '../figure/cellAddress.ts'
import { emptyCell, type CellValue } from '../figure/cellValue.ts'
import { blocksOf, proseSlotsOf, sectionsOf, type ReportLayout } from '../section/layout.ts'
import type { Report } from './report.ts'

/** Visible blocks with the section they stand in. */
export const placedBlocksOf = (layout: ReportLayout): PlacedBlock[] =>
  sectionsOf(layout).flatMap((section) => blocksOf(section).map((block) => ({ section: section.id, block })))

/**
 * What the checks of a report read. `current` is asked at every look, so that a check that goes on with the report
 * (`LiveCheck`) sees what has changed.
 */
export function checkInputOf(
  current: () => Pick<Report, 'cells' | 'statuses' | 'texts' | 'plan'>,
  layout: ReportLayout,
): CheckInput {
  const sections = sectionsOf(layout)
  const sectionOfSlot = new Map(
    sections.flatMap((section) => proseSlotsOf(section).map(({ id }) => [id, section.id] as const)),
  )
  return {
    blocks: placedBlocksOf(layout),
    read: (address) => readCell(current(), address),
    reported: ({ block, row, column }) => current().cells[block]?.[row]?.[column]?.reported,
    status: (item) => current().statuses[item],
    proseEmpty: (slot) => (current().texts[sectionOfSlot.get(slot) ?? '']?.[slot]?.words ?? 0) === 0,
    requiredProse: sections.flatMap((section) =>
      proseSlotsOf(section)
        .filter(({ required }) => required)
        .map(({ id, heading }) => ({ section: section.id, slot: id, label: heading ?? section.title })),
    ),
  }
}

/** The stored value of a cell. What an indicator is to reach stands in the plan, unless it has been put right in the cell. */
export const readCell = (
  { cells, plan }: Pick<Report, 'cells' | 'plan'>,
  { block, row, column }: CellAddress,
): CellValue =>
  cells[block]?.[row]?.[column]?.value ??
  (column === 'target' ? plan.items.find(({ id }) => id === row)?.fields.target : undefined) ??
  emptyCell
