import { Extension } from '@tiptap/core'
import type { Command } from '@tiptap/pm/state'
import { Plugin, TextSelection } from '@tiptap/pm/state'
import type { Node, Schema } from '@tiptap/pm/model'
import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  deleteTable,
  isInTable,
  tableEditing,
} from '@tiptap/pm/tables'
import { ySyncPluginKey } from '@tiptap/y-tiptap'

/** An empty table with a heading row. */
export function createTable(schema: Schema, rows: number, columns: number): Node | null {
  const { table, tableRow, tableHeader, tableCell } = schema.nodes
  if (!table || !tableRow || !tableHeader || !tableCell) return null
  const row = (cell: typeof tableCell): Node =>
    tableRow.create(
      null,
      Array.from({ length: columns }, () => cell.create()),
    )
  return table.create(null, [row(tableHeader), ...Array.from({ length: rows - 1 }, () => row(tableCell))])
}

/** Puts a table of 3 by 3 after the block of the caret, and the caret into its first cell. */
export const insertTable: Command = (state, dispatch) => {
  if (isInTable(state)) return false
  const table = createTable(state.schema, 3, 3)
  const paragraph = state.schema.nodes['textBlock']
  if (table === null || paragraph === undefined) return false
  const { $to } = state.selection
  const block = $to.depth > 0 ? $to.node(1) : null
  const at = $to.depth > 0 ? $to.after(1) : state.selection.to
  const isLast = at === state.doc.content.size
  const tr = state.tr.insert(
    at,
    isLast ? [table, paragraph.create({ kind: 'paragraph', level: null, indent: 0 })] : table,
  )
  const isReplacingEmpty = block?.type === paragraph && block.content.size === 0
  if (isReplacingEmpty) tr.delete($to.before(1), $to.after(1))
  const start = isReplacingEmpty ? $to.before(1) : at
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(start + 3))).scrollIntoView())
  return true
}

export const tableCommands = {
  addRow: addRowAfter,
  addColumn: addColumnAfter,
  removeRow: deleteRow,
  removeColumn: deleteColumn,
  removeTable: deleteTable,
} as const
export type TableCommand = keyof typeof tableCommands

/**
 * Cell selection and arrow keys of free tables.
 *
 * Ragged rows are mended only after an edit of one's own: two editors that each fill a row that others have left ragged
 * would answer each other without end.
 */
export const FreeTables = Extension.create({
  name: 'freeTables',
  addProseMirrorPlugins() {
    const stock: Plugin<unknown> = tableEditing()
    const { appendTransaction } = stock.spec
    return [
      new Plugin({
        ...stock.spec,
        appendTransaction(transactions, before, after) {
          const isFromOthers = transactions.some(
            (transaction) => transaction.getMeta(ySyncPluginKey) !== undefined,
          )
          if (
            isFromOthers ||
            !transactions.some(({ docChanged, selectionSet }) => docChanged || selectionSet)
          )
            return null
          return appendTransaction?.call(this, transactions, before, after) ?? null
        },
      }),
    ]
  },
})
