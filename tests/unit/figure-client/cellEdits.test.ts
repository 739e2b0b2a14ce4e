import { expect, test } from 'vitest'
import { emptyCell, type CellValue } from '../../../shared/figure/cellValue.ts'
import { cellEdits, type CellAnswer, type NewValue, type SentCell } from '../../../client/figure/cellEdits.ts'

const number = (value: string): CellValue => ({ kind: 'number', value })
const put = (column: string, value: string, revision = 0, before: CellValue = emptyCell): NewValue => ({
  block: 'b',
  row: 'r',
  column,
  value: number(value),
  before,
  revision,
})
const key = (column: string): string => `b.r.${column}`

/** A server that answers when it is told to, with what it is told. */
const server = () => {
  const commands: {
    cells: readonly SentCell[]
    answer: (answers: readonly CellAnswer[]) => void
    fail: () => void
  }[] = []
  const send = (cells: readonly SentCell[]): Promise<readonly CellAnswer[]> =>
    new Promise((resolve, reject) =>
      commands.push({ cells, answer: resolve, fail: () => reject(new Error('no contact')) }),
    )
  const stored = (cells: readonly SentCell[]): CellAnswer[] =>
    cells.map(({ value, revision, ...at }) => ({
      ...at,
      result: 'stored',
      cell: { value, revision: revision + 1, byName: 'Jag' },
    }))
  return {
    commands,
    send,
    /** Waits until so many commands have arrived and stores all of the last. */
    async store(count: number): Promise<void> {
      await arrived(count)
      const last = commands[count - 1]
      if (last !== undefined) last.answer(stored(last.cells))
    },
    arrived,
  }
  async function arrived(count: number): Promise<void> {
    // A turn of the event loop each: enough for every promise under way, and an end if none comes.
    for (let turn = 0; commands.length < count && turn < 50; turn++)
      await new Promise((resolve) => setImmediate(resolve))
    if (commands.length < count) throw new Error(`command ${count} was not sent`)
  }
}

test('[TB20] a value is shown as mine while it is on its way, and as stored with its revision after', async () => {
  const to = server()
  const edits = cellEdits(to.send)
  const answered = edits.put([put('actual', '1')], 'typed')
  expect(edits.of(key('actual'))).toEqual({ state: 'waiting', value: number('1') })
  await to.store(1)
  await answered
  expect(edits.of(key('actual'))).toEqual({ state: 'stored', value: number('1'), revision: 1 })
})

test('[TB21] cells put at once go as one command, and those put meanwhile as one more', async () => {
  const to = server()
  const edits = cellEdits(to.send)
  void edits.put([put('a', '1'), put('b', '2')], 'typed')
  await to.arrived(1)
  void edits.put([put('c', '3')], 'typed')
  const last = edits.put([put('d', '4')], 'typed')
  await to.store(1)
  await to.store(2)
  await last
  expect(to.commands.map(({ cells }) => cells.map(({ column }) => column))).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ])
})

test('[TB21] a cell typed twice in a row is sent with the revision that its first value got, so that it is no conflict', async () => {
  const to = server()
  const edits = cellEdits(to.send)
  void edits.put([put('actual', '1', 4)], 'typed')
  await to.arrived(1)
  const last = edits.put([put('actual', '2', 4)], 'typed')
  await to.store(1)
  await to.arrived(2)
  expect(to.commands[1]?.cells[0]?.revision).toBe(5)
  await to.store(2)
  await last
  expect(edits.of(key('actual'))).toMatchObject({ state: 'stored', value: number('2'), revision: 6 })
})

const conflict = (column: string, theirs: string, revision: number): CellAnswer => ({
  block: 'b',
  row: 'r',
  column,
  result: 'conflict',
  cell: { value: number(theirs), revision, byName: 'Johan Ekdahl' },
})

