import { describe, expect, test } from 'vitest'
import {
  firstPlace,
  keptIn,
  rangeOf,
  reduceGrid,
  selectAt,
  type GridEvent,
  type GridShape,
  type GridState,
  type GridCell,
} from '../../../client/figure/gridState.ts'

/*
 * Three rows and three columns. `sum` is computed in its column; `b2` does not exist (the row is without it);
 * `f` marks a cell that a check speaks about.
 */
const texts: Record<string, string> = { 'a.1': '1,0', 'a.2': '2', 'b.1': '3', 'c.1': '-4,5', 'c.2': '' }
const shape: GridShape = {
  rows: ['a', 'b', 'c'],
  columns: ['1', '2', 'sum'],
  has: ({ row, column }) => !(row === 'b' && column === '2'),
  mayEdit: ({ column }) => column !== 'sum',
  textOf: ({ row, column }) => texts[`${row}.${column}`] ?? '',
  isFlagged: ({ row, column }) => row === 'c' && column === 'sum',
}
const at = (name: string): GridCell => {
  const [row = '', column = ''] = name.split('.')
  return { row, column }
}
const name = ({ row, column }: GridCell): string => `${row}.${column}`
const select = (name: string, reach = name): GridState => ({ ...selectAt(at(name)), reach: at(reach) })
const edit = (name: string, draft: string): GridState => ({
  mode: 'edit',
  active: at(name),
  draft,
  begun: 'typing',
})
type Modifier = { shift?: boolean; ctrl?: boolean; alt?: boolean }
const press = (state: GridState, key: string, modifier: Modifier = {}) =>
  reduceGrid(shape, state, { type: 'key', key, ...modifier })
const activeAfter = (state: GridState, key: string, modifier: Modifier = {}): string =>
  name(press(state, key, modifier).state.active)
const after = (state: GridState, event: GridEvent) => reduceGrid(shape, state, event)

describe('moving', () => {
  test.each([
    ['ArrowDown', 'a.1', 'b.1'],
    ['ArrowUp', 'b.1', 'a.1'],
    ['ArrowRight', 'a.1', 'a.2'],
    ['ArrowLeft', 'a.2', 'a.1'],
    ['Home', 'a.sum', 'a.1'],
    ['End', 'a.1', 'a.sum'],
    ['Enter', 'a.1', 'b.1'],
    ['Tab', 'a.1', 'a.2'],
  ])('[TB1] %s goes from %s to %s', (key, from, to) => {
    const answer = press(select(from), key)
    expect(name(answer.state.active)).toBe(to)
    expect(answer.handled).toBe(true)
    expect(answer.effects).toEqual([])
  })

  test.each([
    ['ArrowUp', 'a.1'],
    ['ArrowLeft', 'a.1'],
    ['ArrowDown', 'c.2'],
    ['ArrowRight', 'c.sum'],
  ])('[TB1] %s at the edge stays at %s', (key, from) => expect(activeAfter(select(from), key)).toBe(from))

  test('[TB1] arrows pass over a cell that the row does not have', () => {
    expect(activeAfter(select('a.2'), 'ArrowDown')).toBe('c.2')
    expect(activeAfter(select('b.1'), 'ArrowRight')).toBe('b.sum')
  })

  test('[TB1] Shift+Enter goes up', () =>
    expect(activeAfter(select('b.1'), 'Enter', { shift: true })).toBe('a.1'))

  test('[TB1] Ctrl+Home and Ctrl+End go to the first and last cell of the table', () => {
    expect(activeAfter(select('b.1'), 'Home', { ctrl: true })).toBe('a.1')
    expect(activeAfter(select('b.1'), 'End', { ctrl: true })).toBe('c.sum')
  })

  test('[TB2] Tab goes to the next cell that one may write in, Shift+Tab back', () => {
    expect(activeAfter(select('a.2'), 'Tab')).toBe('b.1')
    expect(activeAfter(select('b.1'), 'Tab')).toBe('c.1')
    expect(activeAfter(select('b.1'), 'Tab', { shift: true })).toBe('a.2')
  })

  test('[TB2] Tab in the last such cell, and Shift+Tab in the first, leave the table', () => {
    expect(press(select('c.2'), 'Tab').handled).toBe(false)
    expect(press(select('a.1'), 'Tab', { shift: true }).handled).toBe(false)
  })

  test('[TB2] Escape and then Tab leaves from anywhere; any other key in between keeps one in', () => {
    const released = press(select('a.1'), 'Escape').state
    expect(press(released, 'Tab').handled).toBe(false)
    expect(press(press(released, 'ArrowDown').state, 'Tab').handled).toBe(true)
  })

  test('[TB1] Enter on a flagged cell opens its check and does not move', () => {
    const answer = press(select('c.sum'), 'Enter')
    expect(answer.effects).toEqual([{ type: 'finding', place: at('c.sum') }])
    expect(name(answer.state.active)).toBe('c.sum')
  })
})

