import { defaultDeleteFilter, ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'

// oxlint-disable-next-line typescript/unbound-method -- called with its item below
const stockIntegrate = Y.Item.prototype.integrate

function integrateBesideNeighbour(this: Y.Item, transaction: Y.Transaction, offset: number): void {
  if (
    offset === 0 &&
    this.parentSub === null &&
    transaction.origin instanceof Y.UndoManager &&
    this.id.client === transaction.doc.clientID &&
    this.parent instanceof Y.AbstractType
  ) {
    this.right = this.left === null ? this.parent._start : this.left.right
    this.rightOrigin = this.right === null ? null : this.right.id
  }
  stockIntegrate.call(this, transaction, offset)
}

/**
 * Makes undo and redo insert beside their immediate right neighbour. Call it once before the first editor; calling it
 * again does nothing.
 *
 * Stock Yjs 13.6 may give a redone item a right neighbour that lies left of its left one. Copies then order the list
 * differently for ever, with equal state vectors, so nothing ever repairs them (yjs#699, #794); the server refuses such
 * an item. `redoItem` cannot be reached from outside, so its last step is wrapped instead of changing the package. Only
 * transactions of an undo manager on the own client id are touched: updates of others go the stock way.
 */
export const installNeighbourFix = (): void => {
  Y.Item.prototype.integrate = integrateBesideNeighbour
}

/**
 * One undo manager for all slots of a section.
 *
 * A block in which somebody else has typed is not deleted by undoing its creation. Add a slot's fragment with
 * `addToScope` when its row is new; call `stopCapturing` when the caret moves to another slot; destroy it with the doc,
 * never with an editor.
 *
 * @param fragments  the section's slots, at least one
 */
export const createSectionUndo = (fragments: readonly Y.XmlFragment[]): Y.UndoManager =>
  new Y.UndoManager([...fragments], {
    trackedOrigins: new Set([ySyncPluginKey]),
    captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
    deleteFilter: (item) => defaultDeleteFilter(item, new Set(['textBlock'])),
  })
