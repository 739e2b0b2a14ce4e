import { Fragment, type ReactNode } from 'react'
import type { BlockChange, ChangedBlock, RowChange } from '../../shared/history/compareProse.ts'
import type { CanonicalNode } from '../../shared/section/canonical.ts'
import type { TextKind } from '../../shared/section/vocabulary.ts'
import { useReportPart } from '../report/useReport.ts'
import { useWords, type Words } from '../ui/words.ts'
import { Added, InlineChanges, Removed, type Quotes } from './InlineChanges.tsx'
import style from './changes.module.css'

interface ProseChangesProps {
  readonly blocks: readonly BlockChange[]
  readonly quotes: Quotes
  /** Only what changed, with a little around it. */
  readonly isShort: boolean
}

/** One text with its changes marked in their places. */
export function ProseChanges({ blocks, quotes, isShort }: ProseChangesProps) {
  const words = useWords()
  return (
    <div className={`prose ${style['prose'] ?? ''}`} lang="sv">
      {stretches(blocks).map((stretch, at) => {
        if (stretch.kind === 'changed')
          return <Changed key={at} change={stretch.change} quotes={quotes} isShort={isShort} />
        if (stretch.kind === 'whole')
          return (
            <div key={at} data-change="" className={style['stretch']}>
              {stretch.blocks.map(({ kind, block }, inner) => (
                <WholeBlock key={inner} block={block} quotes={quotes} mark={kind} />
              ))}
            </div>
          )
        const heading = isShort ? headingBefore(stretch.blocks) : undefined
        const hidden = stretch.blocks.length - (heading === undefined ? 0 : 1)
        return isShort ? (
          <Fragment key={at}>
            {hidden === 0 ? null : (
              <p className={style['unchanged']}>{words('history.unchangedBlocks', { count: hidden })}</p>
            )}
            {heading === undefined || at === blocks.length - 1 ? null : (
              <WholeBlock block={heading} quotes={quotes} />
            )}
          </Fragment>
        ) : (
          <Fragment key={at}>
            {stretch.blocks.map((block, inner) => (
              <WholeBlock key={inner} block={block} quotes={quotes} />
            ))}
          </Fragment>
        )
      })}
    </div>
  )
}

type Whole = { readonly kind: 'added' | 'removed'; readonly block: CanonicalNode }
type Stretch =
  | { readonly kind: 'kept'; readonly blocks: readonly CanonicalNode[] }
  | { readonly kind: 'whole'; readonly blocks: readonly Whole[] }
  | { readonly kind: 'changed'; readonly change: ChangedBlock }

function stretches(changes: readonly BlockChange[]): Stretch[] {
  const list: Stretch[] = []
  for (const change of changes) {
    const last = list.at(-1)
    if (!('block' in change)) list.push({ kind: 'changed', change })
    else if (change.kind === 'kept') {
      if (last?.kind === 'kept') list[list.length - 1] = { ...last, blocks: [...last.blocks, change.block] }
      else list.push({ kind: 'kept', blocks: [change.block] })
    } else {
      const whole: Whole = { kind: change.kind, block: change.block }
      if (last?.kind === 'whole') list[list.length - 1] = { ...last, blocks: [...last.blocks, whole] }
      else list.push({ kind: 'whole', blocks: [whole] })
    }
  }
  return list
}

/** The heading that a following change stands under, if it is the last thing before it. */
const headingBefore = (blocks: readonly CanonicalNode[]): CanonicalNode | undefined => {
  const last = blocks.at(-1)
  return last?.attrs['kind'] === 'heading' ? last : undefined
}

function Changed({
  change,
  quotes,
  isShort,
}: {
  readonly change: ChangedBlock
  readonly quotes: Quotes
  readonly isShort: boolean
}) {
  const words = useWords()
  if (change.kind === 'image') return <ChangedImage before={change.before} after={change.after} />
  if (change.kind === 'table') return <ChangedTable rows={change.rows} quotes={quotes} />
  const named = kindChange(change.before, change.after, words)
  return (
    <TextBox block={change.after}>
      {named === undefined ? null : (
        <>
          <small data-change="" className={style['named']}>
            {named}
          </small>{' '}
        </>
      )}
      <InlineChanges runs={change.runs} quotes={quotes} isShort={isShort} />
    </TextBox>
  )
}

