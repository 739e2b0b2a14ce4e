/* oxlint-disable jsx-a11y/no-redundant-roles -- rows that are laid out as grids on a phone lose the roles they have as parts of a table */
import type { ReactNode } from 'react'
import { formatFigure } from '../../shared/figure/formatFigure.ts'
import { problemTexts } from '../../shared/problemText.ts'
import type { Row } from '../../shared/block/block.ts'
import { FindingStrip } from '../check/FindingStrip.tsx'
import { Button } from '../ui/Button.tsx'
import { useLanguage } from '../ui/Language.tsx'
import { Strip } from '../ui/Strip.tsx'
import { useWords } from '../ui/words.ts'
import type { CellState } from './cellView.ts'
import { useDesk } from './TableDesk.tsx'
import { cellName } from './tableWords.ts'
import type { Table } from './useTable.ts'
import style from './FigureTable.module.css'

interface RowStripsProps {
  readonly table: Table
  readonly row: Row
  readonly width: number
  readonly edit: (cell: CellState) => void
}

/** What has to be said about a row stands below it and pushes the table down, so that no figure is covered. */
export function RowStrips({ table, row, width, edit }: RowStripsProps) {
  const cells = table.shape.columns.flatMap((column) => table.stateAt({ row: row.id, column }) ?? [])
  const strips: ReactNode[] = [
    ...cells.flatMap((cell) => {
      const key = cell.column.id
      if (cell.own?.state === 'conflict') return [<ConflictStrip key={key} cell={cell} />]
      if (cell.own?.state === 'refused') return [<RefusedStrip key={key} cell={cell} edit={edit} />]
      if (cell.own?.state === 'unsent') return [<UnsentStrip key={key} cell={cell} />]
      if (cell.value.kind === 'unreadable' && cell.closed === undefined)
        return [<UnreadableStrip key={key} cell={cell} edit={edit} />]
      return []
    }),
    ...table
      .findingsOf(row.id)
      // A chain is told once, and what is explained has been answered.
      .filter(
        ({ finding, isExplained }) =>
          !isExplained && finding.kind === 'error' && finding.dependsOn === undefined,
      )
      .map(({ finding }) => (
        <FindingStrip key={finding.id} finding={finding} section={table.section} block={table.block} />
      )),
  ]
  return strips.length === 0 ? null : (
    <tr className={style['stripRow']}>
      <td role="gridcell" colSpan={width}>
        {strips}
      </td>
    </tr>
  )
}

function ConflictStrip({ cell }: { cell: CellState }) {
  const words = useWords()
  const { edits } = useDesk()
  const own = cell.own
  if (own?.state !== 'conflict') return null
  const printed = (value: CellState['value']): string => {
    // All digits as entered: two values may differ in what the table does not print.
    const entered = value.kind === 'number' ? (value.value.split('.')[1]?.length ?? 0) : 0
    const text = formatFigure(value, {
      ...cell.format,
      decimals: Math.max(cell.format.decimals ?? 0, entered),
    })
    return text === '' ? words('block.empty') : text
  }
  return (
    <Strip
      tone="bad"
      actions={
        <>
          <Button variant="filled" small onPress={() => edits.yield(cell.address)}>
            {words('block.conflict.keep', {
              name: genitiveOfFirst(own.theirs.byName),
              value: printed(cell.value),
            })}
          </Button>
          <Button small onPress={() => void edits.insist(cell.address)}>
            {words('block.conflict.useMine', { value: printed(own.value) })}
          </Button>
        </>
      }
    >
      <strong>{words('block.conflict.title', { name: own.theirs.byName })}</strong>{' '}
      {words('block.conflict.explain')}
      <span className="hidden-words">{cellName(cell.row, cell.column)}</span>
    </Strip>
  )
}

/** "Johan Ekdahl" -> "Johans", "Tomas" -> "Tomas". */
const genitiveOfFirst = (name: string): string => {
  const first = name.split(' ')[0] ?? name
  return /[sxz]$/i.test(first) ? first : `${first}s`
}

function RefusedStrip({ cell, edit }: { cell: CellState; edit: (cell: CellState) => void }) {
  const words = useWords()
  const { language } = useLanguage()
  const { edits } = useDesk()
  if (cell.own?.state !== 'refused') return null
  return (
    <Strip
      tone="bad"
      actions={
        <>
          {cell.closed === undefined ? (
            <Button variant="filled" small onPress={() => edit(cell)}>
              {words('block.refused.change')}
            </Button>
          ) : null}
          <Button small onPress={() => edits.yield(cell.address)}>
            {words('block.refused.drop')}
          </Button>
        </>
      }
    >
      <strong>{cellName(cell.row, cell.column)}.</strong> {problemTexts[cell.own.problem.code][language]}
    </Strip>
  )
}

function UnsentStrip({ cell }: { cell: CellState }) {
  const words = useWords()
  const { edits } = useDesk()
  return (
    <Strip
      tone="warn"
      actions={
        <Button small onPress={edits.retry}>
          {words('block.unsent.retry')}
        </Button>
      }
    >
      <strong>{cellName(cell.row, cell.column)}.</strong> {words('block.unsent')}
    </Strip>
  )
}

function UnreadableStrip({ cell, edit }: { cell: CellState; edit: (cell: CellState) => void }) {
  const words = useWords()
  return (
    <Strip
      tone="bad"
      actions={
        <Button small onPress={() => edit(cell)}>
          {words('block.refused.change')}
        </Button>
      }
    >
      <strong>{cellName(cell.row, cell.column)}.</strong> {words('block.unreadable')}
    </Strip>
  )
}
