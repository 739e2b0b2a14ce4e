import { sameValue } from '../figure/decideCells.ts'
import { emptyCell, type CellValue } from '../figure/cellValue.ts'
import { canonicalJson, type CanonicalProse } from '../section/canonical.ts'
import type { SectionContent } from '../section/content.ts'
import { compareProse, placesInProse, type BlockChange } from './compareProse.ts'

/** What differs between two contents of one section. What is the same is not in it. */
export interface ContentComparison {
  readonly title: { readonly before: string; readonly after: string } | null
  /** Texts that differ, by slot. */
  readonly texts: readonly SlotChange[]
  readonly figures: readonly FigureChange[]
  readonly statuses: readonly StatusChange[]
  readonly plan: readonly PlanItemChange[]
  /** Changes as a person counts them: places in the text, figures, judgements, plan items. */
  readonly count: number
}

export interface SlotChange {
  readonly slot: string
  readonly blocks: readonly BlockChange[]
  readonly places: number
}

export interface FigureChange {
  readonly block: string
  readonly row: string
  readonly column: string
  readonly before: CellValue
  readonly after: CellValue
  /** Where the value comes from now, or came from if the cell is empty now; `quoted`: it stands in another section. */
  readonly from: 'stored' | 'computed' | 'reported' | 'quoted'
  /** False for what is only computed anew, as long as something else in the section changed. */
  readonly isCounted: boolean
}

export interface Judged {
  readonly status: string | null
  readonly trend: string | null
}

export interface StatusChange {
  readonly item: string
  readonly before: { readonly proposed: Judged; readonly settled: Judged }
  readonly after: { readonly proposed: Judged; readonly settled: Judged }
}

type ContentItem = SectionContent['plan'][number]

export interface PlanItemChange {
  readonly item: string
  /** Null: it was added. */
  readonly before: ContentItem | null
  /** Null: it was taken away. */
  readonly after: ContentItem | null
}

/** Compares two contents of one section: what the one says and the other does not. */
export function compareContents(before: SectionContent, after: SectionContent): ContentComparison {
  const texts = slotsOf(before, after).flatMap((slot): SlotChange[] => {
    const old = before.prose[slot] ?? noProse
    const now = after.prose[slot] ?? noProse
    if (canonicalJson(old) === canonicalJson(now)) return []
    const blocks = compareProse(old, now)
    return [{ slot, blocks, places: placesInProse(blocks) }]
  })
  const title =
    before.section.title === after.section.title
      ? null
      : { before: before.section.title, after: after.section.title }
  const statuses = compareStatuses(before.statuses, after.statuses)
  const plan = comparePlan(before.plan, after.plan)
  const found = [...compareCells(before.cells, after.cells), ...compareQuoted(before.quoted, after.quoted)]
  const others =
    (title === null ? 0 : 1) +
    texts.reduce((sum, { places }) => sum + places, 0) +
    statuses.length +
    plan.length +
    found.filter(({ from }) => from !== 'computed').length
  const figures = found.map((change): FigureChange => ({
    ...change,
    isCounted: change.from !== 'computed' || others === 0,
  }))
  return { title, texts, figures, statuses, plan, count: others === 0 ? figures.length : others }
}

const noProse: CanonicalProse = { type: 'doc', content: [] }

/** In the order of the later content, then those that are gone. */
const slotsOf = (before: SectionContent, after: SectionContent): string[] => [
  ...new Set([...Object.keys(after.prose), ...Object.keys(before.prose)]),
]

type Found = Omit<FigureChange, 'isCounted'>

function compareCells(before: SectionContent['cells'], after: SectionContent['cells']): Found[] {
  const placed = (cells: SectionContent['cells']) =>
    new Map(cells.map((cell) => [`${cell[0]} ${cell[1]} ${cell[2]}`, cell]))
  const old = placed(before)
  const now = placed(after)
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((key): Found[] => {
    const was = old.get(key)
    const is = now.get(key)
    const cell = is ?? was
    if (cell === undefined) return []
    const values = { before: was?.[4] ?? emptyCell, after: is?.[4] ?? emptyCell }
    if (sameValue(values.before, values.after) && (was?.[3] ?? cell[3]) === (is?.[3] ?? cell[3])) return []
    return [{ block: cell[0], row: cell[1], column: cell[2], ...values, from: cell[3] }]
  })
}

/** A figure quoted in both that reads otherwise; one that is quoted anew or no more is told by its text. */
function compareQuoted(before: SectionContent['quoted'], after: SectionContent['quoted']): Found[] {
  const old = new Map(
    before.map(([block, row, column, value]): [string, CellValue] => [`${block} ${row} ${column}`, value]),
  )
  return after.flatMap(([block, row, column, value]): Found[] => {
    const was = old.get(`${block} ${row} ${column}`)
    return was === undefined || sameValue(was, value)
      ? []
      : [{ block, row, column, before: was, after: value, from: 'quoted' }]
  })
}

const unjudged: Judged = { status: null, trend: null }

function compareStatuses(
  before: SectionContent['statuses'],
  after: SectionContent['statuses'],
): StatusChange[] {
  const byItem = (statuses: SectionContent['statuses']) =>
    new Map(
      statuses.map(([item, status, trend, settledStatus, settledTrend]) => [
        item,
        { proposed: { status, trend }, settled: { status: settledStatus, trend: settledTrend } },
      ]),
    )
  const old = byItem(before)
  const now = byItem(after)
  const none = { proposed: unjudged, settled: unjudged }
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((item): StatusChange[] => {
    const was = old.get(item) ?? none
    const is = now.get(item) ?? none
    return canonicalJson(was) === canonicalJson(is) ? [] : [{ item, before: was, after: is }]
  })
}

function comparePlan(before: readonly ContentItem[], after: readonly ContentItem[]): PlanItemChange[] {
  const old = new Map(before.map((item) => [item.id, item]))
  const now = new Map(after.map((item) => [item.id, item]))
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((item): PlanItemChange[] => {
    const was = old.get(item) ?? null
    const is = now.get(item) ?? null
    return canonicalJson(was) === canonicalJson(is) ? [] : [{ item, before: was, after: is }]
  })
}
