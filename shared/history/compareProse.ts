import { canonicalJson, type CanonicalNode, type CanonicalProse } from '../section/canonical.ts'
import { compareInline, placesIn, type TextRun } from './compareInline.ts'
import { diffSequence } from './diffSequence.ts'

/** What happened to one block of a text. A changed block's own attributes (kind, level, indent, alt, caption) may differ too. */
export type BlockChange =
  | { readonly kind: 'kept' | 'added' | 'removed'; readonly block: CanonicalNode }
  | ChangedBlock

export type ChangedBlock =
  | {
      readonly kind: 'text'
      readonly before: CanonicalNode
      readonly after: CanonicalNode
      readonly runs: readonly TextRun[]
    }
  /** A table with as many columns as before. */
  | {
      readonly kind: 'table'
      readonly before: CanonicalNode
      readonly after: CanonicalNode
      readonly rows: readonly RowChange[]
    }
  /** The same picture with other words. */
  | { readonly kind: 'image'; readonly before: CanonicalNode; readonly after: CanonicalNode }

export type RowChange =
  | { readonly kind: 'kept' | 'added' | 'removed'; readonly row: CanonicalNode }
  | {
      readonly kind: 'changed'
      readonly before: CanonicalNode
      readonly after: CanonicalNode
      readonly cells: readonly (readonly TextRun[])[]
    }

/** Compares two texts block by block, and the words of blocks that correspond. */
export function compareProse(before: CanonicalProse, after: CanonicalProse): BlockChange[] {
  return aligned(before.content, after.content, likeness).map((pair): BlockChange => {
    if (pair.kind !== 'changed') return { kind: pair.kind, block: pair.node }
    const { before: old, after: now } = pair
    if (old.type === 'table')
      return {
        kind: 'table',
        before: old,
        after: now,
        rows: compareRows(old.content ?? [], now.content ?? []),
      }
    if (old.type === 'image') return { kind: 'image', before: old, after: now }
    return {
      kind: 'text',
      before: old,
      after: now,
      runs: compareInline(old.content ?? [], now.content ?? []),
    }
  })
}

/** Places where a text changed: neighbouring blocks that came or went together count once. */
export function placesInProse(changes: readonly BlockChange[]): number {
  let count = 0
  for (const [at, change] of changes.entries()) {
    if (!('block' in change)) count += placesInBlock(change)
    else if (change.kind !== 'kept' && !isWhole(changes[at - 1])) count += 1
  }
  return count
}

const isWhole = (change: BlockChange | undefined): boolean =>
  change?.kind === 'added' || change?.kind === 'removed'

/** Places within one changed block; another kind or place in a list is one. */
export function placesInBlock(change: ChangedBlock): number {
  if (change.kind === 'image') return 1
  if (change.kind === 'text')
    return placesIn(change.runs) + (sameJson(change.before.attrs, change.after.attrs) ? 0 : 1)
  return change.rows.reduce(
    (sum, row) =>
      sum +
      (row.kind === 'kept'
        ? 0
        : row.kind === 'changed'
          ? row.cells.reduce((inRow, runs) => inRow + placesIn(runs), 0)
          : 1),
    0,
  )
}

function compareRows(before: readonly CanonicalNode[], after: readonly CanonicalNode[]): RowChange[] {
  return aligned(before, after, rowLikeness).map((pair): RowChange => {
    if (pair.kind !== 'changed') return { kind: pair.kind, row: pair.node }
    const old = pair.before.content ?? []
    const now = pair.after.content ?? []
    return {
      kind: 'changed',
      before: pair.before,
      after: pair.after,
      cells: now.map((cell, at) => compareInline(old[at]?.content ?? [], cell.content ?? [])),
    }
  })
}

type Aligned =
  | { readonly kind: 'kept' | 'added' | 'removed'; readonly node: CanonicalNode }
  | { readonly kind: 'changed'; readonly before: CanonicalNode; readonly after: CanonicalNode }

type Likeness = (before: CanonicalNode, after: CanonicalNode) => number

/** Below this two blocks are told as one that went and one that came. */
const leastLikeness = 0.3
/** Pairs that are weighed in one stretch; more than that is shown whole, the old and the new. */
const mostPairs = 40_000

