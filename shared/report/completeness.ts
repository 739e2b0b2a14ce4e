import { cellFormat } from '../figure/cellFormat.ts'
import { hasNothingToReport } from '../people/nothingToReport.ts'
import { itemsOfRow, itemsOfSlot } from '../section/item.ts'
import { blocksOf, proseSlotsOf, type SectionLayout } from '../section/layout.ts'
import type { SectionState } from '../section/workflow.ts'
import { sectionRecordOf } from '../section/sectionRecord.ts'
import { judgedItem } from './decideStatus.ts'
import type { Report } from './report.ts'

/** How much of what a section asks for is there: texts, figures to enter and judgements, each counted once. */
export interface Completeness {
  readonly filled: number
  readonly total: number
}

type Filled = Pick<Report, 'cells' | 'statuses' | 'texts' | 'items'>

/**
 * A Kommentar under a single row may stay empty; those of goals and whole blocks are asked for. Where somebody has
 * nothing to report nothing more is asked.
 */
export function completenessOf(report: Filled, section: SectionLayout): Completeness {
  const parts = [...textsOf(report, section), ...figuresOf(report, section)]
  return { filled: parts.filter(Boolean).length, total: parts.length }
}

const textsOf = (report: Filled, section: SectionLayout): boolean[] =>
  proseSlotsOf(section)
    .filter((slot) => slot.in?.row === undefined)
    .map(
      (slot) =>
        (report.texts[section.id]?.[slot.id]?.words ?? 0) > 0 ||
        hasNothingToReport(report, itemsOfSlot(section, slot)),
    )

function figuresOf(report: Filled, section: SectionLayout): boolean[] {
  return blocksOf(section).flatMap((block) =>
    block.rows
      .filter((row) => row.kind !== 'group')
      .flatMap((row) => {
        const isNothing = hasNothingToReport(report, itemsOfRow(section, block, row.id))
        return block.columns
          .filter((column) => row.without?.includes(column.id) !== true)
          .flatMap((column): boolean[] => {
            if (column.type === 'status') {
              const status = report.statuses[judgedItem(block, row)]
              return [isNothing || (status?.settled ?? status?.proposed)?.status !== undefined]
            }
            const { fill } = cellFormat(block, row, column)
            if (column.type !== 'number' || (fill !== 'entered' && fill !== 'imported')) return []
            const value = report.cells[block.id]?.[row.id]?.[column.id]?.value
            return [isNothing || (value !== undefined && value.kind !== 'empty')]
          })
      }),
  )
}

/** The state as the page shows it: a section under way in which nothing is there of what it asks for is not begun. */
export function shownStateOf(
  report: Filled & Pick<Report, 'sections'>,
  section: SectionLayout,
): SectionState | 'ej_paborjat' {
  const { state, sentBack } = sectionRecordOf(report, section.id)
  if (state !== 'arbete' || sentBack !== undefined) return state
  const { filled, total } = completenessOf(report, section)
  return filled === 0 && total > 0 ? 'ej_paborjat' : 'arbete'
}

/** The latest change of a text, figure or judgement in the section, and whose it was. */
export function lastChangeOf(
  report: Omit<Filled, 'items'>,
  section: SectionLayout,
): { readonly by: string; readonly at: string } | undefined {
  const texts = Object.values(report.texts[section.id] ?? {})
  const cells = blocksOf(section).flatMap((block) =>
    Object.values(report.cells[block.id] ?? {}).flatMap((row) => Object.values(row)),
  )
  const judgements = blocksOf(section).flatMap((block) =>
    block.rows.flatMap((row) => {
      const status = report.statuses[judgedItem(block, row)]
      return [status?.proposed, status?.settled].filter((judgement) => judgement !== undefined)
    }),
  )
  return [...texts, ...cells, ...judgements].reduce<{ by: string; at: string } | undefined>(
    (latest, { by, at }) => (latest === undefined || at > latest.at ? { by, at } : latest),
    undefined,
  )
}
