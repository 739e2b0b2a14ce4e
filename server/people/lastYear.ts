import type { LastYear, LastYearTexts } from '../../shared/people/myTask.ts'
import type { Person } from '../../shared/people/role.ts'
import { formatFigure } from '../../shared/figure/formatFigure.ts'
import { isMember } from '../../shared/report/actor.ts'
import { judgedItem } from '../../shared/report/decideStatus.ts'
import type { Report } from '../../shared/report/report.ts'
import { judgementOf, proseOf, reportFigures, type ReportFigures } from '../../shared/read/reading.ts'
import { proseNode } from '../../shared/read/prose.ts'
import { rowItem } from '../../shared/section/item.ts'
import { itemPartsOf, sectionOfItem, type ItemParts } from '../../shared/section/itemParts.ts'
import { proseSlotsOf, type SectionLayout } from '../../shared/section/layout.ts'
import type { Deps } from '../deps.ts'
import { maySee } from '../read/readReport.ts'
import { actorAt } from '../reports/changeReport.ts'

/** The report before, as far as one person may read it. */
export interface Earlier extends ReportFigures {
  readonly maySee: (section: string) => boolean
}

/** Null where there is none, or the person has no role in it. */
export async function earlierOf(
  { reports, now }: Pick<Deps, 'reports' | 'now'>,
  report: Report,
  person: Pick<Person, 'user' | 'system'>,
): Promise<Earlier | null> {
  const open = report.previous === undefined ? null : await reports.open(report.previous)
  if (open === null) return null
  const before = await open.durable()
  const actor = actorAt(before, person, now())
  if (!isMember(actor)) return null
  return {
    ...reportFigures(open.template, before, open.layout(before)),
    maySee: (section) => maySee(actor, before, section),
  }
}

interface EarlierPlace {
  readonly section: SectionLayout
  readonly item: string
  readonly parts: ItemParts
}

/** The same item in the report before: the one a plan item carries on, else the one with its id. */
function placeIn({ layout, maySee: mayRead }: Earlier, report: Report, item: string): EarlierPlace | null {
  const before = report.plan.items.find(({ id }) => id === item)?.previous ?? item
  const section = sectionOfItem(layout, before)
  return section === undefined || !mayRead(section.id)
    ? null
    : { section, item: before, parts: itemPartsOf(section, before) }
}

/** What is known of the same item last year, from the records alone. */
export function lastYearOf(earlier: Earlier, report: Report, item: string): LastYear | undefined {
  const { id, title, year, period } = earlier.report
  const place = placeIn(earlier, report, item)
  if (place === null) {
    const isPlanned = report.plan.items.some((planned) => planned.id === item)
    const isThere = sectionOfItem(earlier.layout, item) !== undefined
    return isPlanned && !isThere
      ? { report: { id, title, year, period }, words: 0, judgements: [], isNew: true }
      : undefined
  }
  const { section, parts } = place
  const texts = earlier.report.texts[section.id] ?? {}
  const words = parts.slots.reduce((sum, slot) => sum + (texts[slot]?.words ?? 0), 0)
  const figure = figureOf(earlier, place)
  const judgements = judgementsOf(earlier, place)
  return words === 0 && figure === undefined && judgements.length === 0
    ? undefined
    : {
        report: { id, title, year, period },
        words,
        judgements,
        ...(figure === undefined ? {} : { figure }),
      }
}

/** The judgements of the item itself: a whole section's or table's are too many for a line. */
function judgementsOf(earlier: Earlier, { section, item, parts }: EarlierPlace): LastYear['judgements'] {
  const input = { ...earlier, section, prose: () => undefined }
  return parts.rows
    .filter(({ block, row }) => judgedItem(block, row) === item)
    .flatMap(({ block, row }) =>
      block.columns
        .filter((column) => row.without?.includes(column.id) !== true)
        .flatMap((column) => judgementOf(input, item, column) ?? []),
    )
}

function figureOf({ figures }: Earlier, { item, parts }: EarlierPlace): LastYear['figure'] {
  const own = parts.rows.find(({ block, row }) => rowItem(block, row) === item)
  if (own === undefined) return undefined
  const { block, row } = own
  for (const column of block.columns) {
    const figure = figures.at({ block: block.id, row: row.id, column: column.id })
    if (column.type !== 'number' || figure === undefined || figure.value.kind === 'empty') continue
    const { format } = figure.place
    return {
      text: formatFigure(figure.value, { ...format, decimals: figure.decimals, printUnit: true }),
      label: column.heading.join(' '),
    }
  }
  return undefined
}

/** The texts of the same item last year, with their figures written out; null where there is nothing this person may read. */
export async function lastYearTexts(
  { texts }: Pick<Deps, 'texts'>,
  earlier: Earlier,
  report: Report,
  item: string,
): Promise<LastYearTexts | null> {
  const place = placeIn(earlier, report, item)
  if (place === null) return null
  const { section, parts } = place
  const written = await texts.read(earlier.report, section.id)
  const input = { ...earlier, section, prose: (_section: string, slot: string) => proseNode(written[slot]) }
  const { id, title } = earlier.report
  return {
    report: { id, title },
    texts: proseSlotsOf(section)
      .filter((slot) => parts.slots.includes(slot.id))
      .flatMap((slot) => {
        const content = proseOf(input, slot.id)
        if (content === undefined) return []
        const heading = slot.in === undefined ? slot.heading : headingOf(section, slot.in)
        return [{ slot: slot.id, ...(heading === undefined ? {} : { heading }), content }]
      }),
  }
}

/** A Kommentar is called by what it is about. */
function headingOf(section: SectionLayout, { block: id, row }: { block: string; row?: string }) {
  const block = section.slots
    .flatMap((slot) => (slot.kind === 'block' ? [slot.block] : []))
    .find((candidate) => candidate.id === id)
  return block?.rows.find((candidate) => candidate.id === row)?.label ?? block?.title
}
