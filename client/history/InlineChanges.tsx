import { Fragment, type ReactNode } from 'react'
import type { TextRun } from '../../shared/history/compareInline.ts'
import { figuresApart } from '../../shared/history/compareInline.ts'
import type { CanonicalNode } from '../../shared/section/canonical.ts'
import { useWords, type Words } from '../ui/words.ts'
import type { Quote } from './changedPlaces.ts'
import style from './changes.module.css'

export interface Quotes {
  readonly before: Quote
  readonly after: Quote
}

/** Words kept on each side of a change where only the changes are shown. */
const contextWords = 24

interface InlineChangesProps {
  readonly runs: readonly TextRun[]
  readonly quotes: Quotes
  /** Long stretches without a change are cut down to what stands next to one. */
  readonly isShort?: boolean | undefined
  /** Part of a larger change, which is the place to go to. */
  readonly isPart?: boolean | undefined
}

/** The words of a text with what went and what came marked in their place. */
export function InlineChanges({ runs, quotes, isShort = false, isPart = false }: InlineChangesProps) {
  const words = useWords()
  const place = { className: style['place'], ...(isPart ? {} : { 'data-change': '' }) }
  return placesOf(runs).map((stretch, at, all) => {
    if (stretch.kind === 'kept') {
      const nodes = isShort ? shortened(stretch.nodes, at > 0, at < all.length - 1) : stretch.nodes
      return <Kept key={at} nodes={nodes} quotes={quotes} />
    }
    if (stretch.kind === 'restyled')
      return (
        <span key={at} {...place}>
          <span className={style['restyled']}>{drawn(stretch.after, quotes.after)}</span>{' '}
          <small className={style['named']}>{formWords(stretch.before, stretch.after, words)}</small>
        </span>
      )
    return (
      <span key={at} {...place}>
        {stretch.removed.length === 0 ? null : (
          <Removed>{drawn(stretch.removed, quotes.before, true)}</Removed>
        )}
        {stretch.removed.length === 0 || stretch.added.length === 0 ? null : ' '}
        {stretch.added.length === 0 ? null : <Added>{drawn(stretch.added, quotes.after)}</Added>}
      </span>
    )
  })
}

/** Struck and tinted; said in words to who cannot see it. */
export function Removed({ children }: { readonly children: ReactNode }) {
  const words = useWords()
  return (
    <del className={style['removed']}>
      <span className="hidden-words">{words('history.removedHere')} </span>
      {children}
    </del>
  )
}

/** Underlined and tinted; said in words to who cannot see it. */
export function Added({ children }: { readonly children: ReactNode }) {
  const words = useWords()
  return (
    <ins className={style['added']}>
      <span className="hidden-words">{words('history.addedHere')} </span>
      {children}
    </ins>
  )
}

/** A figure that went is struck by a slanting line: a level one would hide its minus. */
export const struckFigure = (text: string): ReactNode => <span className={style['struckFigure']}>{text}</span>

type Place =
  | { readonly kind: 'kept'; readonly nodes: readonly CanonicalNode[] }
  | Extract<TextRun, { kind: 'restyled' }>
  | {
      readonly kind: 'words'
      readonly removed: readonly CanonicalNode[]
      readonly added: readonly CanonicalNode[]
    }

function placesOf(runs: readonly TextRun[]): Place[] {
  const list: Place[] = []
  for (const run of runs) {
    const last = list.at(-1)
    if (run.kind === 'restyled') list.push(run)
    else if (run.kind === 'kept') list.push({ kind: 'kept', nodes: run.nodes })
    else {
      const open = last?.kind === 'words' ? last : { kind: 'words' as const, removed: [], added: [] }
      if (last?.kind === 'words') list.pop()
      list.push({
        ...open,
        [run.kind]: [...open[run.kind], ...run.nodes],
      })
    }
  }
  return list
}

/** A live figure that reads otherwise now is shown with both. */
function Kept({ nodes, quotes }: { readonly nodes: readonly CanonicalNode[]; readonly quotes: Quotes }) {
  return nodes.map((node, at) => {
    const [was, is] = node.type === 'valueRef' ? [quotes.before(node), quotes.after(node)] : ['', '']
    return was === is ? (
      <Fragment key={at}>{drawn([node], quotes.after)}</Fragment>
    ) : (
      <Fragment key={at}>
        <Removed>{struckFigure(was)}</Removed> <Added>{is}</Added>
      </Fragment>
    )
  })
}

