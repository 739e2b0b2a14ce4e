import type { ReportEvent } from '../report/event.ts'
import type { Report } from '../report/report.ts'
import { judgedItem } from '../report/decideStatus.ts'
import { statusesIn } from '../section/content.ts'
import { blocksOf, type ReportLayout, type SectionLayout } from '../section/layout.ts'

/** Who changed something last, and when. Never which letters. */
export type LastChange = { readonly by: string; readonly at: string } & (
  | { readonly slot: string }
  | { readonly block: string; readonly row: string; readonly column: string }
  | { readonly item: string }
)

/** The last change of each text, row of figures and judgement of a section. Of a row, its latest cell. */
export function lastChangesIn(
  report: Pick<Report, 'texts' | 'cells' | 'statuses'>,
  section: SectionLayout,
): LastChange[] {
  const texts = Object.entries(report.texts[section.id] ?? {}).map(([slot, { by, at }]) => ({ slot, by, at }))
  const cells = blocksOf(section).flatMap(({ id: block }) =>
    Object.entries(report.cells[block] ?? {}).flatMap(([row, columns]) => {
      const latest = Object.entries(columns)
        .map(([column, { by, at }]) => ({ block, row, column, by, at }))
        .reduce<LastChange | undefined>(
          (last, cell) => (last === undefined || cell.at > last.at ? cell : last),
          undefined,
        )
      return latest === undefined ? [] : [latest]
    }),
  )
  const statuses = Object.entries(statusesIn(report, section)).flatMap(([item, { proposed, settled }]) =>
    [proposed, settled]
      .flatMap((step) => (step === undefined ? [] : [{ item, by: step.by, at: step.at }]))
      .toSorted((a, b) => (a.at < b.at ? 1 : -1))
      .slice(0, 1),
  )
  return [...texts, ...cells, ...statuses]
}

/** When the section's texts, figures or judgements were last changed; undefined if never. */
export const lastChangeAt = (
  report: Pick<Report, 'texts' | 'cells' | 'statuses'>,
  section: SectionLayout,
): string | undefined =>
  lastChangesIn(report, section)
    .map(({ at }) => at)
    .toSorted()
    .at(-1)

/** The sections whose texts, figures or judgements an entry changed. */
export function sectionsChangedBy(event: ReportEvent, layout: ReportLayout): string[] {
  const holding = (holds: (section: SectionLayout) => boolean): string[] =>
    layout.chapters.flatMap(({ sections }) => sections.filter(holds).map(({ id }) => id))
  switch (event.type) {
    case 'textChanged':
      return [event.section]
    case 'cellsSet': {
      const blocks = new Set(event.cells.map(({ block }) => block))
      return holding((section) => blocksOf(section).some(({ id }) => blocks.has(id)))
    }
    case 'statusProposed':
    case 'statusSettled':
    case 'statusUnsettled':
      return holding((section) =>
        blocksOf(section).some((block) => block.rows.some((row) => judgedItem(block, row) === event.item)),
      )
    default:
      return []
  }
}
