import type { CellAddress } from '../../shared/figure/cellAddress.ts'
import type { CellValue } from '../../shared/figure/cellValue.ts'
import { cellKey } from '../../shared/check/place.ts'
import type { Problem } from '../../shared/problem.ts'

export type TypedProvenance = 'typed' | 'pasted'

/** One cell as it is sent: `revision` is that of the value the person saw when they began. */
export interface SentCell extends CellAddress {
  readonly value: CellValue
  readonly revision: number
}

export interface StoredCell {
  readonly value: CellValue
  readonly revision: number
  readonly byName: string
}

export type CellAnswer = CellAddress &
  (
    | { readonly result: 'stored'; readonly cell: StoredCell }
    | { readonly result: 'conflict'; readonly cell: StoredCell }
    | { readonly result: 'refused'; readonly problem: Problem }
  )

/** What I have done to one cell and the record does not show yet. */
export type OwnEdit =
  /** On its way; shown as if stored. */
  | { readonly state: 'waiting'; readonly value: CellValue }
  /** Stored as this revision; shown until the record has come that far. */
  | { readonly state: 'stored'; readonly value: CellValue; readonly revision: number }
  /** Somebody was first. Mine is kept until I choose; only I see it. */
  | { readonly state: 'conflict'; readonly value: CellValue; readonly theirs: StoredCell }
  | { readonly state: 'refused'; readonly value: CellValue; readonly problem: Problem }
  /** No contact with the server; sent again when there is. */
  | { readonly state: 'unsent'; readonly value: CellValue }

export interface NewValue extends CellAddress {
  readonly value: CellValue
  readonly before: CellValue
  readonly revision: number
}

export type UndoAnswer = 'undone' | 'nothing' | 'changedByOther'

/** The cells that I have changed and that are on their way, in conflict or refused, and how to undo them. */
export interface CellEdits {
  readonly of: (key: string) => OwnEdit | undefined
  /** Grows with every change, so that a reader knows when to look again. */
  readonly version: () => number
  readonly subscribe: (listener: () => void) => () => void
  /** Cells put in one call, or while a command is under way, go as one command. Resolves when they are answered. */
  readonly put: (cells: readonly NewValue[], provenance: TypedProvenance) => Promise<readonly CellAnswer[]>
  /** Keeps the other's value. */
  readonly yield: (address: CellAddress) => void
  /** Writes mine over theirs, as a new command that has seen theirs. */
  readonly insist: (address: CellAddress) => Promise<void>
  /** Sends what found no contact again. */
  readonly retry: () => void
  /** Takes back my latest command, if nobody has changed its cells since. */
  readonly undo: (revisionNow: (address: CellAddress) => number) => Promise<UndoAnswer>
  readonly mayUndo: () => boolean
}

type Send = (cells: readonly SentCell[], provenance: TypedProvenance) => Promise<readonly CellAnswer[]>

interface Waiting extends NewValue {
  readonly provenance: TypedProvenance
  readonly command: number
}

interface DoneCell extends CellAddress {
  readonly before: CellValue
  readonly revision: number
}

