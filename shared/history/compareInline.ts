import { canonicalJson, type CanonicalMark, type CanonicalNode } from '../section/canonical.ts'
import { diffSequence } from './diffSequence.ts'

/** What happened within one text block or cell. `restyled`: the same words in another form (bold, italic, link). */
export type TextRun =
  | { readonly kind: 'kept' | 'added' | 'removed'; readonly nodes: readonly CanonicalNode[] }
  | {
      readonly kind: 'restyled'
      readonly before: readonly CanonicalNode[]
      readonly after: readonly CanonicalNode[]
    }

/** One word, figure, space, sign or atom; `key` is what it says, apart from its form. */
interface Token {
  readonly key: string
  readonly node: CanonicalNode
}

/** A figure with its sign and its groups is one word, so that one never reads half an old one beside half a new one. */
const pieces =
  /(?:(?<![\p{L}\p{N}])[−-])?(?:\d{1,3}(?:[\u00a0\u202f]\d{3})+(?:[.,]\d+)*|\d+(?:[.,:]\d+)*)|[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+)*|\s+|[^\s]/gu

/** The figures of a text, with everything else between: even places are words, odd ones figures. */
const figures =
  /((?:(?<![\p{L}\p{N}])[−-])?(?:\d{1,3}(?:[\u00a0\u202f]\d{3})+(?:[.,]\d+)*|\d+(?:[.,:]\d+)*))/u

/** A text in stretches of words and of figures: a figure that is struck needs a line that does not look like a minus. */
export const figuresApart = (text: string): { readonly text: string; readonly isFigure: boolean }[] =>
  text
    .split(figures)
    .map((part, at) => ({ text: part, isFigure: at % 2 === 1 }))
    .filter((part) => part.text !== '')

/** Words, figures and atoms (a live figure, a footnote, a reference) as units, in reading order. */
export function compareInline(before: readonly CanonicalNode[], after: readonly CanonicalNode[]): TextRun[] {
  const old = tokensOf(before)
  const now = tokensOf(after)
  const runs = diffSequence(
    old.map(({ key }) => key),
    now.map(({ key }) => key),
  ).flatMap((run): Piece[] => {
    const oldTokens = old.slice(run.before, run.before + run.length)
    const nowTokens = now.slice(run.after, run.after + run.length)
    if (run.kind === 'removed') return [{ kind: 'removed', before: oldTokens, after: [] }]
    if (run.kind === 'added') return [{ kind: 'added', before: [], after: nowTokens }]
    return keptPieces(oldTokens, nowTokens)
  })
  return withoutGaps(slid(runs)).map(({ kind, before: was, after: is }) =>
    kind === 'restyled'
      ? { kind, before: joined(was), after: joined(is) }
      : { kind, nodes: joined(kind === 'removed' ? was : is) },
  )
}

/** What the words were and are, put together from the runs. */
export const inlineBefore = (runs: readonly TextRun[]): CanonicalNode[] =>
  runs.flatMap((run) =>
    run.kind === 'restyled' ? [...run.before] : run.kind === 'added' ? [] : [...run.nodes],
  )

export const inlineAfter = (runs: readonly TextRun[]): CanonicalNode[] =>
  runs.flatMap((run) =>
    run.kind === 'restyled' ? [...run.after] : run.kind === 'removed' ? [] : [...run.nodes],
  )

/** Changed places: what went and what came at one place count once. */
export const placesIn = (runs: readonly TextRun[]): number =>
  runs.filter((run, at) => run.kind === 'restyled' || (isWords(run) && !isWords(runs[at - 1]))).length

const isWords = (run: TextRun | undefined): boolean => run?.kind === 'removed' || run?.kind === 'added'

interface Piece {
  readonly kind: TextRun['kind']
  readonly before: readonly Token[]
  readonly after: readonly Token[]
}

const tokensOf = (nodes: readonly CanonicalNode[]): Token[] =>
  nodes.flatMap((node): Token[] =>
    node.text === undefined
      ? [{ key: canonicalJson({ type: node.type, attrs: node.attrs }), node }]
      : (node.text.match(pieces) ?? []).map((text) => ({ key: `"${text}`, node: { ...node, text } })),
  )

const sameForm = (
  a: readonly CanonicalMark[] | undefined,
  b: readonly CanonicalMark[] | undefined,
): boolean => canonicalJson(a ?? []) === canonicalJson(b ?? [])

