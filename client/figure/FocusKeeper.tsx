import { useEffect, useSyncExternalStore } from 'react'
import type { GridCell } from './gridState.ts'
import { placeOf } from './placeOf.ts'
import type { Table } from './useTable.ts'

/** Keeps the browser's focus on the active cell while the table has it. Draws nothing. */
export function FocusKeeper({
  table,
  frame,
  cellElement,
}: {
  table: Table
  frame: { readonly current: HTMLElement | null }
  cellElement: (place: GridCell) => HTMLElement | null
}) {
  const state = useSyncExternalStore(table.grid.subscribe, table.grid.state)
  useEffect(() => {
    if (state?.mode !== 'select') return
    const focused = document.activeElement
    // A field that has just been taken away leaves the focus on the body.
    const isHere = frame.current?.contains(focused) === true ? placeOf(focused) !== undefined : false
    const wasHere = focused === document.body && frame.current?.dataset['editing'] === 'true'
    const element = cellElement(state.active)
    if ((isHere || wasHere) && element !== focused) element?.focus({ preventScroll: true })
    if (isHere || wasHere) cellElement(state.reach)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [state, frame, cellElement])
  useEffect(() => {
    frame.current?.setAttribute('data-editing', String(state?.mode === 'edit'))
  }, [state, frame])
  return null
}
