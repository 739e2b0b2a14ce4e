import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { useCellThreads } from '../review/useCellThreads.ts'
import { useDesk, type TableHandle } from './TableDesk.tsx'
import type { Table } from './useTable.ts'

interface ToolbarActs {
  readonly fill: TableHandle['fill']
  readonly openPaste: (text: string | undefined) => void
  readonly remark: ReturnType<typeof useCellThreads>['remark']
}

/** Makes this the table that the toolbar acts on for as long as the focus is in it, in the toolbar or in a dialog of theirs. */
export function useToolbar(
  table: Table,
  frame: { readonly current: HTMLElement | null },
  { fill, openPaste, remark }: ToolbarActs,
): void {
  const desk = useDesk()
  const { grid } = table
  const { title, id: block } = table.block
  const mayWrite = table.closedTable === undefined
  const mayRemark = remark !== undefined
  const act = useRef({ fill, openPaste, remark })
  useLayoutEffect(() => {
    act.current = { fill, openPaste, remark }
  }, [fill, openPaste, remark])
  const handle = useMemo<TableHandle>(
    () => ({
      title,
      mayWrite,
      fill: (value) => act.current.fill(value),
      openPaste: () => act.current.openPaste(undefined),
      remark: mayRemark
        ? () => {
            const place = grid.state()?.active
            if (place !== undefined) act.current.remark?.({ block, ...place })
          }
        : undefined,
    }),
    [title, mayWrite, mayRemark, grid, block],
  )
  const isCurrent = useRef(false)
  useEffect(() => {
    const onFocus = (event: FocusEvent): void => {
      const target = event.target instanceof Element ? event.target : null
      if (frame.current?.contains(target) === true) {
        isCurrent.current = true
        desk.take(handle)
      } else if (
        isCurrent.current &&
        target?.closest('main') !== null &&
        target?.closest('[data-table-toolbar]') === null
      ) {
        isCurrent.current = false
        desk.leave(handle)
      }
    }
    document.addEventListener('focusin', onFocus)
    if (isCurrent.current) desk.take(handle)
    return () => {
      document.removeEventListener('focusin', onFocus)
      desk.leave(handle)
    }
  }, [desk, handle, frame])
}
