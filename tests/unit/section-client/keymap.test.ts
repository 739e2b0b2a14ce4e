// @vitest-environment jsdom
import { Editor } from '@tiptap/core'
import type { Command } from '@tiptap/pm/state'
import { afterEach, describe, expect, it } from 'vitest'
import { FreeTables, insertTable } from '../../../client/section/freeTable.ts'
import { MarkdownRules } from '../../../client/section/inputRules.ts'
import {
  backspace,
  createKeymap,
  enter,
  setKind,
  tab,
  type PageKeys,
} from '../../../client/section/keymap.ts'
import { createPaste } from '../../../client/section/pasteExtension.ts'
import { sectionExtensions } from '../../../shared/section/schema.ts'

const editors: Editor[] = []
afterEach(() => {
  for (const editor of editors.splice(0)) editor.destroy()
})

const nothing: PageKeys = {
  undo: () => undefined,
  redo: () => undefined,
  editLink: () => undefined,
  goToSlot: () => undefined,
}

/** An editor with these blocks ("bullet+1: text"); the caret stands at "|". */
function editorWith(...lines: string[]): Editor {
  let caret = 0
  let at = 0
  const content = lines.map((line) => {
    const [, kind = 'paragraph', level, indent, text = ''] =
      /^([a-z]+)(\d)?(?:\+(\d))?: (.*)$/.exec(line) ?? []
    if (text.includes('|')) caret = at + 1 + text.indexOf('|')
    const words = text.replace('|', '')
    at += words.length + 2
    return {
      type: 'textBlock',
      attrs: { kind, level: level === undefined ? null : Number(level), indent: Number(indent ?? 0) },
      ...(words === '' ? {} : { content: [{ type: 'text', text: words }] }),
    }
  })
  const editor = new Editor({
    element: document.createElement('div'),
    injectCSS: false,
    extensions: [
      ...sectionExtensions,
      createKeymap(nothing),
      MarkdownRules,
      FreeTables,
      createPaste(() => undefined),
    ],
    content: { type: 'doc', content },
  })
  editor.commands.setTextSelection(caret)
  editors.push(editor)
  return editor
}

/** The blocks again, with the caret. */
function shown(editor: Editor): string[] {
  const { $from } = editor.state.selection
  const lines: string[] = []
  editor.state.doc.forEach((node, offset) => {
    if (node.type.name !== 'textBlock') {
      lines.push(node.type.name)
      return
    }
    const { kind, level, indent } = node.attrs
    const text = node.textBetween(0, node.content.size, undefined, '/')
    const caret = $from.depth === 1 && $from.before() === offset ? $from.parentOffset : -1
    lines.push(
      `${String(kind)}${level === null ? '' : String(level)}${indent > 0 ? `+${String(indent)}` : ''}: ${caret === -1 ? text : `${text.slice(0, caret)}|${text.slice(caret)}`}`,
    )
  })
  return lines
}

// jsdom has no ClipboardEvent; the paste handlers read nothing of it.
const pasteEvent = new Event('paste') as ClipboardEvent

const press = (editor: Editor, command: Command): boolean =>
  command(editor.state, editor.view.dispatch, editor.view)

/** Types as a person would, so that input rules see it. */
function typed(editor: Editor, text: string): void {
  for (const letter of text) {
    const { from, to } = editor.state.selection
    const isHandled = editor.view.someProp('handleTextInput', (handle) =>
      handle(editor.view, from, to, letter, () => editor.state.tr.insertText(letter, from, to)),
    )
    if (isHandled !== true) editor.view.dispatch(editor.state.tr.insertText(letter, from, to))
  }
}

describe('Enter', () => {
  it.each([
    ['paragraph: ab|cd', ['paragraph: ab', 'paragraph: |cd']],
    ['bullet+1: ab|', ['bullet+1: ab', 'bullet+1: |']],
    ['bullet+1: |', ['bullet: |']],
    ['numbered: |', ['paragraph: |']],
    ['quote: |', ['paragraph: |']],
    ['heading3: ab|', ['heading3: ab', 'paragraph: |']],
    ['heading4: a|b', ['heading4: a', 'heading4: |b']],
    ['heading3: |ab', ['paragraph: ', 'heading3: |ab']],
  ])('[ED24] in %j gives %j', (before, after) => {
    const editor = editorWith(before)
    expect(press(editor, enter)).toBe(true)
    expect(shown(editor)).toEqual(after)
  })
})

