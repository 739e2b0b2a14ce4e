import { Plugin, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import {
  getRelativeSelection,
  relativePositionToAbsolutePosition,
  ySyncPlugin,
  ySyncPluginKey,
} from '@tiptap/y-tiptap'
import type { ProsemirrorBinding } from '@tiptap/y-tiptap'
import * as Y from 'yjs'

type RelativeSelection = ReturnType<typeof getRelativeSelection>

/**
 * Plugins that tie one editor to one slot, in place of TipTap's `Collaboration` and y-tiptap's undo plugin: with a
 * shared undo manager, the first editor destroyed there destroys it for all.
 *
 * @param fragment  the slot
 * @param undo      the section's manager (undo.ts), or none for an editor that cannot undo
 */
export const bindSlot = (fragment: Y.XmlFragment, undo: Y.UndoManager | null): Plugin[] => {
  const sync = ySyncPlugin(fragment) as Plugin
  return [sync, caretPlugin(fragment, undo)]
}

/** Keeps the caret: within the text when others have shortened it, and back where it was when something is undone. */
const caretPlugin = (fragment: Y.XmlFragment, undo: Y.UndoManager | null): Plugin =>
  new Plugin({
    view: (view) => {
      // The key is typed for any plugin; the state is the sync plugin's.
      const { binding } = ySyncPluginKey.getState(view.state) as { binding: ProsemirrorBinding }
      forgetCaretBeyondText(binding, view)
      let selection = getRelativeSelection(binding, view.state)

      // Fires while the sync plugin writes, before our `update`: `selection` still is the one before the change. Only
      // an undo or redo has been drawn by then; the binding holds the one before it until its transaction is over.
      const remember = ({
        stackItem,
        origin,
      }: {
        stackItem: { meta: Map<unknown, unknown> }
        origin: unknown
      }) => {
        const before: RelativeSelection | null =
          origin instanceof Y.UndoManager ? binding.beforeTransactionSelection : null
        stackItem.meta.set(fragment, before ?? selection)
      }
      const restore = ({
        stackItem,
        changedParentTypes,
      }: {
        stackItem: { meta: Map<unknown, unknown> }
        changedParentTypes: Map<unknown, unknown>
      }) => {
        if (!changedParentTypes.has(fragment)) return
        // Only `remember` writes under this key.
        const remembered = stackItem.meta.get(fragment) as RelativeSelection | undefined
        if (remembered) select(view, binding, remembered)
      }
      undo?.on('stack-item-added', remember)
      undo?.on('stack-item-popped', restore)

      return {
        update: () => {
          selection = getRelativeSelection(binding, view.state)
        },
        destroy: () => {
          undo?.off('stack-item-added', remember)
          undo?.off('stack-item-popped', restore)
        },
      }
    },
  })

/**
 * y-tiptap 3.0.9 throws "Position n out of range" when the remembered caret lies beyond a text that others have
 * shortened; the editor then lags behind Yjs, and its next key writes the old text back.
 */
const forgetCaretBeyondText = (binding: ProsemirrorBinding, view: EditorView): void => {
  let kept: RelativeSelection | null = binding.beforeTransactionSelection
  Object.defineProperty(binding, 'beforeTransactionSelection', {
    configurable: true,
    get: () => {
      if (kept === null) return null
      const end = view.state.doc.content.size
      if (kept.absAnchor <= end && kept.absHead <= end) return kept
      return { ...kept, absAnchor: null, absHead: null }
    },
    set: (value: RelativeSelection | null) => {
      kept = value
    },
  })
}

const select = (view: EditorView, binding: ProsemirrorBinding, wanted: RelativeSelection): void => {
  const place = (relative: RelativeSelection['anchor']): number | null =>
    relative === null
      ? null
      : relativePositionToAbsolutePosition(binding.doc, binding.type, relative, binding.mapping)
  const anchor = place(wanted.anchor)
  const head = place(wanted.head)
  const end = view.state.doc.content.size
  if (anchor === null || head === null || anchor > end || head > end) return
  const { tr } = view.state
  tr.setSelection(TextSelection.between(tr.doc.resolve(anchor), tr.doc.resolve(head)))
  view.dispatch(tr.setMeta('addToHistory', false))
}
