import { useMemo, useState } from 'react'
import type { Unit } from '../../shared/block/block.ts'
import { formatFigure } from '../../shared/figure/formatFigure.ts'
import type { CellValue } from '../../shared/figure/cellValue.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Segments } from '../ui/Segments.tsx'
import { Strip } from '../ui/Strip.tsx'
import { useWords, type Words } from '../ui/words.ts'
import type { GridCell } from './gridState.ts'
import { planPaste, suspectedUnit, type PastedCell, type PastePlan, type TargetCell } from './planPaste.ts'
import { readCells } from './readCells.ts'
import { cellName } from './tableWords.ts'
import type { Table } from './useTable.ts'
import style from './PastePreview.module.css'

interface PastePreviewProps {
  readonly table: Table
  readonly start: GridCell
  /** Undefined while nothing has been pasted yet: the dialog then asks for it. */
  readonly text: string | undefined
  readonly onClose: () => void
  readonly onInsert: (changes: PastePlan['changes']) => void
}

/** What goes where before anything is stored: old and new, and what is skipped and why. */
export function PastePreview({ table, start, text, onClose, onInsert }: PastePreviewProps) {
  const words = useWords()
  const [pasted, setPasted] = useState(text)
  const [unit, setUnit] = useState<'convert' | 'asIs'>('convert')
  const cells = useMemo(() => (pasted === undefined ? [] : readCells(pasted)), [pasted])
  const plain = useMemo(() => planOf(table, start, cells), [table, start, cells])
  const suspected = useMemo(
    () => suspectedUnit(plain, table.block, (row) => valuesOfRow(table, row)),
    [plain, table],
  )
  const plan = useMemo(
    () => (suspected !== undefined && unit === 'convert' ? planOf(table, start, cells, suspected) : plain),
    [plain, suspected, unit, table, start, cells],
  )
  const count = plan.changes.length
  const columns = Math.max(0, ...cells.map((row) => row.length))
  const startCell = table.stateAt(start)
  const first = plan.changes[0]
  return (
    <Dialog
      isOpen
      wide
      onClose={onClose}
      title={words('block.paste.title', { title: table.block.title })}
      foot={
        <>
          {pasted === undefined ? null : <PlanCounts plan={plan} words={words} />}
          <Button onPress={onClose}>{words('common.cancel')}</Button>
          <Button variant="filled" isDisabled={count === 0} onPress={() => onInsert(plan.changes)}>
            {words('block.paste.insert', { count })}
          </Button>
        </>
      }
    >
      {pasted === undefined ? (
        <label className={style['field']}>
          <span>{words('block.paste.empty')}</span>
          <textarea
            rows={5}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to paste here
            autoFocus
            aria-label={words('block.paste.field')}
            placeholder={words('block.paste.field')}
            onChange={(event) => setPasted(event.currentTarget.value)}
          />
        </label>
      ) : (
        <>
          <p className={style['size']}>
            {words('block.paste.size', { rows: cells.length, columns })}{' '}
            {startCell === undefined
              ? ''
              : words('block.paste.from', { cell: cellName(startCell.row, startCell.column) })}
          </p>
          {suspected === undefined ? null : (
            <Strip
              tone="info"
              actions={
                <Segments
                  name={words('block.paste.scale')}
                  chosen={unit}
                  choices={[
                    { id: 'convert', word: words('block.paste.convert') },
                    { id: 'asIs', word: words('block.paste.asIs') },
                  ]}
                  onChoose={setUnit}
                />
              }
            >
              <strong>{words('block.paste.scale')}</strong>{' '}
              {first === undefined ? '' : words('block.paste.first', { value: first.raw })}
            </Strip>
          )}
          <PlanTable plan={plan} table={table} words={words} />
        </>
      )}
    </Dialog>
  )
}

const planOf = (
  table: Table,
  start: GridCell,
  cells: readonly (readonly string[])[],
  from?: Unit,
): PastePlan => planPaste(table.shape, (place) => targetAt(table, place), start, cells, from)

export const targetAt = (table: Table, place: GridCell): TargetCell | undefined => {
  const cell = table.stateAt(place)
  if (cell === undefined) return undefined
  const { row, column, format, value, closed } = cell
  const base = { row, column, format, value }
  return closed === undefined ? base : { ...base, closed: closed === 'computed' ? 'computed' : 'locked' }
}

const valuesOfRow = (table: Table, row: string): readonly CellValue[] =>
  table.shape.columns.flatMap((column) => {
    const cell = table.stateAt({ row, column })
    return cell === undefined || cell.format.fill === 'computed' ? [] : [cell.value]
  })

function PlanTable({ plan, table, words }: { plan: PastePlan; table: Table; words: Words }) {
  const columns = [...new Set(plan.rows.flatMap((row) => row.map((cell) => cell.column)))]
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and the keyboard must reach what scrolls
    <section className={style['frame']} tabIndex={0} aria-label={table.block.title}>
      <table className={style['plan']}>
        <thead>
          <tr>
            <th scope="col">{words('block.table.row')}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {table.block.columns.find(({ id }) => id === column)?.heading.join(' ')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {plan.rows.map((cells) => {
            const row = table.block.rows.find(({ id }) => id === cells[0]?.row)
            return (
              <tr key={cells[0]?.row}>
                <th scope="row">{row?.label}</th>
                {cells.map((cell) => (
                  <td key={cell.column} data-outcome={cell.outcome}>
                    <PlanCell cell={cell} table={table} words={words} />
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

function PlanCell({ cell, table, words }: { cell: PastedCell; table: Table; words: Words }) {
  const printed = (value: CellValue): string => {
    const state = table.stateAt(cell)
    const text = state === undefined ? '' : formatFigure(value, state.format)
    return text === '' ? words('block.empty') : text
  }
  switch (cell.outcome) {
    case 'change':
      return (
        <>
          <span aria-hidden="true">
            {printed(cell.before)} → <strong>{printed(cell.after)}</strong>
          </span>
          <span className="hidden-words">
            {words('block.paste.change', { before: printed(cell.before), after: printed(cell.after) })}
          </span>
        </>
      )
    case 'same':
      return printed(cell.before)
    case 'computed':
      return words('block.paste.computed')
    case 'locked':
      return words('block.paste.locked')
    case 'unreadable':
      return words('block.paste.unreadable', { raw: cell.raw.slice(0, 30) })
    case 'absent':
      return words('block.paste.absent')
  }
}

function PlanCounts({ plan, words }: { plan: PastePlan; words: Words }) {
  const { counts, beyond } = plan
  return (
    <p className={style['counts']}>
      <strong>{words('block.paste.changes', { count: counts.change })}</strong>{' '}
      {words('block.paste.same', { count: counts.same })}{' '}
      {words('block.paste.computedCount', { count: counts.computed })}{' '}
      {words('block.paste.lockedCount', { count: counts.locked })}{' '}
      {words('block.paste.unreadableCount', { count: counts.unreadable })}{' '}
      {words('block.paste.beyondRows', { count: beyond.rows })}{' '}
      {words('block.paste.beyondColumns', { count: beyond.columns })}
    </p>
  )
}
