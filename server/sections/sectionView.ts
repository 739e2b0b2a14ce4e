import { createHash } from 'node:crypto'
import { sectionRecordOf } from '../../shared/report/apply.ts'
import { judgedItem } from '../../shared/report/decideStatus.ts'
import type { Report } from '../../shared/report/report.ts'
import { canonicalJson, canonicalProse } from '../../shared/section/canonical.ts'
import { blocksOf, proseSlotsOf, type ReportLayout, type SectionLayout } from '../../shared/section/layout.ts'
import { figuresOf, cellView, type CellView, type NameOf } from '../figures/cellView.ts'
import type { Prose } from '../sync/room.ts'

/** One section with everything that stands in it, as the outside sees it. */
export function sectionView(
  report: Report,
  layout: ReportLayout,
  section: SectionLayout,
  prose: Prose,
  nameOf: NameOf,
) {
  const figures = figuresOf(report, layout)
  const record = sectionRecordOf(report, section.id)
  return {
    id: section.id,
    chapter: section.chapter,
    number: section.number,
    title: section.title,
    level: section.level,
    ...record,
    digest: sectionDigest(report, layout, section, prose),
    slots: section.slots.map((slot) => {
      if (slot.kind === 'prose') {
        return {
          id: slot.id,
          kind: slot.kind,
          ...(slot.in === undefined ? {} : { in: slot.in }),
          ...(slot.heading === undefined ? {} : { heading: slot.heading }),
          content: canonicalProse(prose[slot.id]),
        }
      }
      const { block } = slot
      const { id, kind, title, unit, period, columns, rows, footnotes } = block
      const cells: Record<string, Record<string, CellView>> = {}
      for (const row of rows) {
        for (const column of columns) {
          const cell = cellView(report, figures, { block: id, row: row.id, column: column.id }, nameOf)
          if (cell !== undefined) (cells[row.id] ??= {})[column.id] = cell
        }
      }
      return {
        id: slot.id,
        kind: slot.kind,
        block: {
          id,
          kind,
          title,
          unit,
          period,
          columns,
          rows,
          footnotes,
          cells,
          final: report.final[id] ?? null,
        },
      }
    }),
    statuses: statusesIn(report, section),
  }
}

/** SHA-256, lower-case hex, of the canonical JSON of what a section says. */
export const sectionDigest = (
  report: Report,
  layout: ReportLayout,
  section: SectionLayout,
  prose: Prose,
): string =>
  createHash('sha256')
    .update(canonicalJson(sectionContent(report, layout, section, prose)))
    .digest('hex')

/**
 * What a section says: its text in canonical form, its figures as stored and computed, its judgements, its plan items
 * and the template it is made by. Names and times are not in it, nor is anything of other sections.
 */
export function sectionContent(report: Report, layout: ReportLayout, section: SectionLayout, prose: Prose) {
  const figures = figuresOf(report, layout)
  const planItems = new Set(
    section.slots.flatMap((slot) =>
      slot.kind === 'prose'
        ? [slot.planItem]
        : [slot.block.planItem, ...slot.block.rows.map((row) => row.planItem)],
    ),
  )
  return {
    template: report.template,
    section: { id: section.id, title: section.title },
    prose: Object.fromEntries(proseSlotsOf(section).map(({ id }) => [id, canonicalProse(prose[id])])),
    cells: blocksOf(section).flatMap((block) =>
      block.rows.flatMap((row) =>
        block.columns.flatMap((column) => {
          const figure = figures.at({ block: block.id, row: row.id, column: column.id })
          return figure === undefined || figure.value.kind === 'empty'
            ? []
            : [[block.id, row.id, column.id, figure.from, figure.value]]
        }),
      ),
    ),
    statuses: Object.entries(statusesIn(report, section)).map(([item, { proposed, settled }]) => [
      item,
      proposed?.status ?? null,
      proposed?.trend ?? null,
      settled?.status ?? null,
      settled?.trend ?? null,
    ]),
    plan: report.plan.items
      .filter(({ id, removed }) => !removed && planItems.has(id))
      .map(({ id, kind, parent, fields }) => ({ id, kind, parent, fields })),
  }
}

function statusesIn(report: Report, section: SectionLayout): Report['statuses'] {
  const items = new Set(blocksOf(section).flatMap((block) => block.rows.map((row) => judgedItem(block, row))))
  return Object.fromEntries(
    [...items].toSorted().flatMap((item) => {
      const status = report.statuses[item]
      return status === undefined ? [] : [[item, status]]
    }),
  )
}
