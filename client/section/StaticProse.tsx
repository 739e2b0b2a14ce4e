import { Fragment, type ReactNode } from 'react'
import { textAttribute, type ProseNode } from '../../shared/read/prose.ts'
import { isHref } from '../../shared/section/vocabulary.ts'
import type { DrawnFigure } from './quotedFigures.ts'
import { markAttributes, threadAt, type DrawnThread } from '../review/drawnThreads.ts'

interface StaticProseProps {
  readonly content: ProseNode
  readonly imageSource: (hash: string) => string
  /** How the marks of synpunkter are drawn here; without it there are none. */
  readonly threads?: StaticThreads | undefined
  /** What a quoted figure or a section's number reads, given its attributes; a text that is read elsewhere has them written out. */
  readonly figure?: ((attrs: Readonly<Record<string, unknown>>) => DrawnFigure) | undefined
}

export interface StaticThreads {
  /** Undefined for one whose mark is not drawn. */
  readonly drawn: (thread: string) => DrawnThread | undefined
  readonly choose: (thread: string) => void
}

/** What the parts of a text are drawn with. */
interface Drawing {
  readonly imageSource: (hash: string) => string
  readonly drawn: StaticThreads['drawn'] | undefined
  readonly figure: StaticProseProps['figure']
  /** The last words of each thread: what a suggestion puts in their place comes after them. */
  readonly lastOf: ReadonlyMap<string, ProseNode>
}

/**
 * A text that nobody writes in here: the same boxes and line breaks as the editor draws (schema.ts), so that nothing
 * moves when one takes the other's place.
 */
export function StaticProse({ content, imageSource, threads, figure }: StaticProseProps) {
  const blocks = content.content ?? []
  const drawing = { imageSource, drawn: threads?.drawn, figure, lastOf: lastWords(content) }
  return (
    // Pressing marked words opens their synpunkt; the keyboard goes through them with F8.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <div
      className="prose"
      lang="sv"
      onClick={({ target }) => {
        const thread = threadAt(target)
        if (thread !== undefined) threads?.choose(thread)
      }}
    >
      {blocks.length === 0 ? (
        <p> </p>
      ) : (
        blocks.map((block, at) => <Fragment key={at}>{drawBlock(block, drawing)}</Fragment>)
      )}
    </div>
  )
}

const threadsOn = (node: ProseNode): string[] =>
  (node.marks ?? []).flatMap((mark) => (mark.type === 'thread' ? [textAttribute(mark, 'id')] : []))

function lastWords(content: ProseNode): ReadonlyMap<string, ProseNode> {
  const last = new Map<string, ProseNode>()
  const look = (node: ProseNode): void => {
    for (const id of threadsOn(node)) last.set(id, node)
    node.content?.forEach(look)
  }
  look(content)
  return last
}

function drawBlock(block: ProseNode, drawing: Drawing): ReactNode {
  if (block.type === 'table') {
    return (
      <table>
        <tbody>
          {(block.content ?? []).map((row, rowAt) => (
            <tr key={rowAt}>
              {(row.content ?? []).map((cell, at) =>
                cell.type === 'tableHeader' ? (
                  <th key={at}>{drawInline(cell.content, drawing)}</th>
                ) : (
                  <td key={at}>{drawInline(cell.content, drawing)}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    )
  }
  if (block.type === 'image') {
    return (
      <figure>
        <img src={drawing.imageSource(textAttribute(block, 'hash'))} alt={textAttribute(block, 'alt')} />
        <figcaption>{textAttribute(block, 'caption')}</figcaption>
      </figure>
    )
  }
  return drawTextBlock(block, drawing)
}

function drawTextBlock(block: ProseNode, drawing: Drawing): ReactNode {
  const inline =
    block.content === undefined || block.content.length === 0 ? <br /> : drawInline(block.content, drawing)
  const indent = Number(block.attrs?.['indent'] ?? 0)
  const indented = indent > 0 ? { 'data-indent': indent } : {}
  switch (block.attrs?.['kind']) {
    case 'heading':
      return block.attrs['level'] === 4 ? <h4>{inline}</h4> : <h3>{inline}</h3>
    case 'bullet':
      return (
        <ul {...indented}>
          <li>{inline}</li>
        </ul>
      )
    case 'numbered':
      return (
        <ol {...indented}>
          <li>{inline}</li>
        </ol>
      )
    case 'quote':
      return (
        <blockquote>
          <p>{inline}</p>
        </blockquote>
      )
    default:
      return <p {...indented}>{inline}</p>
  }
}

const drawInline = (nodes: readonly ProseNode[] | undefined, drawing: Drawing): ReactNode =>
  (nodes ?? []).map((node, at) => (
    <Fragment key={at}>
      {(node.marks ?? []).reduceRight<ReactNode>(
        (inner, mark) =>
          mark.type === 'thread' ? withThread(inner, node, mark, drawing) : withMark(inner, mark),
        drawLeaf(node, drawing),
      )}
    </Fragment>
  ))

function withThread(
  inner: ReactNode,
  node: ProseNode,
  mark: NonNullable<ProseNode['marks']>[number],
  { drawn, lastOf }: Drawing,
): ReactNode {
  const id = textAttribute(mark, 'id')
  const thread = drawn?.(id)
  if (thread === undefined) return inner
  const { class: className, ...attributes } = markAttributes(id, thread)
  if (thread.replacement === undefined)
    return (
      <mark className={className} {...attributes}>
        {inner}
      </mark>
    )
  return (
    <>
      <del className={className} {...attributes}>
        {inner}
      </del>
      {lastOf.get(id) === node && thread.replacement !== '' ? (
        <ins className="thread-inserted">{thread.replacement}</ins>
      ) : null}
    </>
  )
}

function drawLeaf(node: ProseNode, { figure }: Drawing): ReactNode {
  if (node.type === 'valueRef' && figure !== undefined) {
    const { text, note } = figure(node.attrs ?? {})
    return (
      <span className="value-ref" {...(note === undefined ? {} : { 'data-changed': true, title: note })}>
        {text}
      </span>
    )
  }
  if (node.type === 'sectionRef') return figure?.(node.attrs ?? {}).text
  if (node.type === 'hardBreak') return <br />
  if (node.type === 'footnote') {
    return (
      <sup
        className="footnote-mark"
        role="note"
        aria-label={textAttribute(node, 'text')}
        title={textAttribute(node, 'text')}
      />
    )
  }
  return node.text
}

function withMark(inner: ReactNode, mark: NonNullable<ProseNode['marks']>[number]): ReactNode {
  switch (mark.type) {
    case 'bold':
      return <strong>{inner}</strong>
    case 'italic':
      return <em>{inner}</em>
    case 'link': {
      const href = textAttribute(mark, 'href')
      return isHref(href) ? (
        <a href={href} rel="noopener noreferrer nofollow">
          {inner}
        </a>
      ) : (
        <>{inner}</>
      )
    }
    default:
      return inner
  }
}
