import { useCallback, useLayoutEffect, useRef, useState, type ClipboardEvent } from 'react'
import type { CellValue } from '../../shared/figure/cellValue.ts'
import { formatFigure } from '../../shared/figure/formatFigure.ts'
import { problemTexts } from '../../shared/problemText.ts'
import { nameOf } from '../report/reportStore.ts'
import { useReportConnection } from '../report/useReport.ts'
import { useCommands } from '../report/useCommands.ts'
import { useDone } from '../ui/DoneLine.tsx'
import { useDates } from '../ui/dates.ts'
import { useLanguage } from '../ui/Language.tsx'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { useWords } from '../ui/words.ts'
import type { CellAnswer, NewValue, TypedProvenance } from './cellEdits.ts'
import type { CellState } from './cellView.ts'
import { singleCell, writeCells } from './clipboard.ts'
import { rangeOf, samePlace, type GridEffect, type GridEvent, type GridCell } from './gridState.ts'
import type { PastePlan } from './planPaste.ts'
import { useDesk } from './TableDesk.tsx'
import { cellName } from './tableWords.ts'
import { keepTyped } from './typedValue.ts'
import type { Table } from './useTable.ts'

export interface GridActions {
  /** Does what an event means and carries its effects out. True: the browser shall not act on it as well. */
  readonly send: (event: GridEvent) => boolean
  readonly onCopy: (event: ClipboardEvent) => void
  readonly onCut: (event: ClipboardEvent) => void
  readonly onPaste: (event: ClipboardEvent) => void
  readonly fill: (value: CellValue | 'preliminary') => void
  readonly insert: (changes: PastePlan['changes']) => Promise<void>
  /** Why the last key did nothing. */
  readonly answer: string | undefined
}

interface Openers {
  readonly openPaste: (text: string | undefined) => void
  readonly openMenu: (place: GridCell) => void
  readonly openFinding: (place: GridCell) => void
}

