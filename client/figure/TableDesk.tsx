import { createContext, use, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react'
import type { CellValue } from '../../shared/figure/cellValue.ts'
import { useCommands } from '../report/useCommands.ts'
import type { ReportCommands } from '../report/commands.ts'
import { useReportConnection } from '../report/useReport.ts'
import { nameOf, type ReportStore } from '../report/reportStore.ts'
import {
  cellEdits,
  type CellAnswer,
  type CellEdits,
  type SentCell,
  type TypedProvenance,
} from './cellEdits.ts'
import { onTheWire } from './typedValue.ts'

/** The table that has the focus, as the toolbar acts on it. */
export interface TableHandle {
  readonly title: string
  readonly openPaste: () => void
  /** Gives every writable cell of the selection this value. */
  readonly fill: (value: CellValue | 'preliminary') => void
  readonly mayWrite: boolean
  /** Begins a synpunkt on the chosen cell; absent where I may write none. */
  readonly remark?: (() => void) | undefined
}

/** What the tables of one page share: what is on its way to the server, and which of them the toolbar acts on. */
export interface Desk {
  readonly edits: CellEdits
  readonly current: () => TableHandle | null
  readonly subscribe: (listener: () => void) => () => void
  readonly take: (handle: TableHandle) => void
  readonly leave: (handle: TableHandle) => void
}

const DeskContext = createContext<Desk | null>(null)

export function useDesk(): Desk {
  const desk = use(DeskContext)
  if (desk === null) throw new Error('a table outside of <TableDesk>')
  return desk
}

/** The table last worked in on this page, if the focus is still there or in the toolbar. */
export function useCurrentTable(): TableHandle | null {
  const desk = useDesk()
  return useSyncExternalStore(desk.subscribe, desk.current)
}

/** Stands around everything that shows tables and their toolbar. */
export function TableDesk({ children }: { children: ReactNode }) {
  const commands = useCommands()
  const { store } = useReportConnection()
  const edits = useMemo(() => cellEdits(sendWith(commands, store)), [commands, store])
  const [current] = useState(currentTable)
  const desk = useMemo(() => ({ edits, ...current }), [edits, current])
  return <DeskContext value={desk}>{children}</DeskContext>
}

const currentTable = (): Omit<Desk, 'edits'> => {
  const listeners = new Set<() => void>()
  let handle: TableHandle | null = null
  const become = (next: TableHandle | null): void => {
    if (next === handle) return
    handle = next
    for (const listener of listeners) listener()
  }
  return {
    current: () => handle,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    take: become,
    leave: (left) => {
      if (handle === left) become(null)
    },
  }
}

const sendWith =
  ({ setCells }: ReportCommands, store: ReportStore) =>
  async (cells: readonly SentCell[], provenance: TypedProvenance): Promise<readonly CellAnswer[]> => {
    const answer = await setCells(
      cells.map((cell) => ({ ...cell, value: onTheWire(cell.value) })),
      provenance,
    )
    if (!answer.ok) {
      // Refused as a whole: the session or the right is gone. Each cell says so for itself.
      if (answer.problem.code === 'no-contact') throw new Error('no contact')
      const { code, ...rest } = answer.problem
      return cells.map(({ block, row, column }) => ({
        block,
        row,
        column,
        result: 'refused',
        problem: { ...rest, code },
      }))
    }
    return answer.value.map(({ block, row, column, result, cell, problem }): CellAnswer => {
      const address = { block, row, column }
      if (result === 'refused' || cell === undefined) {
        const known =
          problem === undefined || problem.code === 'no-contact'
            ? undefined
            : { ...problem, code: problem.code }
        return { ...address, result: 'refused', problem: known ?? { code: 'internal' } }
      }
      const { value, revision, by, byName } = cell
      return {
        ...address,
        result,
        cell: { value, revision, byName: byName ?? nameOf(store.state().people, by) },
      }
    })
  }
