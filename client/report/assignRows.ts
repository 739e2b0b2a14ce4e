import type { Block } from '../../shared/block/block.ts'
import type { BlockKind } from '../../shared/block/kindName.ts'
import type { PlanItem, PlanKind } from '../../shared/plan/plan.ts'
import { rowItem } from '../../shared/section/item.ts'
import {
  blocksOf,
  sectionsOf,
  type LayoutSlot,
  type ReportLayout,
  type SectionLayout,
} from '../../shared/section/layout.ts'

/** One line of the page where responsibility is given out; `id` is the item's (section/item.ts). */
export interface AssignRow {
  readonly id: string
  readonly kind: 'section' | 'text' | 'comment' | 'table' | 'row' | PlanKind
  /** Empty for a text without a heading of its own. */
  readonly title: string
  /** Set for sections. */
  readonly number?: string
  /** The line it unfolds from; null for a section. */
  readonly parent: string | null
  readonly depth: 0 | 1 | 2
  readonly unfolds: boolean
  /** Something is to be written or filled in there, so that somebody has to be responsible. */
  readonly asks: boolean
}

/** Nothing is filled in there, so nobody can be asked for it. */
const fixedKinds: ReadonlySet<BlockKind> = new Set(['lockedText', 'legend', 'goalSummary'])
/** A judgement asked as a whole: its rows are its questions. */
const wholeKinds: ReadonlySet<BlockKind> = new Set(['controlVerdict'])

/** Every visible section, each followed by what in it one person can be asked for, in the order of the page. */
export function assignRows(layout: ReportLayout, plan: readonly PlanItem[]): AssignRow[] {
  const kinds = new Map(plan.map(({ id, kind }) => [id, kind]))
  return sectionsOf(layout).flatMap((section) => {
    const asked = itemsIn(section, kinds)
    // A section that is one text is that text.
    const isOneText = asked.length === 1 && asked[0]?.kind === 'text' && asked[0].title === ''
    const items = isOneText ? [] : asked
    return [
      {
        id: section.id,
        kind: 'section' as const,
        title: section.title,
        number: section.number,
        parent: null,
        depth: 0 as const,
        unfolds: items.length > 0,
        asks: asked.length > 0,
      },
      ...items,
    ]
  })
}

function itemsIn(section: SectionLayout, kinds: ReadonlyMap<string, PlanKind>): AssignRow[] {
  const rows = section.slots.flatMap((slot) => itemsOf(slot, section, kinds))
  // A plan item can be named by its block and by its text: it is one item.
  return rows.filter((row, at) => rows.findIndex(({ id }) => id === row.id) === at && row.id !== section.id)
}

function itemsOf(
  slot: LayoutSlot,
  section: SectionLayout,
  kinds: ReadonlyMap<string, PlanKind>,
): AssignRow[] {
  const item = (id: string, kind: AssignRow['kind'], title: string): AssignRow => ({
    id,
    kind,
    title,
    parent: section.id,
    depth: 1,
    unfolds: false,
    asks: true,
  })
  if (slot.kind === 'prose') {
    if (slot.in === undefined) return [item(slot.id, 'text', slot.heading ?? '')]
    if (slot.planItem !== undefined || slot.in.row !== undefined) return []
    const block = blocksOf(section).find(({ id }) => id === slot.in?.block)
    return [item(slot.id, 'comment', block?.title ?? '')]
  }
  const { block } = slot
  if (fixedKinds.has(block.kind)) return []
  const planRows = block.rows.flatMap(({ planItem, label }) =>
    planItem === undefined ? [] : [item(planItem, kinds.get(planItem) ?? 'row', label)],
  )
  if (planRows.length > 0) return planRows
  if (block.planItem !== undefined)
    return [item(block.planItem, kinds.get(block.planItem) ?? 'text', block.title)]
  const rows = wholeKinds.has(block.kind) ? [] : tableRows(block)
  return [{ ...item(block.id, 'table', block.title), unfolds: rows.length > 0 }, ...rows]
}

/** Sums are nobody's: they follow from the rows. */
const tableRows = (block: Block): AssignRow[] =>
  block.rows
    .filter(({ kind }) => kind === 'data' || kind === 'varav')
    .map((row) => ({
      id: rowItem(block, row),
      kind: 'row' as const,
      title: row.label,
      parent: block.id,
      depth: 2 as const,
      unfolds: false,
      asks: true,
    }))

/** The lines that show when these are unfolded. */
export function shownRows(rows: readonly AssignRow[], unfolded: ReadonlySet<string>): AssignRow[] {
  const shown = new Set<string>()
  return rows.filter(({ id, parent }) => {
    const isShown = parent === null || (shown.has(parent) && unfolded.has(parent))
    if (isShown) shown.add(id)
    return isShown
  })
}