test('[TB22] in a conflict mine is kept beside theirs until I choose', async () => {
  const to = server()
  const edits = cellEdits(to.send)
  const answered = edits.put([put('actual', '-165.1', 1)], 'typed')
  await to.arrived(1)
  to.commands[0]?.answer([conflict('actual', '-156.1', 2)])
  await answered
  expect(edits.of(key('actual'))).toEqual({
    state: 'conflict',
    value: number('-165.1'),
    theirs: { value: number('-156.1'), revision: 2, byName: 'Johan Ekdahl' },
  })
  edits.yield({ block: 'b', row: 'r', column: 'actual' })
  expect(edits.of(key('actual'))).toBeUndefined()
  expect(to.commands).toHaveLength(1)
})

test('[TB22] using mine is a new command that has seen theirs', async () => {
  const to = server()
  const edits = cellEdits(to.send)
  const answered = edits.put([put('actual', '-165.1', 1)], 'typed')
  await to.arrived(1)
  to.commands[0]?.answer([conflict('actual', '-156.1', 2)])
  await answered
  const insisted = edits.insist({ block: 'b', row: 'r', column: 'actual' })
  await to.store(2)
  await insisted
  expect(to.commands[1]?.cells[0]).toMatchObject({ value: number('-165.1'), revision: 2 })
  expect(edits.of(key('actual'))).toMatchObject({ state: 'stored', revision: 3 })
})

test('[TB23] without contact nothing is thrown away; it is sent again', async () => {
  const to = server()
  const edits = cellEdits(to.send)
  const answered = edits.put([put('actual', '7')], 'typed')
  await to.arrived(1)
  to.commands[0]?.fail()
  await answered
  expect(edits.of(key('actual'))).toEqual({ state: 'unsent', value: number('7') })
  edits.retry()
  await to.arrived(2)
  expect(to.commands[1]?.cells[0]).toMatchObject({ value: number('7'), revision: 0 })
})

test('[TB23] one refused cell does not hold up the others', async () => {
  const to = server()
  const edits = cellEdits(to.send)
  const answered = edits.put([put('a', '1'), put('b', '2')], 'pasted')
  await to.arrived(1)
  to.commands[0]?.answer([
    { block: 'b', row: 'r', column: 'a', result: 'refused', problem: { code: 'cell-out-of-range' } },
    {
      block: 'b',
      row: 'r',
      column: 'b',
      result: 'stored',
      cell: { value: number('2'), revision: 1, byName: 'Jag' },
    },
  ])
  await answered
  expect(edits.of(key('a'))).toMatchObject({
    state: 'refused',
    value: number('1'),
    problem: { code: 'cell-out-of-range' },
  })
  expect(edits.of(key('b'))).toMatchObject({ state: 'stored' })
})

test('[TB24] undo is a new command with what stood there before, the latest first', async () => {
  const to = server()
  const edits = cellEdits(to.send)
  void edits.put([put('a', '1', 0, number('10'))], 'typed')
  await to.store(1)
  const second = edits.put([put('b', '2', 0, number('20'))], 'typed')
  await to.store(2)
  await second
  const undone = edits.undo(() => 1)
  await to.store(3)
  expect(await undone).toBe('undone')
  expect(to.commands[2]?.cells).toMatchObject([{ column: 'b', value: number('20'), revision: 1 }])
  const further = edits.undo(() => 1)
  await to.store(4)
  expect(await further).toBe('undone')
  expect(to.commands[3]?.cells).toMatchObject([{ column: 'a', value: number('10') }])
  expect(await edits.undo(() => 1)).toBe('nothing')
})

test('[TB24] if another has changed the cell since, undo says so and does nothing', async () => {
  const to = server()
  const edits = cellEdits(to.send)
  const answered = edits.put([put('a', '1')], 'typed')
  await to.store(1)
  await answered
  expect(await edits.undo(() => 2)).toBe('changedByOther')
  expect(to.commands).toHaveLength(1)
})
