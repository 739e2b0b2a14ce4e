import type { Editor } from '@tiptap/core'
import type * as Y from 'yjs'

/**
 * The editors of one open section, and which of them the toolbar works on: the one that was last written in.
 * It outlives the components, so that a toolbar button that takes the focus does not lose its editor.
 */
export interface EditorDesk {
  readonly subscribe: (listener: () => void) => () => void
  /** Raised at each change of the active editor's text, marks or caret. */
  readonly revision: () => number
  readonly active: () => { readonly slot: string; readonly editor: Editor } | null
  /** Puts an editor on the desk; returns what takes it off. */
  readonly add: (slot: string, editor: Editor) => () => void
  readonly activate: (slot: string) => void
  /** Moves the caret to a slot; true if it has an editor. */
  readonly focus: (slot: string, at?: 'start' | 'end') => boolean
  readonly editor: (slot: string) => Editor | undefined
  /** After undo or redo: to the slot whose text has changed. */
  readonly follow: (doc: Y.Doc, changed: ReadonlyMap<unknown, unknown>) => void
}

export function createEditorDesk(): EditorDesk {
  const editors = new Map<string, Editor>()
  const listeners = new Set<() => void>()
  let active: string | null = null
  let revision = 0
  const tell = (): void => {
    revision++
    for (const listener of listeners) listener()
  }
  const desk: EditorDesk = {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    revision: () => revision,
    active() {
      const editor = active === null ? undefined : editors.get(active)
      return editor && active !== null ? { slot: active, editor } : null
    },
    add(slot, editor) {
      editors.set(slot, editor)
      const onFocus = (): void => desk.activate(slot)
      const onTransaction = (): void => {
        if (active === slot) tell()
      }
      editor.on('focus', onFocus)
      editor.on('transaction', onTransaction)
      tell()
      return () => {
        editor.off('focus', onFocus)
        editor.off('transaction', onTransaction)
        if (editors.get(slot) === editor) editors.delete(slot)
        if (active === slot) tell()
      }
    },
    activate(slot) {
      if (active === slot) return
      active = slot
      tell()
    },
    focus(slot, at = 'start') {
      const editor = editors.get(slot)
      if (editor === undefined) return false
      if (editor.isEditable) editor.commands.focus(at)
      else editor.view.dom.focus()
      return true
    },
    editor: (slot) => editors.get(slot),
    follow(doc, changed) {
      for (const [slot, editor] of editors) {
        if (!changed.has(doc.getXmlFragment(slot))) continue
        // The binding has set the selection already.
        if (!editor.isFocused) editor.view.focus()
        return
      }
    },
  }
  return desk
}
