import type { ReactNode } from 'react'
import { ClipboardPaste, ChevronDown, MessageSquarePlus } from 'lucide-react'
import { Button } from '../ui/Button.tsx'
import { Menu } from '../ui/Menu.tsx'
import { useWords } from '../ui/words.ts'
import { cellKindEntries } from './cellKinds.ts'
import { useCurrentTable } from './TableDesk.tsx'
import style from './TableToolbar.module.css'

interface TableToolbarProps {
  /** The tools for text, which stand there while no table is worked in. */
  readonly otherwise?: ReactNode
}

/** The toolbar while a table is worked in; acts on that table. */
export function TableToolbar({ otherwise = null }: TableToolbarProps) {
  const words = useWords()
  const table = useCurrentTable()
  if (table === null) return otherwise
  return (
    <div className={style['tools']} data-table-toolbar>
      {table.mayWrite ? (
        <>
          <Button variant="quiet" small onPress={table.openPaste}>
            <ClipboardPaste size={18} aria-hidden="true" />
            {words('block.paste')}
          </Button>
          <Menu
            name={words('block.cellIs')}
            trigger={
              <Button variant="quiet" small>
                {words('block.cellIs')}
                <ChevronDown size={16} aria-hidden="true" />
              </Button>
            }
            groups={[{ id: 'kinds', entries: cellKindEntries(words, table.fill) }]}
          />
        </>
      ) : null}
      {table.remark === undefined ? null : (
        <Button variant="quiet" small onPress={table.remark}>
          <MessageSquarePlus size={18} aria-hidden="true" />
          {words('review.new')}
        </Button>
      )}
      <span className={style['legend']}>
        <span className={style['grey']} aria-hidden="true" />
        {words('block.table.greyIsComputed')}
      </span>
    </div>
  )
}
