import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useWords } from '../ui/words.ts'
import { cellName } from './tableWords.ts'
import type { Table } from './useTable.ts'
import style from './FigureTable.module.css'

interface MarkFinalDialogProps {
  readonly table: Table
  readonly problem: string | undefined
  readonly onMark: () => void
  readonly onClose: () => void
}

/** Asks once more, and says what is still open. */
export default function MarkFinalDialog({ table, problem, onMark, onClose }: MarkFinalDialogProps) {
  const words = useWords()
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words('block.table.finalTitle', { title: table.block.title })}
      foot={
        <>
          <Button onPress={onClose}>{words('common.cancel')}</Button>
          <Button variant="filled" onPress={onMark}>
            {words('block.table.markFinalConfirm')}
          </Button>
        </>
      }
    >
      <FinalList table={table} />
      <p>{words('block.table.finalExplain')}</p>
      {problem === undefined ? null : <p className={style['problem']}>{problem}</p>}
    </Dialog>
  )
}

/** What is still empty or does not add up; neither stops anybody. */
function FinalList({ table }: { table: Table }) {
  const words = useWords()
  const cells = table.shape.rows.flatMap((row) =>
    table.shape.columns.flatMap((column) => table.stateAt({ row, column }) ?? []),
  )
  const empty = cells.filter((cell) => cell.format.fill !== 'computed' && cell.value.kind === 'empty')
  const open = new Set(
    table.shape.rows
      .flatMap((row) => table.findingsOf(row))
      .filter(({ isExplained }) => !isExplained)
      .map(({ finding }) => finding.id),
  )
  const names = empty.slice(0, 6).map((cell) => cellName(cell.row, cell.column))
  return (
    <>
      <p>
        {words('block.table.finalEmpty', { count: empty.length, names: names.join('; ') })}{' '}
        {empty.length > names.length
          ? words('block.summary.more', { count: empty.length - names.length })
          : ''}
      </p>
      <p>{words('block.table.finalChecks', { count: open.size })}</p>
    </>
  )
}
