import type { Block } from '../../shared/block/block.ts'
import { useWords } from '../ui/words.ts'
import { noteMark } from './tableHead.ts'
import style from './FigureTable.module.css'

/** The notes below a table, each with the mark that stands at what it explains; one about the whole table has none. */
export function TableFootnotes({ block }: { block: Block }) {
  const words = useWords()
  if (block.footnotes.length === 0) return null
  return (
    <ul className={style['footnotes']} aria-label={words('block.table.footnotes', { title: block.title })}>
      {block.footnotes.map(({ id, anchor, text }, at) => (
        <li key={id}>
          {anchor === 'table' ? '' : `${noteMark(at)} `}
          {text}
        </li>
      ))}
    </ul>
  )
}
