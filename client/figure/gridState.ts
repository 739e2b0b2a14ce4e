/** One cell of a table, by the ids of its row and column. */
export interface GridCell {
  readonly row: string
  readonly column: string
}

/** What the keyboard needs to know of a table. Headings without cells are not among the rows. */
export interface GridShape {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  /** Whether the row has this cell at all. */
  readonly has: (place: GridCell) => boolean
  readonly mayEdit: (place: GridCell) => boolean
  /** What the caret meets: all digits as entered. */
  readonly textOf: (place: GridCell) => string
  /** A check speaks about the cell; Enter then opens it. */
  readonly isFlagged: (place: GridCell) => boolean
}

/**
 * The two modes of a spreadsheet. In `select` keys move; `reach` is the far corner of a range, the active cell
 * itself when there is none. `released` after Escape: the next Tab leaves the table from anywhere.
 */
export type GridState =
  | {
      readonly mode: 'select'
      readonly active: GridCell
      readonly reach: GridCell
      readonly released: boolean
    }
  | {
      readonly mode: 'edit'
      readonly active: GridCell
      readonly draft: string
      readonly begun: 'typing' | 'opening'
    }

export type GridEvent =
  | {
      readonly type: 'key'
      readonly key: string
      readonly shift?: boolean
      /** Ctrl, or Cmd on a Mac. */
      readonly ctrl?: boolean
      readonly alt?: boolean
    }
  | { readonly type: 'press'; readonly place: GridCell; readonly shift: boolean }
  | { readonly type: 'drag'; readonly place: GridCell }
  | { readonly type: 'open'; readonly place: GridCell }
  | { readonly type: 'typed'; readonly draft: string }
  /** Focus has left the table: what stands in the cell is stored. */
  | { readonly type: 'left' }
  | { readonly type: 'empty' }

export interface TypedCell extends GridCell {
  readonly text: string
}

export type GridEffect =
  | { readonly type: 'store'; readonly cells: readonly TypedCell[] }
  /** Somebody tried to write where nobody types; the table says why. */
  | { readonly type: 'refuse'; readonly place: GridCell }
  | { readonly type: 'undo' }
  | { readonly type: 'menu'; readonly place: GridCell }
  | { readonly type: 'finding'; readonly place: GridCell }
  | { readonly type: 'moveRow'; readonly row: string; readonly by: -1 | 1 }

/** `handled` is false where the browser shall do what the key means to it (Tab out of the table, Ctrl+C, the caret). */
export interface GridAnswer {
  readonly state: GridState
  readonly effects: readonly GridEffect[]
  readonly handled: boolean
}

export const firstPlace = (shape: GridShape): GridCell | undefined =>
  placesOf(shape).find((place) => shape.mayEdit(place)) ?? placesOf(shape)[0]

export const selectAt = (place: GridCell): Extract<GridState, { mode: 'select' }> => ({
  mode: 'select',
  active: place,
  reach: place,
  released: false,
})

/** The same state where rows have come or gone; undefined if its cell is no longer there. */
export const keptIn = (shape: GridShape, state: GridState): GridState | undefined => {
  if (!exists(shape, state.active)) return undefined
  if (state.mode === 'edit' || exists(shape, state.reach)) return state
  return { ...state, reach: state.active }
}

export const samePlace = (a: GridCell, b: GridCell): boolean => a.row === b.row && a.column === b.column

/** The cells of the range in rows, as they are copied. Cells that a row does not have are left out by `has` at use. */
export const rangeOf = (
  shape: GridShape,
  state: GridState,
): { readonly rows: readonly string[]; readonly columns: readonly string[] } => {
  const reach = state.mode === 'select' ? state.reach : state.active
  return {
    rows: between(shape.rows, state.active.row, reach.row),
    columns: between(shape.columns, state.active.column, reach.column),
  }
}

/** What a key, a press of the mouse or a change of focus does to a table. Pure; the table carries out the effects. */
export const reduceGrid = (shape: GridShape, state: GridState, event: GridEvent): GridAnswer => {
  switch (event.type) {
    case 'key':
      return state.mode === 'edit'
        ? keyWhileEditing(shape, state, event)
        : keyWhileSelecting(shape, state, event)
    case 'typed':
      return state.mode === 'edit' ? moved({ ...state, draft: event.draft }) : ignored(state)
    case 'press': {
      const stored = storeDraft(shape, state)
      return event.shift && state.mode === 'select'
        ? moved({ ...state, reach: event.place, released: false })
        : moved(selectAt(event.place), stored)
    }
    case 'drag':
      return state.mode === 'select' ? moved({ ...state, reach: event.place }) : ignored(state)
    case 'open':
      return open(shape, event.place, storeDraft(shape, state))
    case 'left':
      return state.mode === 'edit' ? moved(selectAt(state.active), storeDraft(shape, state)) : ignored(state)
    case 'empty':
      return state.mode === 'select' ? emptied(shape, state) : ignored(state)
    default:
      return event satisfies never
  }
}

