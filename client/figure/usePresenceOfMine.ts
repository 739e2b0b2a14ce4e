import { useCallback, useEffect, useRef } from 'react'
import { useReportConnection } from '../report/useReport.ts'
import type { Table } from './useTable.ts'

const restMs = 150

/** Tells the others which cell I am in, once I have rested there. */
export function usePresenceOfMine(table: Table) {
  const { here } = useReportConnection()
  const { grid, section, block } = table
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isIn = useRef(false)
  const tell = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      const active = grid.state()?.active
      if (isIn.current && active !== undefined)
        here(section.id, { block: block.id, row: active.row, column: active.column })
    }, restMs)
  }, [grid, here, section.id, block.id])
  const left = useCallback(() => {
    isIn.current = false
    clearTimeout(timer.current)
    here(section.id, null)
  }, [here, section.id])
  useEffect(() => {
    const stop = grid.subscribe(() => {
      if (isIn.current) tell()
    })
    return () => {
      stop()
      clearTimeout(timer.current)
    }
  }, [grid, tell])
  const arrived = useCallback(() => {
    isIn.current = true
    tell()
  }, [tell])
  return { arrived, left }
}
