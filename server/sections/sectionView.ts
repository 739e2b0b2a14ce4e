import { createHash } from 'node:crypto'
import { sealedFigures } from '../../shared/approval/sealedFigures.ts'
import type { FigureReader } from '../../shared/check/compute.ts'
import { formatFigure } from '../../shared/figure/formatFigure.ts'
import { sectionRecordOf } from '../../shared/section/sectionRecord.ts'
import type { Report, StatusRecord } from '../../shared/report/report.ts'
import { canonicalJson, canonicalProse, proseWithThreads } from '../../shared/section/canonical.ts'
import {
  figuresOf,
  quotedIn,
  sectionContentOf,
  statusesIn,
  type SectionContent,
} from '../../shared/section/content.ts'
import type { ReportLayout, SectionLayout } from '../../shared/section/layout.ts'
import { cellView, type CellView, type NameOf } from '../figures/cellView.ts'
import type { Prose } from '../sync/room.ts'

/**
 * One section with everything that stands in it, as the outside sees it.
 *
 * @param threads  whose anchors stay in the texts; none for those who do not read synpunkter
 * @param content  of an approved section, what was approved: that is what it shows
 */
export function sectionView(
  report: Report,
  layout: ReportLayout,
  section: SectionLayout,
  prose: Prose,
  nameOf: NameOf,
  threads: ReadonlySet<string>,
  content: SectionContent | null = null,
) {
  const live = figuresOf(report, layout)
  const figures = content === null ? live : sealedFigures(content, live)
  const record = sectionRecordOf(report, section.id)
  return {
    id: section.id,
    chapter: section.chapter,
    number: section.number,
    title: section.title,
    level: section.level,
    ...record,
    digest: content === null ? sectionDigest(report, layout, section, prose) : contentDigest(content),
    quoted: quotedView(figures, prose),
    slots: section.slots.map((slot) => {
      if (slot.kind === 'prose') {
        return {
          id: slot.id,
          kind: slot.kind,
          ...(slot.in === undefined ? {} : { in: slot.in }),
          ...(slot.heading === undefined ? {} : { heading: slot.heading }),
          content: proseWithThreads(prose[slot.id], threads),
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

/**
 * As a läsare has it, who reads the text alone: without what those who write and review say to each other, what has changed
 * outside the places shown, and who proposed what.
 */
export function withoutWork(view: ReturnType<typeof sectionView>) {
  const { submitted: _submitted, sentBack: _sentBack, locked: _locked, reopened: _reopened, ...shown } = view
  return {
    ...shown,
    statuses: Object.fromEntries(
      Object.entries(view.statuses).map(([item, { settled, proposed }]) => [
        item,
        settled === undefined ? { proposed: judgementOnly(proposed) } : { settled },
      ]),
    ),
  }
}

const judgementOnly = (proposed: StatusRecord['proposed']) =>
  proposed && {
    ...(proposed.status === undefined ? {} : { status: proposed.status }),
    ...(proposed.trend === undefined ? {} : { trend: proposed.trend }),
  }

/** The figures that the texts quote, as they are to be read in them. */
const quotedView = (figures: FigureReader, prose: Prose) =>
  quotedIn(Object.values(prose).map(canonicalProse)).flatMap((address) => {
    const figure = figures.at(address)
    if (figure === undefined) return []
    const { value, decimals, place } = figure
    return [{ ...address, value, text: formatFigure(value, { ...place.format, decimals }) }]
  })

/** SHA-256, lower-case hex, of the canonical JSON of what a section says. */
export const sectionDigest = (
  report: Report,
  layout: ReportLayout,
  section: SectionLayout,
  prose: Prose,
): string => contentDigest(sectionContentOf(report, layout, section, prose))

/** The digest of a content: what versions are kept under and seals are made of. */
export const contentDigest = (content: SectionContent): string =>
  createHash('sha256').update(canonicalJson(content)).digest('hex')
