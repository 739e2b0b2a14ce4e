import type { ReactNode } from 'react'
import type { Block, Column } from '../../shared/block/block.ts'
import { breakable, noteMark, tableHead, type HeadCell } from './tableHead.ts'
import style from './FigureTable.module.css'

interface FigureHeadProps {
  readonly block: Block
  readonly columns: readonly Column[]
  readonly extra: readonly { readonly id: string; readonly heading: string }[]
  /** Said instead of nothing over the label column. */
  readonly labelHeading: string
  readonly hideLabelHeading: boolean
}

/** One or two rows of heads with the scope that a screen reader needs. */
export function FigureHead({ block, columns, extra, labelHeading, hideLabelHeading }: FigureHeadProps) {
  const rows = tableHead(columns)
  return (
    <thead>
      {rows.map((cells, level) => (
        <tr key={level}>
          {level === 0 ? (
            <th scope="col" rowSpan={rows.length} className={style['corner']}>
              <span className={hideLabelHeading ? 'hidden-words' : undefined}>{labelHeading}</span>
            </th>
          ) : null}
          {cells.map((cell) => (
            <HeadCellView key={cell.columns.join(' ')} cell={cell} block={block} columns={columns} />
          ))}
          {level === 0
            ? extra.map(({ id, heading }) => (
                <th key={id} scope="col" rowSpan={rows.length} data-align="words" className={style['head']}>
                  {heading}
                </th>
              ))
            : null}
        </tr>
      ))}
    </thead>
  )
}

function HeadCellView({
  cell,
  block,
  columns,
}: {
  cell: HeadCell
  block: Block
  columns: readonly Column[]
}): ReactNode {
  const own = columns.find(({ id }) => id === cell.columns[0])
  const isSingle = cell.columns.length === 1
  const mark = isSingle && cell.level !== 'upper' ? markOf(block, own?.id) : undefined
  return (
    <th
      scope={isSingle ? 'col' : 'colgroup'}
      colSpan={cell.columns.length}
      rowSpan={cell.rows}
      data-look={
        isSingle
          ? own?.fill === 'computed'
            ? 'computed'
            : own?.fill === 'carried'
              ? 'carried'
              : 'entered'
          : undefined
      }
      data-level={cell.level}
      data-align={own?.type === 'text' ? 'words' : 'figure'}
      className={style['head']}
    >
      {breakable(cell.text)}
      {mark === undefined ? null : <sup className={style['mark']}>{mark}</sup>}
    </th>
  )
}

const markOf = (block: Block, column: string | undefined): string | undefined => {
  const at = block.footnotes.findIndex(
    ({ anchor }) =>
      typeof anchor === 'object' && 'column' in anchor && !('row' in anchor) && anchor.column === column,
  )
  return at < 0 ? undefined : noteMark(at)
}
