import {
  firstPlace,
  keptIn,
  rangeOf,
  reduceGrid,
  samePlace,
  selectAt,
  type GridAnswer,
  type GridEvent,
  type GridShape,
  type GridState,
  type GridCell,
} from './gridState.ts'

/** How one cell stands in the selection. Strings, so that a cell draws again only when its own changes. */
export type CellStanding = 'none' | 'active' | 'activeInRange' | 'range' | 'edit'

/** The selection of one table, outside React: moving it draws two cells and not the table. */
export interface GridStore {
  readonly state: () => GridState | undefined
  readonly subscribe: (listener: () => void) => () => void
  /** Hands over what the table has become; keeps the selection where it still can stand. */
  readonly setShape: (shape: GridShape) => void
  readonly shape: () => GridShape
  readonly send: (event: GridEvent) => GridAnswer | undefined
  readonly select: (place: GridCell) => void
  readonly standing: (row: string, column: string) => CellStanding
}

export const gridStore = (first: GridShape): GridStore => {
  const listeners = new Set<() => void>()
  let shape = first
  let state = startOf(shape)
  let range = rangeSets(shape, state)

  const become = (next: GridState | undefined): void => {
    if (next === state) return
    state = next
    range = rangeSets(shape, state)
    for (const listener of listeners) listener()
  }

  return {
    state: () => state,
    shape: () => shape,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    setShape: (next) => {
      shape = next
      become(state === undefined ? startOf(shape) : (keptIn(shape, state) ?? startOf(shape)))
    },
    send: (event) => {
      if (state === undefined) return undefined
      const answer = reduceGrid(shape, state, event)
      become(answer.state)
      return answer
    },
    select: (place) => become(selectAt(place)),
    standing: (row, column) => {
      if (state === undefined) return 'none'
      if (samePlace(state.active, { row, column })) {
        if (state.mode === 'edit') return 'edit'
        return range.isRange ? 'activeInRange' : 'active'
      }
      return range.isRange && range.rows.has(row) && range.columns.has(column) ? 'range' : 'none'
    },
  }
}

const startOf = (shape: GridShape): GridState | undefined => {
  const place = firstPlace(shape)
  return place === undefined ? undefined : selectAt(place)
}

interface RangeSets {
  readonly isRange: boolean
  readonly rows: ReadonlySet<string>
  readonly columns: ReadonlySet<string>
}

const rangeSets = (shape: GridShape, state: GridState | undefined): RangeSets => {
  if (state === undefined || state.mode === 'edit' || samePlace(state.active, state.reach)) {
    return { isRange: false, rows: new Set(), columns: new Set() }
  }
  const { rows, columns } = rangeOf(shape, state)
  return { isRange: true, rows: new Set(rows), columns: new Set(columns) }
}