describe('ranges', () => {
  test('[TB3] Shift+arrows stretch a range and the active cell stays', () => {
    const { state } = press(press(select('a.1'), 'ArrowDown', { shift: true }).state, 'ArrowRight', {
      shift: true,
    })
    expect(name(state.active)).toBe('a.1')
    expect(rangeOf(shape, state)).toEqual({ rows: ['a', 'b'], columns: ['1', '2', 'sum'] })
  })

  test('[TB3] Ctrl+A takes the whole table', () => {
    expect(rangeOf(shape, press(select('b.1'), 'a', { ctrl: true }).state)).toEqual({
      rows: ['a', 'b', 'c'],
      columns: ['1', '2', 'sum'],
    })
  })

  test('[TB3] a range stretched backwards is the same rectangle', () => {
    expect(rangeOf(shape, select('c.2', 'b.1'))).toEqual({ rows: ['b', 'c'], columns: ['1', '2'] })
  })

  test('[TB3] a plain arrow lets the range go', () => {
    const { state } = press(select('a.1', 'c.2'), 'ArrowDown')
    expect(rangeOf(shape, state)).toEqual({ rows: ['b'], columns: ['1'] })
  })

  test('[TB3] press, press with Shift and drag select like the keys', () => {
    const pressed = after(select('a.1'), { type: 'press', place: at('b.1'), shift: false }).state
    expect(name(pressed.active)).toBe('b.1')
    const stretched = after(pressed, { type: 'press', place: at('c.2'), shift: true }).state
    expect(rangeOf(shape, stretched)).toEqual({ rows: ['b', 'c'], columns: ['1', '2'] })
    expect(rangeOf(shape, after(pressed, { type: 'drag', place: at('c.1') }).state).rows).toEqual(['b', 'c'])
  })
})