function keptPieces(old: readonly Token[], now: readonly Token[]): Piece[] {
  const found: { kind: 'kept' | 'restyled'; before: Token[]; after: Token[] }[] = []
  for (const [at, before] of old.entries()) {
    const after = now[at]
    if (after === undefined) break
    const kind = sameForm(before.node.marks, after.node.marks) ? 'kept' : 'restyled'
    const last = found.at(-1)
    if (last?.kind === kind) {
      last.before.push(before)
      last.after.push(after)
    } else found.push({ kind, before: [before], after: [after] })
  }
  return found
}

/**
 * The same change may often be told in two ways. Of two stretches that went (or came) around a lone space, told is one; and what
 * was added behind a full stop begins behind it.
 */
function slid(runs: readonly Piece[]): Piece[] {
  const list = [...runs]
  for (let at = 1; at < list.length; at += 1) {
    const [two, before, run, next] = [list[at - 2], list[at - 1], list[at], list[at + 1]]
    if (before === undefined || run === undefined || run.kind !== 'kept') continue
    if (before.kind !== 'removed' && before.kind !== 'added') continue
    const side = before.kind === 'removed' ? 'before' : 'after'
    const other = side === 'before' ? 'after' : 'before'
    const [gap] = run[side]
    const last = next?.[side].at(-1)
    const isAlone = !isWordChange(two) && gap !== undefined
    if (!isAlone) continue
    if (next?.kind === before.kind && run[side].length === 1 && last !== undefined && sameToken(gap, last)) {
      if (isWordChange(list[at + 2]) || !isSpace(gap)) continue
      const told = [...before[side], gap, ...next[side].slice(0, -1)]
      list.splice(at - 1, 3, changedPiece(before.kind, told), { ...run, [side]: [last] })
      at -= 1
      continue
    }
    const [first, ...rest] = before[side]
    if (first === undefined || rest.length === 0 || !isStop(first) || !sameToken(first, gap)) continue
    const [otherGap, ...otherRest] = run[other]
    if (otherGap === undefined || isWordChange(next)) continue
    const stop: Piece = { kind: 'kept', before: [], after: [], [side]: [first], [other]: [otherGap] }
    const tail: Piece = {
      kind: 'kept',
      before: [],
      after: [],
      [side]: run[side].slice(1),
      [other]: otherRest,
    }
    list.splice(
      at - 1,
      2,
      ...(two?.kind === 'kept' ? [] : [stop]),
      changedPiece(before.kind, [...rest, gap]),
      ...(otherRest.length === 0 ? [] : [tail]),
    )
    if (two?.kind === 'kept')
      list[at - 2] = {
        kind: 'kept',
        before: [...two.before, ...stop.before],
        after: [...two.after, ...stop.after],
      }
  }
  return list
}

const changedPiece = (kind: 'removed' | 'added', tokens: readonly Token[]): Piece =>
  kind === 'removed' ? { kind, before: tokens, after: [] } : { kind, before: [], after: tokens }

const sameToken = (a: Token, b: Token): boolean => a.key === b.key && sameForm(a.node.marks, b.node.marks)
const isSpace = ({ node }: Token): boolean => node.text !== undefined && /^\s+$/u.test(node.text)
const isStop = ({ node }: Token): boolean => node.text !== undefined && /^[.,;:!?)]$/u.test(node.text)

/** A lone space between two changes belongs to them: "två ord" for "fyra bord" reads as one change and not as two. */
function withoutGaps(runs: readonly Piece[]): Piece[] {
  const list: Piece[] = []
  let removed: Token[] = []
  let added: Token[] = []
  const close = () => {
    if (removed.length > 0) list.push({ kind: 'removed', before: removed, after: [] })
    if (added.length > 0) list.push({ kind: 'added', before: [], after: added })
    removed = []
    added = []
  }
  for (const [at, run] of runs.entries()) {
    const isGap =
      run.kind === 'kept' &&
      removed.length > 0 &&
      added.length > 0 &&
      isWordChange(runs[at + 1]) &&
      run.before.every(isSpace)
    if (isWordChange(run) || isGap) {
      removed.push(...run.before)
      added.push(...run.after)
    } else {
      close()
      list.push(run)
    }
  }
  close()
  return list
}

const isWordChange = (run: Piece | undefined): boolean => run?.kind === 'removed' || run?.kind === 'added'

/** Neighbouring texts of one form as one node again. */
function joined(tokens: readonly Token[]): CanonicalNode[] {
  const nodes: CanonicalNode[] = []
  for (const { node } of tokens) {
    const last = nodes.at(-1)
    if (last?.text !== undefined && node.text !== undefined && sameForm(last.marks, node.marks))
      nodes[nodes.length - 1] = { ...last, text: `${last.text}${node.text}` }
    else nodes.push(node)
  }
  return nodes
}