type KeyEvent = Extract<GridEvent, { type: 'key' }>
type Editing = Extract<GridState, { mode: 'edit' }>
type Selecting = Extract<GridState, { mode: 'select' }>

const moved = (state: GridState, effects: readonly GridEffect[] = []): GridAnswer => ({
  state,
  effects,
  handled: true,
})
const ignored = (state: GridState): GridAnswer => ({ state, effects: [], handled: false })

const keyWhileEditing = (shape: GridShape, state: Editing, event: KeyEvent): GridAnswer => {
  switch (event.key) {
    case 'Enter':
      return moved(
        selectAt(step(shape, state.active, event.shift === true ? -1 : 1, 0)),
        storeDraft(shape, state),
      )
    case 'Escape':
      return moved(selectAt(state.active))
    case 'Tab': {
      const next = nextEditable(shape, state.active, event.shift === true ? -1 : 1)
      const effects = storeDraft(shape, state)
      return next === undefined
        ? { state: selectAt(state.active), effects, handled: false }
        : moved(selectAt(next), effects)
    }
    default:
      return ignored(state)
  }
}

const arrows: Readonly<Record<string, readonly [rows: -1 | 0 | 1, columns: -1 | 0 | 1]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

const keyWhileSelecting = (shape: GridShape, state: Selecting, event: KeyEvent): GridAnswer => {
  const { key, shift = false, ctrl = false, alt = false } = event
  const arrow = arrows[key]
  if (arrow !== undefined) {
    if (alt) {
      return shift && arrow[0] !== 0
        ? moved(state, [{ type: 'moveRow', row: state.active.row, by: arrow[0] }])
        : ignored(state)
    }
    if (shift) return moved({ ...state, reach: step(shape, state.reach, ...arrow), released: false })
    return moved(selectAt(step(shape, state.active, ...arrow)))
  }
  if (ctrl) return keyWithCtrl(shape, state, key)
  if (alt) return ignored(state)
  switch (key) {
    case 'Home':
    case 'End':
      return moved(selectAt(edgeOfRow(shape, state.active, key)))
    case 'Enter':
      if (!shift && shape.isFlagged(state.active))
        return moved(state, [{ type: 'finding', place: state.active }])
      return moved(selectAt(step(shape, state.active, shift ? -1 : 1, 0)))
    case 'Tab': {
      const next = state.released ? undefined : nextEditable(shape, state.active, shift ? -1 : 1)
      return next === undefined ? ignored(selectAt(state.active)) : moved(selectAt(next))
    }
    case 'Escape':
      return moved({ ...selectAt(state.active), released: true })
    case 'F2':
      return open(shape, state.active)
    case 'Delete':
    case 'Backspace':
      return emptied(shape, state)
    case 'ContextMenu':
      return moved(state, [{ type: 'menu', place: state.active }])
    case 'F10':
      return shift ? moved(state, [{ type: 'menu', place: state.active }]) : ignored(state)
    default:
      return startsText(key) ? begin(shape, state.active, key) : ignored(state)
  }
}

const keyWithCtrl = (shape: GridShape, state: Selecting, key: string): GridAnswer => {
  const places = placesOf(shape)
  const [first, last] = [places[0], places.at(-1)]
  switch (key.toLowerCase()) {
    case 'home':
      return moved(selectAt(first ?? state.active))
    case 'end':
      return moved(selectAt(last ?? state.active))
    case 'a':
      return first === undefined || last === undefined
        ? ignored(state)
        : moved({
            mode: 'select',
            active: cornerOf(shape, 'first'),
            reach: cornerOf(shape, 'last'),
            released: false,
          })
    case 'd':
      return sameAsAbove(shape, state)
    case 'z':
      return moved(state, [{ type: 'undo' }])
    default:
      return ignored(state)
  }
}

/** Space scrolls the page and begins no figure. */
const startsText = (key: string): boolean => /^\S$/u.test(key)

const begin = (shape: GridShape, place: GridCell, draft: string): GridAnswer =>
  shape.mayEdit(place)
    ? moved({ mode: 'edit', active: place, draft, begun: 'typing' })
    : moved(selectAt(place), [{ type: 'refuse', place }])

