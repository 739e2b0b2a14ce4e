/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role, jsx-a11y/control-has-associated-label -- rows that are laid out as grids on a phone lose the roles they have as parts of a table */
import { memo, type ReactNode } from 'react'
import type { Column, Row } from '../../shared/block/block.ts'
import { rowItem } from '../../shared/section/item.ts'
import { FigureCell } from './FigureCell.tsx'
import type { CellView } from './cellView.ts'
import { RowTools } from './RowTools.tsx'
import type { GridStore } from './gridStore.ts'
import { cellName } from './tableWords.ts'
import style from './FigureTable.module.css'

interface FigureRowProps {
  readonly grid: GridStore
  readonly row: Row
  readonly columns: readonly Column[]
  readonly views: readonly (CellView | null)[]
  /** Smaller words under the label: what the figure is to reach, what it covers. */
  readonly note: string | undefined
  readonly mark: string | undefined
  /** Ids of the report's own rows in order, if this is one of them and I may change it: it can be renamed, moved and removed. */
  readonly siblings: readonly string[] | undefined
  readonly block: string
  /** Cells after the figures. */
  readonly extra: ReactNode
}

export const FigureRow = memo(function FigureRow({
  grid,
  row,
  columns,
  views,
  note,
  mark,
  siblings,
  block,
  extra,
}: FigureRowProps) {
  return (
    // A link to the row's item lands here.
    <tr role="row" data-kind={row.kind} data-item={rowItem({ id: block }, row)}>
      <th
        role="rowheader"
        scope={row.kind === 'group' ? 'rowgroup' : 'row'}
        className={style['label']}
        data-tools={siblings !== undefined || undefined}
      >
        <span className={style['labelLine']}>
          <span>
            {row.kind === 'varav' ? '– ' : ''}
            {row.label}
            {mark === undefined ? null : <sup className={style['mark']}>{mark}</sup>}
            {note === undefined ? null : <span className={style['note']}>{note}</span>}
          </span>
          {siblings === undefined ? null : <RowTools block={block} row={row} siblings={siblings} />}
        </span>
      </th>
      {columns.map((column, at) => {
        const view = views[at]
        return view === null || view === undefined ? (
          <td key={column.id} role="gridcell" className={style['none']} />
        ) : (
          <FigureCell
            key={column.id}
            grid={grid}
            row={row.id}
            view={view}
            name={cellName(row, column)}
            heading={column.heading.join(' ')}
          />
        )
      })}
      {extra}
    </tr>
  )
})
