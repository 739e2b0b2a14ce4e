import { rowItem } from '../../shared/section/item.ts'
import { FigureTable } from '../figure/FigureTable.tsx'
import { ItemMark } from '../people/ItemMark.tsx'
import type { BlockViewProps } from './blockViewProps.ts'
import { Comment } from './Comment.tsx'
import style from './block.module.css'

/** Deviation and turnover per område, then a paragraph for each. */
export function OperatingByArea({ section, block, commentSlot }: BlockViewProps) {
  return (
    <>
      <FigureTable section={section} block={block} />
      <div className={style['rowComments']}>
        {block.rows.map((row) => (
          <div key={row.id}>
            <ItemMark section={section} item={rowItem(block, row)} name={row.label} />
            <Comment section={section} slot={row.comment} commentSlot={commentSlot} />
          </div>
        ))}
      </div>
    </>
  )
}