/** A block as a whole: as it stands, or all of it come or gone. */
function WholeBlock({
  block,
  quotes,
  mark,
}: {
  readonly block: CanonicalNode
  readonly quotes: Quotes
  readonly mark?: 'added' | 'removed'
}) {
  const kind = mark ?? 'kept'
  if (block.type === 'table') {
    const rows = (block.content ?? []).map((row): RowChange => ({ kind, row }))
    return <ChangedTable rows={rows} quotes={quotes} isPart />
  }
  if (block.type === 'image') return <Picture block={block} mark={mark} />
  if ((block.content ?? []).length === 0) return null
  return (
    <TextBox block={block}>
      <InlineChanges runs={[{ kind, nodes: block.content ?? [] }]} quotes={quotes} isPart />
    </TextBox>
  )
}

function TextBox({ block, children }: { readonly block: CanonicalNode; readonly children: ReactNode }) {
  const indent = Number(block.attrs['indent'] ?? 0)
  const indented = indent > 0 ? { 'data-indent': indent } : {}
  switch (block.attrs['kind']) {
    case 'heading':
      return block.attrs['level'] === 4 ? <h4>{children}</h4> : <h3>{children}</h3>
    case 'bullet':
      return (
        <ul {...indented}>
          <li>{children}</li>
        </ul>
      )
    case 'numbered':
      return (
        <ol {...indented}>
          <li>{children}</li>
        </ol>
      )
    case 'quote':
      return (
        <blockquote>
          <p>{children}</p>
        </blockquote>
      )
    default:
      return <p {...indented}>{children}</p>
  }
}

function ChangedTable({
  rows,
  quotes,
  isPart = false,
}: {
  readonly rows: readonly RowChange[]
  readonly quotes: Quotes
  /** It came or went as a whole. */
  readonly isPart?: boolean
}) {
  return (
    <table className={style['freeTable']}>
      <tbody>
        {rows.map((row, at) => (
          <tr
            key={at}
            {...(!isPart && (row.kind === 'added' || row.kind === 'removed') ? { 'data-change': '' } : {})}
          >
            {(row.kind === 'changed' ? row.after : row.row).content?.map((cell, column) => {
              const Cell = cell.type === 'tableHeader' ? 'th' : 'td'
              const runs =
                row.kind === 'changed'
                  ? (row.cells[column] ?? [])
                  : [{ kind: row.kind, nodes: cell.content ?? [] }]
              return (
                <Cell key={column}>
                  <InlineChanges runs={runs} quotes={quotes} isPart={isPart || row.kind !== 'changed'} />
                </Cell>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Picture({
  block,
  mark,
}: {
  readonly block: CanonicalNode
  readonly mark?: 'added' | 'removed' | undefined
}) {
  const words = useWords()
  const report = useReportPart((state) => state.report.id)
  const alt = String(block.attrs['alt'] ?? '')
  const said = words('history.picture', { alt })
  return (
    <figure className={style['picture']}>
      <img
        src={`/media/${String(block.attrs['hash'])}?report=${encodeURIComponent(report)}`}
        alt={alt}
        data-gone={mark === 'removed' || undefined}
      />
      <figcaption>
        {mark === 'removed' ? <Removed>{said}</Removed> : mark === 'added' ? <Added>{said}</Added> : said}
      </figcaption>
    </figure>
  )
}

function ChangedImage({ before, after }: { readonly before: CanonicalNode; readonly after: CanonicalNode }) {
  const words = useWords()
  return (
    <div data-change="" className={style['stretch']}>
      <Picture block={after} />
      <ul className={style['facts']}>
        {(['alt', 'caption'] as const).map((part) =>
          before.attrs[part] === after.attrs[part] ? null : (
            <li key={part}>
              {words(part === 'alt' ? 'history.pictureAlt' : 'history.pictureCaption')}{' '}
              <Removed>{String(before.attrs[part] ?? '')}</Removed>{' '}
              <Added>{String(after.attrs[part] ?? '')}</Added>
            </li>
          ),
        )}
      </ul>
    </div>
  )
}

const kindWords = {
  paragraph: 'history.kind.paragraph',
  heading: 'history.kind.heading',
  bullet: 'history.kind.bullet',
  numbered: 'history.kind.numbered',
  quote: 'history.kind.quote',
} as const satisfies Record<TextKind, string>

function kindChange(before: CanonicalNode, after: CanonicalNode, words: Words): string | undefined {
  const said = ({ attrs }: CanonicalNode): string => {
    const kind =
      Object.entries(kindWords).find(([name]) => name === attrs['kind'])?.[1] ?? kindWords.paragraph
    return kind === kindWords.heading && attrs['level'] === 4
      ? words('history.kind.smallHeading')
      : words(kind)
  }
  const [was, is] = [said(before), said(after)]
  if (was !== is) return words('history.kindChanged', { before: was, after: is })
  return before.attrs['indent'] === after.attrs['indent']
    ? undefined
    : words('history.indentChanged', { level: Number(after.attrs['indent'] ?? 0) })
}