const open = (shape: GridShape, place: GridCell, before: readonly GridEffect[] = []): GridAnswer =>
  shape.mayEdit(place)
    ? moved({ mode: 'edit', active: place, draft: shape.textOf(place), begun: 'opening' }, before)
    : moved(selectAt(place), [...before, { type: 'refuse', place }])

const storeDraft = (shape: GridShape, state: GridState): readonly GridEffect[] =>
  state.mode === 'edit' && state.draft !== shape.textOf(state.active)
    ? [{ type: 'store', cells: [{ ...state.active, text: state.draft }] }]
    : []

const emptied = (shape: GridShape, state: Selecting): GridAnswer =>
  stored(
    shape,
    state,
    cellsIn(shape, state).map((place) => ({ ...place, text: '' })),
  )

/** Ctrl+D: a single cell takes the value above it; in a range every row takes the topmost. */
const sameAsAbove = (shape: GridShape, state: Selecting): GridAnswer => {
  const { rows, columns } = rangeOf(shape, state)
  const top = rows[0]
  const single = rows.length === 1
  const from = single ? shape.rows[shape.rows.indexOf(state.active.row) - 1] : top
  if (from === undefined) return moved(state)
  const targets = single ? rows : rows.slice(1)
  return stored(
    shape,
    state,
    targets
      .flatMap((row) => columns.map((column) => ({ row, column, text: shape.textOf({ row: from, column }) })))
      .filter((cell) => shape.has(cell) && shape.has({ row: from, column: cell.column })),
  )
}

const stored = (shape: GridShape, state: Selecting, cells: readonly TypedCell[]): GridAnswer => {
  const writable = cells.filter((cell) => shape.mayEdit(cell))
  if (writable.length === 0) return moved(state, [{ type: 'refuse', place: state.active }])
  const changed = writable.filter((cell) => shape.textOf(cell) !== cell.text)
  return moved({ ...state, released: false }, changed.length === 0 ? [] : [{ type: 'store', cells: changed }])
}

const exists = (shape: GridShape, place: GridCell): boolean =>
  shape.rows.includes(place.row) && shape.columns.includes(place.column) && shape.has(place)

const placesOf = (shape: GridShape): readonly GridCell[] =>
  shape.rows.flatMap((row) => shape.columns.map((column) => ({ row, column })).filter(shape.has))

const cellsIn = (shape: GridShape, state: GridState): readonly GridCell[] => {
  const { rows, columns } = rangeOf(shape, state)
  return rows.flatMap((row) => columns.map((column) => ({ row, column })).filter(shape.has))
}

/** Corners of the rectangle, whether or not their rows have those cells. */
const cornerOf = (shape: GridShape, corner: 'first' | 'last'): GridCell => ({
  row: (corner === 'first' ? shape.rows[0] : shape.rows.at(-1)) ?? '',
  column: (corner === 'first' ? shape.columns[0] : shape.columns.at(-1)) ?? '',
})

const between = (ids: readonly string[], a: string, b: string): readonly string[] => {
  const [from, to] = [ids.indexOf(a), ids.indexOf(b)].toSorted((x, y) => x - y)
  return from === undefined || to === undefined || from < 0 ? [] : ids.slice(from, to + 1)
}

/** One cell on, past those that the rows on the way do not have; the same cell at the edge. */
const step = (shape: GridShape, from: GridCell, rows: -1 | 0 | 1, columns: -1 | 0 | 1): GridCell => {
  let [row, column] = [shape.rows.indexOf(from.row) + rows, shape.columns.indexOf(from.column) + columns]
  for (;;) {
    const [rowId, columnId] = [shape.rows[row], shape.columns[column]]
    if (rowId === undefined || columnId === undefined) return from
    const place = { row: rowId, column: columnId }
    if (shape.has(place)) return place
    row += rows
    column += columns
  }
}

const edgeOfRow = (shape: GridShape, from: GridCell, edge: 'Home' | 'End'): GridCell => {
  const places = shape.columns.map((column) => ({ row: from.row, column })).filter(shape.has)
  return (edge === 'Home' ? places[0] : places.at(-1)) ?? from
}

const nextEditable = (shape: GridShape, from: GridCell, direction: -1 | 1): GridCell | undefined => {
  const width = shape.columns.length
  const last = shape.rows.length * width - 1
  const start = shape.rows.indexOf(from.row) * width + shape.columns.indexOf(from.column)
  for (let at = start + direction; at >= 0 && at <= last; at += direction) {
    const row = shape.rows[Math.floor(at / width)]
    const column = shape.columns[at % width]
    if (row === undefined || column === undefined) return undefined
    const place = { row, column }
    if (shape.has(place) && shape.mayEdit(place)) return place
  }
  return undefined
}
