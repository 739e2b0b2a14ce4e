import type { Thread, ThreadPlace } from '../../shared/review/thread.ts'
import { blocksOf, proseSlotsOf, type SectionLayout } from '../../shared/section/layout.ts'
import type { MarkedWords } from './markedWords.ts'

/** Where the threads of a text stand now, by thread; a text that has not been read yet is not among `slots`. */
export interface Anchors {
  readonly marks: ReadonlyMap<string, MarkedWords & { readonly slot: string }>
  readonly slots: ReadonlySet<string>
  /** Threads whose marks this page has seen at some time: without a mark now, they have lost it. */
  readonly seen: ReadonlySet<string>
  /** When the texts were read; epoch ms. */
  readonly readAt: number
}

export const noAnchors: Anchors = { marks: new Map(), slots: new Set(), seen: new Set(), readAt: 0 }

/** A mark travels by another line than the record of its thread: one of them may come first. */
const graceMs = 10_000

/**
 * Whether what a thread is about is gone: its words by what the text says now, its block, row or column by the layout. A thread
 * just opened is given time to find its mark.
 */
export function isOrphan(thread: Thread, section: SectionLayout, anchors: Anchors): boolean {
  const { at } = thread
  if ('slot' in at) {
    if (!proseSlotsOf(section).some(({ id }) => id === at.slot)) return true
    if (anchors.marks.has(thread.id) || !anchors.slots.has(at.slot)) return false
    const opened = Date.parse(thread.remarks[0]?.at ?? '')
    return anchors.seen.has(thread.id) || !(anchors.readAt - opened < graceMs)
  }
  const block = blocksOf(section).find(({ id }) => id === at.block)
  if (block === undefined) return true
  return (
    (at.row !== undefined && !block.rows.some(({ id }) => id === at.row)) ||
    (at.column !== undefined && !block.columns.some(({ id }) => id === at.column))
  )
}

type Rank = readonly [place: number, within: number]

/** Places of a section in the order in which they are read: texts, blocks, rows, and each Kommentar after what it is about. */
function placesInOrder(section: SectionLayout): ReadonlyMap<string, number> {
  const order = new Map<string, number>()
  const take = (key: string): void => void order.set(key, order.size)
  const comments = proseSlotsOf(section).filter((slot) => slot.in !== undefined)
  for (const slot of section.slots) {
    if (slot.kind === 'prose') {
      if (slot.in === undefined) take(slot.id)
      continue
    }
    const { block } = slot
    take(`block ${block.id}`)
    for (const row of block.rows) {
      take(`block ${block.id} ${row.id}`)
      for (const comment of comments)
        if (comment.in?.block === block.id && comment.in.row === row.id) take(comment.id)
    }
    for (const comment of comments)
      if (comment.in?.block === block.id && !order.has(comment.id)) take(comment.id)
  }
  return order
}

const keyOf = (at: ThreadPlace): string =>
  'slot' in at ? at.slot : at.row === undefined ? `block ${at.block}` : `block ${at.block} ${at.row}`

/**
 * Threads of one section in the order of the document: by place, in a text by where their words stand, in a row by column.
 * What has lost its words comes after the others of its text, what has lost its place last; else the older first.
 */
export function inDocumentOrder(
  threads: readonly Thread[],
  section: SectionLayout,
  { marks }: Pick<Anchors, 'marks'>,
): Thread[] {
  const order = placesInOrder(section)
  const columns = new Map(
    blocksOf(section).map(({ id, columns: all }) => [id, all.map((column) => column.id)]),
  )
  const rankOf = ({ id, at }: Thread): Rank => {
    const place = order.get(keyOf(at)) ?? Number.POSITIVE_INFINITY
    if ('slot' in at) return [place, marks.get(id)?.at ?? Number.POSITIVE_INFINITY]
    return [place, at.column === undefined ? -1 : (columns.get(at.block)?.indexOf(at.column) ?? -1)]
  }
  return threads
    .map((thread) => ({ thread, rank: rankOf(thread), opened: thread.remarks[0]?.at ?? '' }))
    .toSorted(
      (a, b) =>
        compare(a.rank[0], b.rank[0]) ||
        compare(a.rank[1], b.rank[1]) ||
        a.opened.localeCompare(b.opened) ||
        a.thread.id.localeCompare(b.thread.id),
    )
    .map(({ thread }) => thread)
}

/** Two infinite ranks are the same rank. */
const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1)

type ReadAnchors = Pick<Anchors, 'marks' | 'slots'>

/** Whether two readings of the page say the same, so that nothing is drawn again at every keystroke. */
export function sameAnchors(a: ReadAnchors, b: ReadAnchors): boolean {
  if (a.marks.size !== b.marks.size || a.slots.size !== b.slots.size) return false
  for (const slot of a.slots) if (!b.slots.has(slot)) return false
  for (const [id, mark] of a.marks) {
    const other = b.marks.get(id)
    if (other?.at !== mark.at || other.words !== mark.words || other.slot !== mark.slot) return false
  }
  return true
}