/** One at a time to the server: a cell typed twice in a row must be sent with the revision its first value got. */
export const cellEdits = (send: Send): CellEdits => {
  const edits = new Map<string, OwnEdit>()
  const listeners = new Set<() => void>()
  const revisions = new Map<string, number>()
  let queue: Waiting[] = []
  let done: { command: number; cells: DoneCell[] }[] = []
  let isSending = false
  let commands = 0
  let version = 0
  let settle: { provenance: TypedProvenance; resolve: (answers: readonly CellAnswer[]) => void }[] = []

  const tell = (): void => {
    version += 1
    for (const listener of listeners) listener()
  }
  const say = (address: CellAddress, edit: OwnEdit | undefined): void => {
    const key = cellKey(address)
    if (edit === undefined) edits.delete(key)
    else edits.set(key, edit)
  }
  /** A revision that my own earlier value got counts as seen. */
  const seen = (cell: NewValue): number => Math.max(cell.revision, revisions.get(cellKey(cell)) ?? 0)

  const sendNext = async (): Promise<void> => {
    while (queue.length > 0) {
      const provenance = queue[0]?.provenance ?? 'typed'
      const batch = queue.filter((cell) => cell.provenance === provenance)
      const rest = queue.filter((cell) => cell.provenance !== provenance)
      const waiters = settle.filter((waiter) => waiter.provenance === provenance)
      settle = settle.filter((waiter) => waiter.provenance !== provenance)
      queue = rest
      try {
        const answers = await send(
          batch.map((cell) => ({
            block: cell.block,
            row: cell.row,
            column: cell.column,
            value: cell.value,
            revision: seen(cell),
          })),
          provenance,
        )
        for (const answer of answers) take(answer, batch)
        for (const { resolve } of waiters) resolve(answers)
      } catch {
        // No contact, or an answer that is not one: nothing typed is thrown away, it waits until there is.
        for (const cell of batch) {
          if (!queue.some((later) => cellKey(later) === cellKey(cell)))
            say(cell, { state: 'unsent', value: cell.value })
          unsent.set(cellKey(cell), cell)
        }
        for (const { resolve } of waiters) resolve([])
      }
      tell()
    }
    // Cleared in the same turn as the last look at the queue: a cell put right after must find no sender under way.
    isSending = false
  }
  const unsent = new Map<string, Waiting>()

  const take = (answer: CellAnswer, batch: readonly Waiting[]): void => {
    const key = cellKey(answer)
    const mine = batch.find((cell) => cellKey(cell) === key)
    if (mine === undefined) return
    const isOvertaken = queue.some((cell) => cellKey(cell) === key)
    if (answer.result === 'stored') {
      revisions.set(key, answer.cell.revision)
      if (mine.command > 0) remember(mine, answer.cell.revision)
      if (!isOvertaken)
        say(answer, { state: 'stored', value: answer.cell.value, revision: answer.cell.revision })
    } else if (answer.result === 'conflict') {
      queue = queue.filter((cell) => cellKey(cell) !== key)
      say(answer, { state: 'conflict', value: mine.value, theirs: answer.cell })
    } else if (!isOvertaken) {
      say(answer, { state: 'refused', value: mine.value, problem: answer.problem })
    }
  }

  const remember = (cell: Waiting, revision: number): void => {
    const entry = done.find(({ command }) => command === cell.command)
    const doneCell = { block: cell.block, row: cell.row, column: cell.column, before: cell.before, revision }
    if (entry === undefined) done.push({ command: cell.command, cells: [doneCell] })
    else entry.cells.push(doneCell)
  }

  const enqueue = (cells: readonly Waiting[]): Promise<readonly CellAnswer[]> => {
    for (const cell of cells) {
      const earlier = queue.find((waiting) => cellKey(waiting) === cellKey(cell))
      queue = [
        ...queue.filter((waiting) => waiting !== earlier),
        earlier === undefined ? cell : { ...cell, before: earlier.before },
      ]
      unsent.delete(cellKey(cell))
      say(cell, { state: 'waiting', value: cell.value })
    }
    tell()
    const provenance = cells[0]?.provenance ?? 'typed'
    const answered = new Promise<readonly CellAnswer[]>((resolve) => settle.push({ provenance, resolve }))
    if (!isSending) {
      isSending = true
      // Later in the same turn, so that what is put in one go becomes one command.
      queueMicrotask(() => void sendNext())
    }
    return answered
  }

  return {
    of: (key) => edits.get(key),
    version: () => version,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    put: (cells, provenance) => {
      if (cells.length === 0) return Promise.resolve([])
      commands += 1
      const command = commands
      return enqueue(cells.map((cell) => ({ ...cell, provenance, command })))
    },
    yield: (address) => {
      say(address, undefined)
      tell()
    },
    insist: async (address) => {
      const edit = edits.get(cellKey(address))
      if (edit?.state !== 'conflict') return
      const { value, theirs } = edit
      commands += 1
      const { block, row, column } = address
      await enqueue([
        {
          block,
          row,
          column,
          value,
          before: theirs.value,
          revision: theirs.revision,
          provenance: 'typed',
          command: commands,
        },
      ])
    },
    retry: () => {
      const again = [...unsent.values()]
      unsent.clear()
      if (again.length > 0) void enqueue(again)
    },
    undo: async (revisionNow) => {
      const last = done.at(-1)
      if (last === undefined) return 'nothing'
      done = done.slice(0, -1)
      if (
        last.cells.some(
          (cell) => Math.max(revisionNow(cell), revisions.get(cellKey(cell)) ?? 0) !== cell.revision,
        )
      ) {
        return 'changedByOther'
      }
      // Command 0: taking back is not itself taken back, so that the next Ctrl+Z goes one further.
      const answers = await enqueue(
        last.cells.map((cell) => ({
          ...cell,
          value: cell.before,
          before: cell.before,
          provenance: 'typed',
          command: 0,
        })),
      )
      return answers.some((answer) => answer.result === 'conflict') ? 'changedByOther' : 'undone'
    },
    mayUndo: () => done.length > 0,
  }
}
