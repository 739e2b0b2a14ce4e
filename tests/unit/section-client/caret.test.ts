// @vitest-environment jsdom
import { Editor, Extension } from '@tiptap/core'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { sectionExtensions } from '../../../shared/section/schema.ts'
import { bindSlot } from '../../../shared/sync/binding.ts'
import { createSectionUndo } from '../../../shared/sync/undo.ts'

describe('the caret', () => {
  it('[ED38] goes back to where it was before a change with undo, and behind the change again with redo', () => {
    const doc = new Y.Doc()
    const fragment = doc.getXmlFragment('intro')
    const undo = createSectionUndo([fragment])
    const editor = new Editor({
      element: document.createElement('div'),
      injectCSS: false,
      extensions: [
        ...sectionExtensions,
        Extension.create({ name: 'binding', addProseMirrorPlugins: () => bindSlot(fragment, undo) }),
      ],
    })
    const caret = (): number => editor.state.selection.head
    editor.view.dispatch(editor.state.tr.insertText('first last', 1))
    editor.commands.setTextSelection(6)
    undo.stopCapturing()
    editor.view.dispatch(editor.state.tr.insertText(' middle', 6))
    expect(caret()).toBe(13)
    undo.undo()
    expect([editor.getText(), caret()]).toEqual(['first last', 6])
    undo.redo()
    expect([editor.getText(), caret()]).toEqual(['first middle last', 13])
    editor.destroy()
    undo.destroy()
    doc.destroy()
  })
})
