import { z } from 'zod'
import { figureReader, type FigureReader } from '../check/compute.ts'
import type { CellAddress } from '../figure/cellAddress.ts'
import { cellValue } from '../figure/cellValue.ts'
import { planItem } from '../plan/plan.ts'
import { checkInputOf, placedBlocksOf } from '../report/checkInput.ts'
import { judgedItem } from '../report/decideStatus.ts'
import type { Report } from '../report/report.ts'
import { id } from '../template/id.ts'
import { canonicalProse, type CanonicalNode, type CanonicalProse } from './canonical.ts'
import { blocksOf, proseSlotsOf, type ReportLayout, type SectionLayout } from './layout.ts'

const prose = z.custom<CanonicalProse>(
  (value) => typeof value === 'object' && value !== null && 'type' in value && value.type === 'doc',
)
const from = z.enum(['stored', 'computed', 'reported'])

/**
 * What a section says: its text in canonical form, its figures as stored and computed, the figures of other places that its text
 * quotes, its judgements, its plan items and the template it is made by. Names and times are not in it. Its canonical JSON is
 * what digests, versions and seals are made of.
 */
export const sectionContent = z.strictObject({
  template: z.strictObject({ id, version: z.string() }),
  section: z.strictObject({ id, title: z.string() }),
  prose: z.record(z.string(), prose),
  /** block, row, column, where the value comes from, value; empty cells left out */
  cells: z.array(z.tuple([id, id, id, from, cellValue])),
  /** block, row, column, value of every figure that the text quotes and that stands in another section */
  quoted: z.array(z.tuple([id, id, id, cellValue])),
  /** item, status and trend proposed, status and trend settled */
  statuses: z.array(
    z.tuple([
      z.string(),
      z.string().nullable(),
      z.string().nullable(),
      z.string().nullable(),
      z.string().nullable(),
    ]),
  ),
  plan: z.array(planItem.pick({ id: true, kind: true, parent: true, fields: true })),
})
export type SectionContent = z.infer<typeof sectionContent>

export const figuresOf = (report: Report, layout: ReportLayout): FigureReader =>
  figureReader(
    placedBlocksOf(layout),
    checkInputOf(() => report, layout),
  )

/** @param texts  of every slot, as ProseMirror JSON */
export function sectionContentOf(
  report: Report,
  layout: ReportLayout,
  section: SectionLayout,
  texts: Readonly<Record<string, unknown>>,
): SectionContent {
  const figures = figuresOf(report, layout)
  const blocks = blocksOf(section)
  const proseHere = Object.fromEntries(
    proseSlotsOf(section).map(({ id: slot }) => [slot, canonicalProse(texts[slot])]),
  )
  const own = new Set(blocks.map((block) => block.id))
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
    prose: proseHere,
    cells: blocks.flatMap((block) =>
      block.rows.flatMap((row) =>
        block.columns.flatMap((column): SectionContent['cells'] => {
          const figure = figures.at({ block: block.id, row: row.id, column: column.id })
          return figure === undefined || figure.value.kind === 'empty'
            ? []
            : [[block.id, row.id, column.id, figure.from, figure.value]]
        }),
      ),
    ),
    quoted: quotedIn(Object.values(proseHere))
      .filter(({ block }) => !own.has(block))
      .flatMap((address): SectionContent['quoted'] => {
        const figure = figures.at(address)
        return figure === undefined ? [] : [[address.block, address.row, address.column, figure.value]]
      }),
    statuses: Object.entries(statusesIn(report, section)).map(([item, { proposed, settled }]) => [
      item,
      proposed?.status ?? null,
      proposed?.trend ?? null,
      settled?.status ?? null,
      settled?.trend ?? null,
    ]),
    plan: report.plan.items
      .filter(({ id: item, removed }) => !removed && planItems.has(item))
      .map(({ id: item, kind, parent, fields }) => ({ id: item, kind, parent, fields })),
  }
}

/** Addresses of the figures that texts quote, each once, in order of their text. */
export function quotedIn(texts: readonly CanonicalProse[]): CellAddress[] {
  const found = new Map<string, CellAddress>()
  const look = (node: CanonicalNode): void => {
    if (node.type === 'valueRef') {
      const address = {
        block: String(node.attrs['block']),
        row: String(node.attrs['row']),
        column: String(node.attrs['column']),
      }
      found.set(`${address.block} ${address.row} ${address.column}`, address)
    }
    node.content?.forEach(look)
  }
  for (const text of texts) text.content.forEach(look)
  return [...found.values()]
}

/** The judgements that stand in a section, by item. */
export function statusesIn(report: Pick<Report, 'statuses'>, section: SectionLayout): Report['statuses'] {
  const items = new Set(blocksOf(section).flatMap((block) => block.rows.map((row) => judgedItem(block, row))))
  return Object.fromEntries(
    [...items].toSorted().flatMap((item) => {
      const status = report.statuses[item]
      return status === undefined ? [] : [[item, status]]
    }),
  )
}
