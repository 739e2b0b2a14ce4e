import { History } from 'lucide-react'
import { useState, useSyncExternalStore } from 'react'
import type { CellAddress } from '../../shared/figure/cellAddress.ts'
import { editFigure, formatFigure } from '../../shared/figure/formatFigure.ts'
import { useReportConnection, useReportPart } from '../report/useReport.ts'
import { nameOf } from '../report/reportStore.ts'
import { IconButton } from '../ui/Button.tsx'
import { useDates, type Dates } from '../ui/dates.ts'
import { useWords, type Words } from '../ui/words.ts'
import { CellHistory } from './CellHistory.tsx'
import type { CellState } from './cellView.ts'
import { formulaWords, operandLabel } from './formulaWords.ts'
import { provenanceWords } from './provenanceWords.ts'
import { cellName } from './tableWords.ts'
import type { Table } from './useTable.ts'
import type { ReportState } from '../report/reportStore.ts'
import style from './FigureTable.module.css'

interface ValueLineProps {
  readonly table: Table
  /** Why the last key did nothing; stands until one moves on. */
  readonly answer: string | undefined
}

/** The line above the table: which cell, its raw value or its formula, and where it came from. Its height never changes. */
export function ValueLine({ table, answer }: ValueLineProps) {
  const words = useWords()
  const { store } = useReportConnection()
  const today = useReportPart((state) => state.today)
  const dates = useDates(today)
  const state = useSyncExternalStore(table.grid.subscribe, table.grid.state)
  const [historyAt, openHistory] = useState<Element | null>(null)
  const cell = state === undefined ? undefined : table.stateAt(state.active)
  if (state === undefined || cell === undefined) {
    return <div className={style['valueLine']}>{words('block.table.choose')}</div>
  }
  const isEditing = state.mode === 'edit'
  return (
    <div className={style['valueLine']}>
      <span className={style['valueName']}>{cellName(cell.row, cell.column)}</span>
      <span className={style['value']} data-editing={isEditing || undefined}>
        {isEditing ? state.draft : valueWords(cell, store.state(), words)}
      </span>
      <span className={style['source']} data-answer={answer === undefined ? undefined : true}>
        {answer ?? sourceWords(cell, store.state(), words, dates)}
      </span>
      {cell.record === undefined ? null : (
        <IconButton small name={words('block.history.show')} onPress={({ target }) => openHistory(target)}>
          <History size={18} aria-hidden="true" />
        </IconButton>
      )}
      {historyAt === null || cell.record === undefined ? null : (
        <CellHistory cell={cell} at={historyAt} onClose={() => openHistory(null)} />
      )}
    </div>
  )
}

/** All digits of an entered figure; of a computed one how it is reckoned. */
const valueWords = (cell: CellState, state: ReportState, words: Words): string => {
  const { computed, value } = cell
  if (computed === undefined) return editFigure(value)
  const formula = formulaWords(computed, (address) => operandOf(address, cell, state), words)
  const delivered = cell.record?.reported
  return delivered === undefined || delivered.kind === 'empty'
    ? formula
    : words('block.formula.reported', { text: formatFigure(delivered, cell.format), formula })
}

const operandOf = (address: CellAddress, cell: CellState, { report, layout, computed }: ReportState) => {
  const block = layout.chapters
    .flatMap(({ sections }) => sections)
    .flatMap(({ slots }) => slots)
    .flatMap((slot) => (slot.kind === 'block' && slot.block.id === address.block ? [slot.block] : []))[0]
  if (block === undefined) return undefined
  const label = operandLabel(block, cell.address, address)
  if (label === undefined) return undefined
  const record = report.cells[address.block]?.[address.row]?.[address.column]
  const delivered = record?.reported
  const other = computed(address)
  const column = block.columns.find(({ id }) => id === address.column)
  const row = block.rows.find(({ id }) => id === address.row)
  if (other !== undefined && (delivered === undefined || delivered.kind === 'empty'))
    return { label, text: other.text }
  const value = other === undefined ? record?.value : delivered
  if (value === undefined || row === undefined || column === undefined) return { label, text: '' }
  return { label, text: formatFigure(value, { decimals: row.decimals ?? column.decimals }) }
}

const sourceWords = (cell: CellState, state: ReportState, words: Words, dates: Dates): string => {
  const { own, record, closed } = cell
  if (own?.state === 'waiting') return words('block.from.saving')
  if (own?.state === 'unsent' || own?.state === 'refused') return words('block.from.unsent')
  if (own?.state === 'stored') return words('block.from.saved')
  // The formula beside it says where it comes from.
  if (closed === 'computed') return ''
  if (closed === 'plan') return words('block.from.plan')
  if (record === undefined || record.value.kind === 'empty') return words('block.from.nobody')
  const { provenance, by, at } = record
  return provenanceWords(
    { provenance, when: dates.moment(at), name: nameOf(state.people, by), isMine: by === state.me.user },
    words,
  )
}