describe('Backspace at the start of a block', () => {
  it.each([
    ['bullet+2: |ab', 'bullet+1: |ab'],
    ['bullet: |ab', 'paragraph: |ab'],
    ['heading3: |ab', 'paragraph: |ab'],
    ['quote: |ab', 'paragraph: |ab'],
  ])('[ED25] steps out: %j becomes %j', (before, after) => {
    const editor = editorWith(before)
    expect(press(editor, backspace)).toBe(true)
    expect(shown(editor)).toEqual([after])
  })

  it('[ED26] of a plain paragraph, or inside one, is the usual one', () => {
    expect(press(editorWith('paragraph: a', 'paragraph: |b'), backspace)).toBe(false)
    expect(press(editorWith('bullet: a|b'), backspace)).toBe(false)
  })
})

describe('Tab', () => {
  it('[ED27] moves the level of list items between 0 and 5, and leaves the editor elsewhere', () => {
    const editor = editorWith('bullet+4: a|')
    expect(press(editor, tab(1))).toBe(true)
    expect(press(editor, tab(1))).toBe(true)
    expect(shown(editor)).toEqual(['bullet+5: a|'])
    expect(press(editorWith('numbered: a|'), tab(-1))).toBe(true)
    expect(press(editorWith('paragraph: a|'), tab(1))).toBe(false)
  })
})

describe('kinds', () => {
  it('[ED28] a kind is an attribute of the same block, and choosing it again gives a plain paragraph', () => {
    const editor = editorWith('paragraph: a|')
    press(editor, setKind('heading', 3))
    expect(shown(editor)).toEqual(['heading3: a|'])
    press(editor, setKind('bullet'))
    expect(shown(editor)).toEqual(['bullet: a|'])
    press(editor, setKind('bullet'))
    expect(shown(editor)).toEqual(['paragraph: a|'])
  })

  it.each([
    ['# ', 'heading3: |'],
    ['## ', 'heading4: |'],
    ['- ', 'bullet: |'],
    ['1. ', 'numbered: |'],
    ['> ', 'quote: |'],
    ['2. ', 'paragraph: 2. |'],
  ])('[ED29] typing %j at the start gives %j', (text, after) => {
    const editor = editorWith('paragraph: |')
    typed(editor, text)
    expect(shown(editor)).toEqual([after])
  })

  it('[ED30] **words** become bold', () => {
    const editor = editorWith('paragraph: |')
    typed(editor, 'ett **två** tre')
    expect(editor.getHTML()).toBe('<p>ett <strong>två</strong> tre</p>')
  })
})

describe('free tables', () => {
  it('[ED31] a table takes the place of an empty paragraph, has a heading row and a line after it', () => {
    const editor = editorWith('paragraph: |')
    expect(press(editor, insertTable)).toBe(true)
    expect(shown(editor)).toEqual(['table', 'paragraph: '])
    expect(editor.getHTML()).toMatch(/^<table><tbody><tr><th><\/th><th><\/th><th><\/th><\/tr><tr><td>/)
    expect(editor.state.selection.$from.parent.type.name).toBe('tableHeader')
  })

  it('[ED32] Enter in a cell is a line break', () => {
    const editor = editorWith('paragraph: |')
    press(editor, insertTable)
    typed(editor, 'a')
    press(editor, enter)
    typed(editor, 'b')
    expect(editor.getHTML()).toContain('<th>a<br>b</th>')
  })
})

describe('paste into an editor', () => {
  it('[ED33] list items pasted into an empty paragraph stay list items; words pasted into a heading stay in it', () => {
    const editor = editorWith('paragraph: |')
    editor.view.pasteHTML('<ul><li>a</li><li>b</li></ul>', pasteEvent)
    expect(shown(editor).map((line) => line.replace('|', ''))).toEqual(['bullet: a', 'bullet: b'])
    const heading = editorWith('heading3: a|c')
    heading.view.pasteHTML('<p>b</p>', pasteEvent)
    expect(shown(heading)).toEqual(['heading3: ab|c'])
  })
})
