import { memo, type ReactNode } from 'react'
import type { Column, Row } from '../../shared/block/block.ts'
import { FigureCell } from './FigureCell.tsx'
import type { CellView } from './cellView.ts'
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
  /** Rename, move and remove, where the report owns the row. */
  readonly tools: ReactNode
  /** Cells after the figures. */
  readonly extra: ReactNode
}

export const FigureRow = memo(function FigureRow({ grid, row, columns, views, note, mark, tools, extra }: FigureRowProps) {
  return (
    <tr role="row" data-kind={row.kind}>
      <th role="rowheader" scope={row.kind === 'group' ? 'rowgroup' : 'row'} className={style['label']}>
        <span className={style['labelLine']}>
          <span>
            {row.kind === 'varav' ? '– ' : ''}
            {row.label}
            {mark === undefined ? null : <sup className={style['mark']}>{mark}</sup>}
            {note === undefined ? null : <span className={style['note']}>{note}</span>}
          </span>
          {tools}
        </span>
      </th>
      {columns.map((column, at) => {
        const view = views[at]
        return view === null || view === undefined ? (
          <td key={column.id} role="gridcell" className={style['none']} />
        ) : (
          <FigureCell key={column.id} grid={grid} row={row.id} view={view} name={cellName(row, column)} heading={column.heading.join(' ')} />
        )
      })}
      {extra}
    </tr>
  )
})
