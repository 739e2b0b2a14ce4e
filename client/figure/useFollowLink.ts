import { useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { cellPlaceIn } from './cellLink.ts'
import type { GridCell } from './gridState.ts'
import type { Table } from './useTable.ts'

/** `?cell=` in the address leads to its cell. */
export function useFollowLink(table: Table, cellElement: (place: GridCell) => HTMLElement | null): void {
  const search: { cell?: unknown } = useSearch({ strict: false })
  const link = typeof search.cell === 'string' ? search.cell : undefined
  const { grid } = table
  const block = table.block.id
  useEffect(() => {
    const place = link === undefined ? undefined : cellPlaceIn(link, block)
    if (place === undefined || !grid.shape().has(place)) return
    grid.select(place)
    const element = cellElement(place)
    element?.scrollIntoView({ block: 'center', inline: 'nearest' })
  }, [link, block, grid, cellElement])
}