describe('writing', () => {
  test.each(['7', '-', '−', 'v', '>'])('[TB4] %s starts the cell anew', (key) => {
    expect(press(select('a.1'), key).state).toEqual({
      mode: 'edit',
      active: at('a.1'),
      draft: key,
      begun: 'typing',
    })
  })

  test('[TB4] space and keys with Ctrl or Alt begin nothing', () => {
    for (const answer of [
      press(select('a.1'), ' '),
      press(select('a.1'), 'b', { ctrl: true }),
      press(select('a.1'), 'm', { alt: true }),
    ]) {
      expect(answer.state.mode).toBe('select')
      expect(answer.handled).toBe(false)
    }
  })

  test('[TB4] F2 and a double click open the cell with all its digits', () => {
    const opened = { mode: 'edit', active: at('a.1'), draft: '1,0', begun: 'opening' }
    expect(press(select('a.1'), 'F2').state).toEqual(opened)
    expect(after(select('b.1'), { type: 'open', place: at('a.1') }).state).toEqual(opened)
  })

  test('[TB5] Enter stores and goes down, Shift+Enter up, Tab to the next cell', () => {
    const store = (cell: string, text: string) => [{ type: 'store', cells: [{ ...at(cell), text }] }]
    const down = press(edit('a.1', '9'), 'Enter')
    expect([name(down.state.active), down.state.mode, down.effects]).toEqual([
      'b.1',
      'select',
      store('a.1', '9'),
    ])
    const up = press(edit('b.1', '9'), 'Enter', { shift: true })
    expect([name(up.state.active), up.effects]).toEqual(['a.1', store('b.1', '9')])
    const right = press(edit('a.1', '9'), 'Tab')
    expect([name(right.state.active), right.effects, right.handled]).toEqual(['a.2', store('a.1', '9'), true])
  })

  test('[TB5] Tab in the last cell stores and leaves', () => {
    const answer = press(edit('c.2', '9'), 'Tab')
    expect(answer.effects).toHaveLength(1)
    expect(answer.handled).toBe(false)
  })

  test('[TB5] Escape restores', () => {
    expect(press(edit('a.1', '9'), 'Escape')).toEqual({ state: select('a.1'), effects: [], handled: true })
  })

  test('[TB5] what has not been changed is not stored', () => {
    expect(press(edit('a.1', '1,0'), 'Enter').effects).toEqual([])
  })

  test('[TB5] the arrows, Home and End are the caret’s while one writes', () => {
    for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', '8', 'Delete'])
      expect(press(edit('a.1', '9'), key)).toEqual({ state: edit('a.1', '9'), effects: [], handled: false })
  })

  test('[TB5] leaving the cell by mouse, or the table, stores', () => {
    const stored = [{ type: 'store', cells: [{ ...at('a.1'), text: '9' }] }]
    expect(after(edit('a.1', '9'), { type: 'press', place: at('c.1'), shift: false }).effects).toEqual(stored)
    expect(after(edit('a.1', '9'), { type: 'left' })).toMatchObject({
      state: { mode: 'select' },
      effects: stored,
    })
  })

  test('[TB6] writing in a computed or locked cell is answered, not swallowed', () => {
    for (const answer of [
      press(select('a.sum'), '7'),
      press(select('a.sum'), 'F2'),
      press(select('a.sum'), 'Delete'),
      after(select('a.1'), { type: 'open', place: at('a.sum') }),
    ]) {
      expect(answer.state.mode).toBe('select')
      expect(answer.effects).toEqual([{ type: 'refuse', place: at('a.sum') }])
    }
  })

  test('[TB7] Delete empties the cells of the range that one may write in, as one command', () => {
    expect(press(select('a.1', 'c.sum'), 'Delete').effects).toEqual([
      {
        type: 'store',
        cells: ['a.1', 'a.2', 'b.1', 'c.1'].map((cell) => ({ ...at(cell), text: '' })),
      },
    ])
  })

  test('[TB7] Ctrl+D takes the value above, and fills a range from its topmost row', () => {
    expect(press(select('b.1'), 'd', { ctrl: true }).effects).toEqual([
      { type: 'store', cells: [{ ...at('b.1'), text: '1,0' }] },
    ])
    expect(press(select('a.1', 'c.1'), 'd', { ctrl: true }).effects).toEqual([
      {
        type: 'store',
        cells: [
          { ...at('b.1'), text: '1,0' },
          { ...at('c.1'), text: '1,0' },
        ],
      },
    ])
    expect(press(select('a.1'), 'd', { ctrl: true }).effects).toEqual([])
  })

  test('[TB7] Ctrl+Z asks for the undo, Shift+F10 for the menu, Alt+Shift+arrows move the row', () => {
    expect(press(select('a.1'), 'z', { ctrl: true }).effects).toEqual([{ type: 'undo' }])
    expect(press(select('a.1'), 'F10', { shift: true }).effects).toEqual([{ type: 'menu', place: at('a.1') }])
    expect(press(select('a.1'), 'ContextMenu').effects).toEqual([{ type: 'menu', place: at('a.1') }])
    expect(press(select('b.1'), 'ArrowUp', { alt: true, shift: true }).effects).toEqual([
      { type: 'moveRow', row: 'b', by: -1 },
    ])
  })

  test('[TB7] Ctrl+C, X and V are left to the browser, which then copies and pastes', () => {
    for (const key of ['c', 'x', 'v']) expect(press(select('a.1'), key, { ctrl: true }).handled).toBe(false)
  })
})

test('[TB1] a table begins at the first cell that one may write in', () => {
  expect(firstPlace(shape)).toEqual(at('a.1'))
  expect(firstPlace({ ...shape, mayEdit: () => false })).toEqual(at('a.1'))
})

test('[TB1] a row that somebody removes takes the cell with it, a removed corner only the range', () => {
  const fewer = { ...shape, rows: ['a', 'b'] }
  expect(keptIn(fewer, select('c.1'))).toBeUndefined()
  expect(keptIn(fewer, select('a.1', 'c.1'))).toEqual(select('a.1'))
})