function drawn(nodes: readonly CanonicalNode[], quote: Quote, isRemoved = false): ReactNode {
  return nodes.map((node, at) => (
    <Fragment key={at}>
      {(node.marks ?? []).reduceRight<ReactNode>(
        (inner, { type }) =>
          type === 'bold' ? (
            <strong>{inner}</strong>
          ) : type === 'italic' ? (
            <em>{inner}</em>
          ) : (
            <span className={style['link']}>{inner}</span>
          ),
        leaf(node, quote, isRemoved),
      )}
    </Fragment>
  ))
}

function leaf(node: CanonicalNode, quote: Quote, isRemoved: boolean): ReactNode {
  switch (node.type) {
    case 'hardBreak':
      return <br />
    case 'footnote':
      return <FootnoteWords text={String(node.attrs['text'] ?? '')} />
    case 'valueRef':
    case 'sectionRef': {
      const text = quote(node)
      return isRemoved && node.type === 'valueRef' ? struckFigure(text) : text
    }
    default:
      return isRemoved
        ? figuresApart(node.text ?? '').map(({ text, isFigure }, at) => (
            <Fragment key={at}>{isFigure ? struckFigure(text) : <span>{text}</span>}</Fragment>
          ))
        : node.text
  }
}

function FootnoteWords({ text }: { readonly text: string }) {
  const words = useWords()
  return <span className={style['footnote']}>{words('history.footnote', { text })}</span>
}

function formWords(before: readonly CanonicalNode[], after: readonly CanonicalNode[], words: Words): string {
  const formsOf = (nodes: readonly CanonicalNode[]) =>
    new Set(nodes.flatMap(({ marks }) => (marks ?? []).map(({ type }) => type)))
  const was = formsOf(before)
  const is = formsOf(after)
  const said = [
    ...(is.has('bold') && !was.has('bold') ? [words('history.nowBold')] : []),
    ...(was.has('bold') && !is.has('bold') ? [words('history.notBold')] : []),
    ...(is.has('italic') && !was.has('italic') ? [words('history.nowItalic')] : []),
    ...(was.has('italic') && !is.has('italic') ? [words('history.notItalic')] : []),
    ...(is.has('link') && !was.has('link') ? [words('history.nowLink')] : []),
    ...(was.has('link') && !is.has('link') ? [words('history.notLink')] : []),
  ]
  return said.length === 0 ? words('history.otherForm') : said.join(', ')
}

function shortened(
  nodes: readonly CanonicalNode[],
  followsChange: boolean,
  precedesChange: boolean,
): readonly CanonicalNode[] {
  const total = nodes.reduce((sum, node) => sum + wordsIn(node), 0)
  const sides = (followsChange ? 1 : 0) + (precedesChange ? 1 : 0)
  if (total <= sides * contextWords + 6) return nodes
  const ellipsis: CanonicalNode = { type: 'text', attrs: {}, text: ' … ' }
  return [
    ...(followsChange ? firstWords(nodes, contextWords) : []),
    ellipsis,
    ...(precedesChange ? lastWords(nodes, contextWords) : []),
  ]
}

const wordsIn = (node: CanonicalNode): number =>
  node.text === undefined ? 1 : (node.text.match(/\S+/gu)?.length ?? 0)

function firstWords(nodes: readonly CanonicalNode[], count: number): CanonicalNode[] {
  const list: CanonicalNode[] = []
  let left = count
  for (const node of nodes) {
    if (left <= 0) break
    const text = node.text?.match(new RegExp(`^\\s*(?:\\S+\\s*){0,${left}}`, 'u'))?.[0]
    list.push(text === undefined ? node : { ...node, text })
    left -= wordsIn(node)
  }
  return list
}

function lastWords(nodes: readonly CanonicalNode[], count: number): CanonicalNode[] {
  const list: CanonicalNode[] = []
  let left = count
  for (const node of nodes.toReversed()) {
    if (left <= 0) break
    const parts = node.text?.match(/\s*\S+\s*/gu)
    list.unshift(
      parts === undefined || parts === null || parts.length <= left
        ? node
        : { ...node, text: parts.slice(-left).join('') },
    )
    left -= wordsIn(node)
  }
  return list
}
