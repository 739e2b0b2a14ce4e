import { Fragment, type ReactNode } from 'react'
import { textAttribute, type ProseNode } from '../../shared/read/prose.ts'
import { isHref } from '../../shared/section/vocabulary.ts'

interface StaticProseProps {
  readonly content: ProseNode
  readonly imageSource: (hash: string) => string
}

/**
 * A text that nobody writes in here: the same boxes and line breaks as the editor draws (schema.ts), so that nothing
 * moves when one takes the other's place.
 */
export function StaticProse({ content, imageSource }: StaticProseProps) {
  const blocks = content.content ?? []
  return (
    <div className="prose" lang="sv">
      {blocks.length === 0 ? (
        <p> </p>
      ) : (
        blocks.map((block, at) => <Fragment key={at}>{drawBlock(block, imageSource)}</Fragment>)
      )}
    </div>
  )
}

function drawBlock(block: ProseNode, imageSource: (hash: string) => string): ReactNode {
  if (block.type === 'table') {
    return (
      <table>
        <tbody>
          {(block.content ?? []).map((row, rowAt) => (
            <tr key={rowAt}>
              {(row.content ?? []).map((cell, at) =>
                cell.type === 'tableHeader' ? (
                  <th key={at}>{drawInline(cell.content)}</th>
                ) : (
                  <td key={at}>{drawInline(cell.content)}</td>
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
        <img src={imageSource(textAttribute(block, 'hash'))} alt={textAttribute(block, 'alt')} />
        <figcaption>{textAttribute(block, 'caption')}</figcaption>
      </figure>
    )
  }
  return drawTextBlock(block)
}

function drawTextBlock(block: ProseNode): ReactNode {
  const inline =
    block.content === undefined || block.content.length === 0 ? <br /> : drawInline(block.content)
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

const drawInline = (nodes: readonly ProseNode[] | undefined): ReactNode =>
  (nodes ?? []).map((node, at) => (
    <Fragment key={at}>{(node.marks ?? []).reduceRight(withMark, drawLeaf(node))}</Fragment>
  ))

function drawLeaf(node: ProseNode): ReactNode {
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