function aligned(
  before: readonly CanonicalNode[],
  after: readonly CanonicalNode[],
  like: Likeness,
): Aligned[] {
  const runs = diffSequence(
    before.map((node) => canonicalJson(node)),
    after.map((node) => canonicalJson(node)),
  )
  return runs.flatMap((run, at): Aligned[] => {
    const next = runs[at + 1]
    const now = after.slice(run.after, run.after + run.length)
    if (run.kind === 'kept') return now.map((node) => ({ kind: 'kept', node }))
    if (run.kind === 'added') {
      // Told with what was removed at the same place.
      return runs[at - 1]?.kind === 'removed' ? [] : now.map((node) => ({ kind: 'added', node }))
    }
    const old = before.slice(run.before, run.before + run.length)
    return next?.kind === 'added'
      ? paired(old, after.slice(next.after, next.after + next.length), like)
      : old.map((node) => ({ kind: 'removed', node }))
  })
}

/** The pairs, in order, that are most alike together; the rest came or went. */
function paired(old: readonly CanonicalNode[], now: readonly CanonicalNode[], like: Likeness): Aligned[] {
  const weights =
    old.length * now.length > mostPairs
      ? old.map((): number[] => [])
      : old.map((before) =>
          now.map((after) => {
            const weight = like(before, after)
            return weight < leastLikeness ? 0 : weight
          }),
        )
  const weight = (i: number, j: number): number => weights[i]?.[j] ?? 0
  // best[i][j]: the most that pairs from (i, j) on come to.
  const best = Array.from({ length: old.length + 1 }, () => new Float64Array(now.length + 1))
  const bestAt = (i: number, j: number): number => best[i]?.[j] ?? 0
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      const row = best[i]
      if (row === undefined) continue
      const together = weight(i, j) > 0 ? weight(i, j) + bestAt(i + 1, j + 1) : 0
      row[j] = Math.max(together, bestAt(i + 1, j), bestAt(i, j + 1))
    }
  }
  const list: Aligned[] = []
  const came: Aligned[] = []
  let i = 0
  let j = 0
  while (i < old.length || j < now.length) {
    const before = old[i]
    const after = now[j]
    const most = bestAt(i, j)
    const isPair = weight(i, j) > 0 && most === weight(i, j) + bestAt(i + 1, j + 1)
    if (before !== undefined && after !== undefined && isPair) {
      list.push(...came.splice(0), { kind: 'changed', before, after })
      i += 1
      j += 1
    } else if (before !== undefined && (after === undefined || bestAt(i + 1, j) >= bestAt(i, j + 1))) {
      list.push({ kind: 'removed', node: before })
      i += 1
    } else if (after !== undefined) {
      came.push({ kind: 'added', node: after })
      j += 1
    }
  }
  return [...list, ...came]
}

/** 0 to 1: how much two blocks say the same. Only blocks of one sort correspond. */
function likeness(before: CanonicalNode, after: CanonicalNode): number {
  if (before.type !== after.type) return 0
  if (before.type === 'image') return before.attrs['hash'] === after.attrs['hash'] ? 1 : 0
  if (before.type === 'table') {
    return widthOf(before) === widthOf(after) && widthOf(before) > 0
      ? 0.3 + 0.7 * wordLikeness(before, after)
      : 0
  }
  return wordLikeness(before, after)
}

/** Rows of one table correspond by their first cell, else by all they say. */
function rowLikeness(before: CanonicalNode, after: CanonicalNode): number {
  const [old] = before.content ?? []
  const [now] = after.content ?? []
  if (before.content?.length !== after.content?.length || !sameJson(typesOf(before), typesOf(after))) return 0
  const label = old === undefined || now === undefined || !sameJson(old, now) ? 0 : 0.5
  return Math.min(1, label + wordLikeness(before, after))
}

const typesOf = (row: CanonicalNode): string[] => (row.content ?? []).map(({ type }) => type)
const widthOf = (table: CanonicalNode): number => table.content?.[0]?.content?.length ?? 0
const sameJson = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b)

/** Share of words that two nodes have in common (Dice), counted as often as they stand. */
function wordLikeness(before: CanonicalNode, after: CanonicalNode): number {
  const old = wordsOf(before)
  const now = wordsOf(after)
  if (old.length + now.length === 0) return 1
  const left = new Map<string, number>()
  for (const word of old) left.set(word, (left.get(word) ?? 0) + 1)
  let common = 0
  for (const word of now) {
    const count = left.get(word) ?? 0
    if (count === 0) continue
    left.set(word, count - 1)
    common += 1
  }
  return (2 * common) / (old.length + now.length)
}

const wordsOf = (node: CanonicalNode): string[] =>
  node.text !== undefined
    ? (node.text.match(/[\p{L}\p{N}]+/gu) ?? [])
    : node.content === undefined
      ? [canonicalJson({ type: node.type, attrs: node.attrs })]
      : node.content.flatMap(wordsOf)
