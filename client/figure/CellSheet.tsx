import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Sheet } from '../ui/Dialog.tsx'
import { TextField } from '../ui/Field.tsx'
import { useWords } from '../ui/words.ts'
import { ValueLine } from './ValueLine.tsx'
import { cellName } from './tableWords.ts'
import type { GridCell } from './gridState.ts'
import type { GridActions } from './useGridActions.ts'
import type { Table } from './useTable.ts'
import style from './FigureTable.module.css'

interface CellSheetProps {
  readonly table: Table
  readonly actions: GridActions
  readonly onClose: () => void
  /** Begins a synpunkt on the cell; absent where I may write none. */
  readonly onRemark: ((place: GridCell) => void) | undefined
}

/** On a phone one writes one cell at a time, below the table, with the value line above the field. */
export function CellSheet({ table, actions, onClose, onRemark }: CellSheetProps) {
  const state = table.grid.state()
  const cell = state === undefined ? undefined : table.stateAt(state.active)
  if (state === undefined || cell === undefined) return null
  return (
    <Sheet isOpen from="bottom" title={cellName(cell.row, cell.column)} onClose={onClose}>
      <CellForm
        key={`${state.active.row}.${state.active.column}`}
        table={table}
        actions={actions}
        onClose={onClose}
        onRemark={onRemark}
      />
    </Sheet>
  )
}

function CellForm({ table, actions, onClose, onRemark }: CellSheetProps) {
  const words = useWords()
  const { grid } = table
  const state = grid.state()
  const mayWrite = state !== undefined && table.shape.mayEdit(state.active)
  const [text, setText] = useState(state === undefined ? '' : table.shape.textOf(state.active))
  /** Through the same states as the keyboard, so that a cell is stored in one way only. */
  const store = (then: 'next' | 'previous' | 'close'): void => {
    if (mayWrite) {
      actions.send({ type: 'key', key: 'F2' })
      actions.send({ type: 'typed', draft: text })
      actions.send({ type: 'left' })
    }
    if (then === 'close') onClose()
    else actions.send({ type: 'key', key: 'Tab', shift: then === 'previous' })
  }
  return (
    <form
      className={style['sheet']}
      onSubmit={(event) => {
        event.preventDefault()
        store('next')
      }}
    >
      <ValueLine table={table} answer={actions.answer} />
      {mayWrite ? (
        <TextField
          label={words('block.sheet.value')}
          value={text}
          onChange={setText}
          autoFocus
          autoComplete="off"
        />
      ) : null}
      <div className={style['sheetButtons']}>
        <Button onPress={() => store('previous')}>{words('block.sheet.previous')}</Button>
        <Button onPress={() => store('next')}>{words('block.sheet.next')}</Button>
        {onRemark === undefined || state === undefined ? null : (
          <Button
            onPress={() => {
              store('close')
              onRemark(state.active)
            }}
          >
            {words('review.new')}
          </Button>
        )}
        <Button variant="filled" onPress={() => store('close')}>
          {words('block.sheet.done')}
        </Button>
      </div>
    </form>
  )
}