/** What a person does to a table, carried out: cells stored, copied, pasted, undone, refused with the reason. */
export function useGridActions(table: Table, { openPaste, openMenu, openFinding }: Openers): GridActions {
  const words = useWords()
  const { language } = useLanguage()
  const announce = useAnnounce()
  const done = useDone()
  const desk = useDesk()
  const commands = useCommands()
  const { store } = useReportConnection()
  const dates = useDates(store.state().today)
  const [answer, setAnswer] = useState<string>()
  // Handlers live as long as the table; what they act on is the table of the moment.
  const now = useRef(table)
  useLayoutEffect(() => {
    now.current = table
  }, [table])

  const tell = useCallback(
    (answers: readonly CellAnswer[]) => {
      for (const given of answers) {
        const cell = now.current.stateAt(given)
        if (cell === undefined) continue
        const name = cellName(cell.row, cell.column)
        if (given.result === 'conflict') {
          announce.assertive(words('block.say.conflict', { cell: name, name: given.cell.byName }))
        } else if (given.result === 'refused') {
          announce.assertive(
            words('block.say.refused', { cell: name, why: problemTexts[given.problem.code][language] }),
          )
        } else if (answers.length === 1) {
          const value = formatFigure(given.cell.value, cell.format)
          announce.polite(
            words('block.say.stored', { cell: name, value: value === '' ? words('block.empty') : value }),
            'cell',
          )
        }
      }
    },
    [announce, words, language],
  )

  // The cell as it stood when somebody began to write in it: what another stores meanwhile has not been seen.
  const begun = useRef<{ readonly place: GridCell; readonly text: string; readonly revision: number } | null>(
    null,
  )

  const put = useCallback(
    async (values: readonly (GridCell & { value: CellValue })[], provenance: TypedProvenance) => {
      const cells = values.flatMap(({ value, ...place }): NewValue[] => {
        const cell = now.current.stateAt(place)
        const from = begun.current
        const revision = from !== null && samePlace(from.place, place) ? from.revision : cell?.revision
        return cell === undefined || revision === undefined || cell.closed !== undefined
          ? []
          : [{ ...cell.address, value, before: cell.record?.value ?? { kind: 'empty' }, revision }]
      })
      const answers = await desk.edits.put(cells, provenance)
      tell(answers)
      return answers
    },
    [desk, tell],
  )

  const undo = useCallback(async () => {
    const revisionNow = ({ block, row, column }: CellState['address']): number =>
      store.state().report.cells[block]?.[row]?.[column]?.revision ?? 0
    const result = await desk.edits.undo(revisionNow)
    const sentence = words(
      result === 'undone'
        ? 'block.undo.done'
        : result === 'nothing'
          ? 'block.undo.nothing'
          : 'block.undo.changed',
    )
    setAnswer(sentence)
    announce.polite(sentence, 'undo')
  }, [desk, store, words, announce])

  const refuse = useCallback(
    (place: GridCell) => {
      const cell = now.current.stateAt(place)
      if (cell === undefined) return
      const sentence = whyClosed(cell)
      setAnswer(sentence)
      announce.polite(sentence, 'closed')

      function whyClosed({ closed, record, computed, address }: CellState): string {
        switch (closed) {
          case 'computed': {
            const formula = computed?.relation.formula
            if (
              formula?.op === 'sum' &&
              formula.of.every(({ block, column }) => block === address.block && column === address.column)
            ) {
              return words('block.closed.computedAbove')
            }
            if (formula?.op === 'difference' && formula.minuend.row === address.row)
              return words('block.closed.computedRow')
            return words('block.closed.computed')
          }
          case 'previous': {
            const from = record?.provenance
            return words('block.closed.previous', {
              report: from?.kind === 'carried' ? from.label : words('block.closed.previousReport'),
            })
          }
          case 'plan':
            return words('block.closed.plan')
          case 'template':
            return words('block.closed.template')
          case 'lockedSection':
            return words('block.closed.lockedSection')
          case 'final': {
            const final = store.state().report.final[address.block]
            if (final === undefined || final.by === store.state().me.user)
              return words('block.table.finalMine')
            return words('block.table.finalBy', {
              day: dates.short(final.at.slice(0, 10)),
              name: nameOf(store.state().people, final.by),
            })
          }
          case 'right':
          case undefined:
            return words('block.closed.right')
        }
      }
    },
    [words, announce, store, dates],
  )

  const moveRow = useCallback(
    async (row: string, by: -1 | 1) => {
      const { block, mayEditRows } = now.current
      const added = block.rows.filter((candidate) => candidate.added === true)
      const at = added.findIndex(({ id }) => id === row)
      if (!mayEditRows || at < 0) return
      const before = by < 0 ? added[at - 1] : added[at + 2]
      if (by < 0 ? before === undefined : at === added.length - 1) return
      await commands.changeRow(block.id, row, { before: before?.id ?? null })
    },
    [commands],
  )

  const carryOut = useCallback(
    (effects: readonly GridEffect[]) => {
      for (const effect of effects) {
        switch (effect.type) {
          case 'store':
            void put(
              effect.cells.flatMap(({ text, ...place }) => {
                const cell = now.current.stateAt(place)
                const from = begun.current
                const isUntouched = from !== null && samePlace(from.place, place) && from.text === text
                return cell === undefined || isUntouched
                  ? []
                  : [{ ...place, value: keepTyped(text, cell.column, cell.format) }]
              }),
              'typed',
            )
            break
          case 'refuse':
            refuse(effect.place)
            break
          case 'undo':
            void undo()
            break
          case 'menu':
            openMenu(effect.place)
            break
          case 'finding':
            openFinding(effect.place)
            break
          case 'moveRow':
            void moveRow(effect.row, effect.by)
            break
          default:
            effect satisfies never
        }
      }
    },
    [put, refuse, undo, openMenu, openFinding, moveRow],
  )

  const send = useCallback(
    (event: GridEvent): boolean => {
      if (event.type !== 'typed') setAnswer(undefined)
      const { grid, shape, stateAt } = now.current
      const result = grid.send(event)
      if (result === undefined) return false
      carryOut(result.effects)
      const { state } = result
      if (state.mode === 'select') begun.current = null
      else if (begun.current === null || !samePlace(begun.current.place, state.active)) {
        begun.current = {
          place: state.active,
          text: shape.textOf(state.active),
          revision: stateAt(state.active)?.revision ?? 0,
        }
      }
      return result.handled
    },
    [carryOut],
  )

  const copied = useCallback((event: ClipboardEvent): boolean => {
    const { grid } = now.current
    const state = grid.state()
    // While one writes, the marked letters are copied, not the cell.
    if (state === undefined || state.mode === 'edit') return false
    const { rows, columns } = rangeOf(grid.shape(), state)
    const { text, html } = writeCells(
      rows.map((row) =>
        columns.map((column) => {
          const cell = now.current.stateAt({ row, column })
          return cell === undefined
            ? ''
            : cell.computed !== undefined
              ? cell.computed.text
              : formatFigure(cell.value, { ...cell.format, printUnit: false })
        }),
      ),
    )
    event.clipboardData.setData('text/plain', text)
    event.clipboardData.setData('text/html', html)
    event.preventDefault()
    return true
  }, [])

  const onPaste = useCallback(
    (event: ClipboardEvent) => {
      const state = now.current.grid.state()
      if (state === undefined) return
      const text = event.clipboardData.getData('text/plain')
      const single = singleCell(text)
      if (state.mode === 'edit' && single !== undefined) return
      event.preventDefault()
      if (single === undefined) {
        if (state.mode === 'edit') send({ type: 'key', key: 'Escape' })
        openPaste(text)
        return
      }
      const cell = now.current.stateAt(state.active)
      if (cell === undefined) return
      if (cell.closed !== undefined) refuse(state.active)
      else void put([{ ...state.active, value: keepTyped(single, cell.column, cell.format) }], 'pasted')
    },
    [send, refuse, put, openPaste],
  )

  const fill = useCallback(
    (value: CellValue | 'preliminary') => {
      const { grid } = now.current
      const state = grid.state()
      if (state === undefined) return
      const { rows, columns } = rangeOf(grid.shape(), state)
      const cells = rows.flatMap((row) =>
        columns.flatMap((column) => now.current.stateAt({ row, column }) ?? []),
      )
      const open = cells.filter((cell) => cell.closed === undefined)
      if (open.length === 0) refuse(state.active)
      void put(
        open.flatMap(({ row, column, value: present }) => {
          const next = value === 'preliminary' ? preliminary(present) : value
          return next === undefined ? [] : [{ row: row.id, column: column.id, value: next }]
        }),
        'typed',
      )
    },
    [put, refuse],
  )

  const insert = useCallback(
    async (changes: PastePlan['changes']) => {
      const answers = await put(
        changes.map(({ row, column, after }) => ({ row, column, value: after })),
        'pasted',
      )
      const stored = answers.filter(({ result }) => result === 'stored').length
      const sentence = `${words('block.paste.inserted', { count: stored })} ${words('block.paste.notStored', { count: answers.length - stored })}`
      done({ sentence: sentence.trim(), undo: () => void undo() })
    },
    [put, done, words, undo],
  )

  return {
    send,
    onCopy: copied,
    onCut: (event) => {
      if (copied(event)) send({ type: 'empty' })
    },
    onPaste,
    fill,
    insert,
    answer,
  }
}

/** Turns the qualifier on or off; only a figure can be preliminary. */
const preliminary = (value: CellValue): CellValue | undefined => {
  if (value.kind !== 'number') return undefined
  const { preliminary: was, ...plain } = value
  return was === true ? plain : { ...plain, preliminary: true }
}
