import { itemRecordOf } from '../section/itemRecord.ts'
import { sectionRecordOf } from '../section/sectionRecord.ts'
import { judgedItem } from '../report/decideStatus.ts'
import type { Report } from '../report/report.ts'
import { itemPartsOf, type ItemParts } from '../section/itemParts.ts'
import type { SectionLayout } from '../section/layout.ts'
import { isLocked, type ItemState } from '../section/workflow.ts'

type Written = Pick<Report, 'texts' | 'cells' | 'statuses'>

/**
 * The state as everybody sees it. That an item is begun is seen, never said: something is written, filled in or judged.
 *
 * @param parts  of the item, for who asks often
 */
export function itemStateOf(
  report: Written & Pick<Report, 'items'>,
  section: SectionLayout,
  item: string,
  parts?: ItemParts,
): ItemState {
  const { state } = itemRecordOf(report, item)
  if (state !== 'ej_paborjad') return state
  return itemWriters(report, section, item, parts).length > 0 ? 'paborjad' : state
}

/** Nothing more is asked for it: handed in, or there is nothing to report. */
export const isHandedIn = (state: ItemState): boolean =>
  state === 'inlamnad' || state === 'inget_att_rapportera'

/** The same seen with its section: whoever marks a section as done, or locks it, asks for nothing more in it. */
export function isItemDone(
  report: Pick<Report, 'items' | 'sections'>,
  section: SectionLayout,
  item: string,
): boolean {
  const { state } = sectionRecordOf(report, section.id)
  return (
    isHandedIn(itemRecordOf(report, item).state) ||
    isLocked(state) ||
    (item === section.id && state !== 'arbete')
  )
}

/** Who last wrote in each of the item's texts, figures and judgements, each once. What came from last year is nobody's. */
export function itemWriters(
  report: Written,
  section: SectionLayout,
  item: string,
  parts: ItemParts = itemPartsOf(section, item),
): string[] {
  const { rows } = parts
  const cells = rows.flatMap(({ block, row }) =>
    Object.values(report.cells[block.id]?.[row.id] ?? {}).flatMap(({ value, reported, provenance, by }) =>
      provenance.kind === 'carried' || (value.kind === 'empty' && reported === undefined) ? [] : [by],
    ),
  )
  const judgements = rows.flatMap(({ block, row }) => {
    const proposed = report.statuses[judgedItem(block, row)]?.proposed
    return proposed === undefined || (proposed.status === undefined && proposed.trend === undefined)
      ? []
      : [proposed.by]
  })
  return [...new Set([...textWriters(report, section, parts), ...cells, ...judgements])]
}

/** Whose work is handed in: of an item with text who wrote that, whoever judged it or filled in its figures; else these. */
export function namedWriters(report: Written, section: SectionLayout, item: string): string[] {
  const parts = itemPartsOf(section, item)
  const ofText = textWriters(report, section, parts)
  return ofText.length > 0 ? ofText : itemWriters(report, section, item, parts)
}

function textWriters({ texts }: Written, section: SectionLayout, { slots }: ItemParts): string[] {
  const all = slots.flatMap((slot) => {
    const text = texts[section.id]?.[slot]
    return text !== undefined && text.words > 0 ? [text.by] : []
  })
  return [...new Set(all)]
}
