import type { ReactNode } from 'react'
import { isHref } from '../section/vocabulary.ts'
import { proseParts, textAttribute, type ProseList, type ProseNode } from './prose.ts'

export interface ProseSettings {
  /** Heading level of the document that an author's heading of level 3 gets. */
  readonly headingLevel: 3 | 4
  /** Address of an uploaded picture. */
  readonly imageSource: (hash: string) => string
  /** Number of a footnote in its section. */
  readonly footnoteNumber: (footnote: ProseNode) => number
  /** Section the prose stands in: footnote anchors are unique within a document. */
  readonly section: string
}

/** The text of one slot as printed: lists nested again, headings fitted below the section's own. */
export function Prose({
  content,
  settings,
}: {
  readonly content: ProseNode
  readonly settings: ProseSettings
}) {
  const blocks = content.content ?? []
  const isSmallOnly = !blocks.some(({ attrs }) => attrs?.['kind'] === 'heading' && attrs['level'] !== 4)
  return proseParts(blocks).map((piece, at) =>
    piece.kind === 'list' ? (
      <List key={at} list={piece.list} settings={settings} />
    ) : (
      <Block key={at} block={piece.block} settings={settings} isSmallOnly={isSmallOnly} />
    ),
  )
}

function List({ list, settings }: { readonly list: ProseList; readonly settings: ProseSettings }) {
  const items = list.items.map(({ block, lists }, at) => (
    <li key={at}>
      <Inline nodes={block.content} settings={settings} />
      {lists.map((inner, innerAt) => (
        <List key={innerAt} list={inner} settings={settings} />
      ))}
    </li>
  ))
  return list.kind === 'bullet' ? <ul>{items}</ul> : <ol>{items}</ol>
}

interface BlockProps {
  readonly block: ProseNode
  readonly settings: ProseSettings
  /** No larger heading stands in the text: its small ones take that level, for a document leaves none out. */
  readonly isSmallOnly: boolean
}

function Block({ block, settings, isSmallOnly }: BlockProps) {
  switch (block.type) {
    case 'table':
      return <FreeTable table={block} settings={settings} />
    case 'image': {
      const source = settings.imageSource(textAttribute(block, 'hash'))
      const alt = textAttribute(block, 'alt')
      const caption = textAttribute(block, 'caption')
      return (
        <figure>
          {/* A picture that cannot be had is read as what it shows. */}
          {source === '' ? <p>{alt}</p> : <img src={source} alt={alt} />}
          {caption === '' ? null : <figcaption>{caption}</figcaption>}
        </figure>
      )
    }
    default:
      return <TextBlock block={block} settings={settings} isSmallOnly={isSmallOnly} />
  }
}

function TextBlock({ block, settings, isSmallOnly }: BlockProps) {
  const words = <Inline nodes={block.content} settings={settings} />
  switch (block.attrs?.['kind']) {
    case 'heading': {
      const Heading =
        headings[settings.headingLevel + (block.attrs['level'] === 4 && !isSmallOnly ? 1 : 0)] ?? 'h5'
      return <Heading>{words}</Heading>
    }
    case 'quote':
      return (
        <blockquote>
          <p>{words}</p>
        </blockquote>
      )
    default:
      return <p>{words}</p>
  }
}

const headings: Readonly<Record<number, 'h3' | 'h4' | 'h5'>> = { 3: 'h3', 4: 'h4', 5: 'h5' }

function FreeTable({ table, settings }: { readonly table: ProseNode; readonly settings: ProseSettings }) {
  const rows = table.content ?? []
  const width = Math.max(0, ...rows.map((row) => row.content?.length ?? 0))
  const [first, ...rest] = rows
  const isHead = first?.content?.every((cell) => cell.type === 'tableHeader') === true
  const body = isHead ? rest : rows
  return (
    <table className="free-table">
      {isHead && first !== undefined ? (
        <thead>
          <TableRow row={first} width={width} settings={settings} scope="col" />
        </thead>
      ) : null}
      <tbody>
        {body.map((row, at) => (
          <TableRow key={at} row={row} width={width} settings={settings} scope="row" />
        ))}
      </tbody>
    </table>
  )
}

/** Rows that two people widened at once may be ragged; the missing cells are drawn empty. */
function TableRow({
  row,
  width,
  settings,
  scope,
}: {
  readonly row: ProseNode
  readonly width: number
  readonly settings: ProseSettings
  readonly scope: 'row' | 'col'
}) {
  const cells = row.content ?? []
  return (
    <tr>
      {Array.from({ length: width }, (_, at) => {
        const cell = cells[at]
        const words = <Inline nodes={cell?.content} settings={settings} />
        return cell?.type === 'tableHeader' ? (
          <th key={at} scope={scope}>
            {words}
          </th>
        ) : (
          <td key={at}>{words}</td>
        )
      })}
    </tr>
  )
}

function Inline({
  nodes,
  settings,
}: {
  readonly nodes: readonly ProseNode[] | undefined
  readonly settings: ProseSettings
}) {
  return (nodes ?? []).map((node, at) => <InlineNode key={at} node={node} settings={settings} />)
}

function InlineNode({ node, settings }: { readonly node: ProseNode; readonly settings: ProseSettings }) {
  switch (node.type) {
    case 'hardBreak':
      return <br />
    case 'footnote': {
      const number = settings.footnoteNumber(node)
      const name = `${settings.section}-not-${number}`
      return (
        <sup>
          <a id={`${name}-ref`} href={`#${name}`} aria-label={`Fotnot ${number}`}>
            {number}
          </a>
        </sup>
      )
    }
    default:
      return (node.marks ?? []).reduce<ReactNode>(marked, node.text ?? '')
  }
}

function marked(words: ReactNode, mark: NonNullable<ProseNode['marks']>[number]): ReactNode {
  switch (mark.type) {
    case 'bold':
      return <strong>{words}</strong>
    case 'italic':
      return <em>{words}</em>
    case 'link': {
      const href = mark.attrs?.['href']
      // What an address may be was asked when it was written; a page never trusts that alone.
      return isHref(href) ? (
        <a href={href} rel="noopener noreferrer">
          {words}
        </a>
      ) : (
        words
      )
    }
    default:
      return words
  }
}
