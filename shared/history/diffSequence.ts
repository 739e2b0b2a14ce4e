/** A stretch of two sequences: `length` parts, from `before` on in the one and from `after` on in the other. */
export interface DiffRun {
  readonly kind: 'kept' | 'removed' | 'added'
  readonly before: number
  readonly after: number
  readonly length: number
}

/** More differences than this are not looked for, so that time and memory are bounded: the old is then shown whole, and the new. */
const mostDifferences = 1200

/**
 * What happened between two sequences of keys, in reading order; between two kept stretches stands first what was removed, then
 * what was added. As few differences as possible, up to a bound.
 *
 * @source E. W. Myers, An O(ND) Difference Algorithm and Its Variations (1986)
 */
export function diffSequence(before: readonly string[], after: readonly string[]): DiffRun[] {
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && before[head] === after[head]) head += 1
  let tail = 0
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1
  const kept: Pair[] = []
  for (let at = 0; at < head; at += 1) kept.push([at, at])
  for (const [i, j] of keptOf(
    before.slice(head, before.length - tail),
    after.slice(head, after.length - tail),
  )) {
    kept.push([i + head, j + head])
  }
  for (let at = tail; at > 0; at -= 1) kept.push([before.length - at, after.length - at])
  return runsOf(kept, before.length, after.length)
}

type Pair = readonly [before: number, after: number]

/** How far one gets in the old sequence on each diagonal, with a certain number of differences. */
interface Frontier {
  readonly differences: number
  readonly reached: Int32Array
}

const reachedOn = ({ differences, reached }: Frontier, diagonal: number): number =>
  reached[diagonal + differences] ?? 0

/** Whether the way to a diagonal is by something added, from the diagonal above; else by something removed, from that below. */
const isByAdded = (last: Frontier, diagonal: number): boolean =>
  diagonal < -last.differences ||
  (diagonal <= last.differences && reachedOn(last, diagonal - 1) < reachedOn(last, diagonal + 1))

/** Pairs of equal places, in order; none if the two differ in more than is looked for. */
function keptOf(old: readonly string[], now: readonly string[]): Pair[] {
  const trail: Frontier[] = []
  const most = Math.min(old.length + now.length, mostDifferences)
  for (let differences = 0; differences <= most; differences += 1) {
    const last = trail.at(-1)
    const reached = new Int32Array(2 * differences + 1)
    for (let diagonal = -differences; diagonal <= differences; diagonal += 2) {
      let i = last === undefined ? 0 : startOn(last, diagonal)
      while (i < old.length && i - diagonal < now.length && old[i] === now[i - diagonal]) i += 1
      reached[diagonal + differences] = i
      if (i >= old.length && i - diagonal >= now.length) return walkBack(trail, old.length, now.length)
    }
    trail.push({ differences, reached })
  }
  return []
}

const startOn = (last: Frontier, diagonal: number): number =>
  isByAdded(last, diagonal) ? reachedOn(last, diagonal + 1) : reachedOn(last, diagonal - 1) + 1

function walkBack(trail: readonly Frontier[], oldLength: number, nowLength: number): Pair[] {
  const pairs: Pair[] = []
  let i = oldLength
  let j = nowLength
  for (const last of trail.toReversed()) {
    const diagonal = i - j
    const start = startOn(last, diagonal)
    while (i > start) pairs.push([(i -= 1), (j -= 1)])
    if (isByAdded(last, diagonal)) j -= 1
    else i -= 1
  }
  while (i > 0) pairs.push([(i -= 1), (j -= 1)])
  return pairs.toReversed()
}

function runsOf(kept: readonly Pair[], oldLength: number, nowLength: number): DiffRun[] {
  const runs: DiffRun[] = []
  let i = 0
  let j = 0
  const changed = (toOld: number, toNow: number) => {
    if (toOld > i) runs.push({ kind: 'removed', before: i, after: j, length: toOld - i })
    if (toNow > j) runs.push({ kind: 'added', before: toOld, after: j, length: toNow - j })
    i = toOld
    j = toNow
  }
  for (const [oldAt, nowAt] of kept) {
    changed(oldAt, nowAt)
    const last = runs.at(-1)
    if (last?.kind === 'kept') runs[runs.length - 1] = { ...last, length: last.length + 1 }
    else runs.push({ kind: 'kept', before: i, after: j, length: 1 })
    i += 1
    j += 1
  }
  changed(oldLength, nowLength)
  return runs
}
