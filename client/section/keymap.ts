import { Extension } from '@tiptap/core'
import type { Command, EditorState, Transaction } from '@tiptap/pm/state'
import { NodeSelection, TextSelection } from '@tiptap/pm/state'
import { goToNextCell, isInTable } from '@tiptap/pm/tables'
import { maxIndent } from '../../shared/section/vocabulary.ts'
import type { TextKind } from '../../shared/section/vocabulary.ts'

/** What keys ask of the page around the editor. */
export interface PageKeys {
  readonly undo: () => void
  readonly redo: () => void
  readonly editLink: () => void
  /** To the text before or after this one in the section. */
  readonly goToSlot: (step: -1 | 1) => void
}

interface BlockAttributes {
  readonly kind: TextKind
  readonly level: 3 | 4 | null
  readonly indent: number
}

const paragraph: BlockAttributes = { kind: 'paragraph', level: null, indent: 0 }

const isListKind = (kind: unknown): boolean => kind === 'bullet' || kind === 'numbered'

/** The text block that holds the caret, and where it begins. */
function blockAt(state: EditorState): { at: number; attrs: BlockAttributes; isEmpty: boolean } | null {
  const { $from } = state.selection
  if ($from.parent.type.name !== 'textBlock') return null
  return {
    at: $from.before(),
    // The schema's rules hold for every node of the document.
    attrs: $from.parent.attrs as BlockAttributes,
    isEmpty: $from.parent.content.size === 0,
  }
}

const setBlock = (tr: Transaction, at: number, attrs: BlockAttributes): Transaction =>
  tr.setNodeMarkup(at, undefined, attrs)

/** One step out of a list, a quote or a heading: less indented first, then a plain paragraph. */
const stepOut =
  (attrs: BlockAttributes, at: number): Command =>
  (state, dispatch) => {
    const out = attrs.indent > 0 ? { ...attrs, indent: attrs.indent - 1 } : paragraph
    dispatch?.(setBlock(state.tr, at, out).scrollIntoView())
    return true
  }

/** Enter: a new block of the same kind; out of an empty item; a paragraph after a heading; in a cell a new line. */
export const enter: Command = (state, dispatch) => {
  if (isInTable(state)) return hardBreak(state, dispatch)
  if (state.selection instanceof NodeSelection) return paragraphAfter(state, dispatch)
  const block = blockAt(state)
  if (block === null) return false
  const { attrs } = block
  if (block.isEmpty && attrs.kind !== 'paragraph') return stepOut(attrs, block.at)(state, dispatch)
  const tr = state.selection.empty ? state.tr : state.tr.deleteSelection()
  const { $from } = tr.selection
  if ($from.parent.type.name !== 'textBlock') return false
  const isAtEnd = $from.parentOffset === $from.parent.content.size
  const isAtStart = $from.parentOffset === 0
  if (attrs.kind === 'heading' && isAtStart && !isAtEnd) {
    // A line before the heading, and the caret stays with the words.
    tr.insert($from.before(), $from.parent.type.create(paragraph))
  } else {
    const next = attrs.kind === 'heading' && isAtEnd ? paragraph : attrs
    tr.split($from.pos, 1, [{ type: $from.parent.type, attrs: next }])
  }
  dispatch?.(tr.scrollIntoView())
  return true
}

/** Backspace at the start of a block steps out of its kind before it joins anything. */
export const backspace: Command = (state, dispatch) => {
  const { selection } = state
  if (!selection.empty || isInTable(state)) return false
  const block = blockAt(state)
  if (block === null || selection.$from.parentOffset > 0) return false
  if (block.attrs.kind === 'paragraph' && block.attrs.indent === 0) return false
  return stepOut(block.attrs, block.at)(state, dispatch)
}

/** Tab and Shift+Tab: the level of list items; cells of a free table. Elsewhere they leave the editor. */
export const tab =
  (step: -1 | 1): Command =>
  (state, dispatch, view) => {
    if (isInTable(state)) return goToNextCell(step)(state, dispatch, view)
    const tr = state.tr
    let isList = false
    state.doc.nodesBetween(state.selection.from, state.selection.to, (node, at) => {
      if (node.type.name !== 'textBlock' || !isListKind(node.attrs['kind'])) return
      isList = true
      const indent = Math.min(maxIndent, Math.max(0, Number(node.attrs['indent']) + step))
      if (indent !== node.attrs['indent']) tr.setNodeAttribute(at, 'indent', indent)
    })
    if (isList && tr.docChanged) dispatch?.(tr)
    return isList
  }

export const hardBreak: Command = (state, dispatch) => {
  const type = state.schema.nodes['hardBreak']
  if (type === undefined) return false
  dispatch?.(state.tr.replaceSelectionWith(type.create()).scrollIntoView())
  return true
}

const paragraphAfter: Command = (state, dispatch) => {
  const type = state.schema.nodes['textBlock']
  if (type === undefined) return false
  const at = state.selection.to
  const tr = state.tr.insert(at, type.create(paragraph))
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView())
  return true
}

/**
 * Makes every selected block one of this kind; where all are already, plain paragraphs.
 *
 * An attribute of the block changes, never its node: what somebody else types in it at that moment stays.
 */
export const setKind =
  (kind: TextKind, level: 3 | 4 | null = null): Command =>
  (state, dispatch) => {
    const found: { at: number; attrs: BlockAttributes }[] = []
    state.doc.nodesBetween(state.selection.from, state.selection.to, (node, at) => {
      if (node.type.name === 'textBlock') found.push({ at, attrs: node.attrs as BlockAttributes })
    })
    if (found.length === 0) return false
    const isAll = found.every(({ attrs }) => attrs.kind === kind && attrs.level === level)
    const tr = state.tr
    for (const { at, attrs } of found) {
      const indent = isListKind(kind) && isListKind(attrs.kind) ? attrs.indent : 0
      setBlock(tr, at, isAll ? paragraph : { kind, level, indent })
    }
    dispatch?.(tr.scrollIntoView())
    return true
  }

/** Keys of the text, as somebody who comes from Word expects them. */
export const createKeymap = (page: PageKeys) =>
  Extension.create({
    name: 'sectionKeymap',
    // Before TipTap's own keys, which know node types where we have attributes.
    priority: 1000,
    addKeyboardShortcuts() {
      let letTabOut = false
      const run = (command: Command) => (): boolean => {
        const { view } = this.editor
        return command(view.state, view.dispatch, view)
      }
      const tabKey = (step: -1 | 1) => (): boolean => {
        // Esc, then Tab leaves a list or table too: nobody is kept in by the keyboard.
        const isLeaving = letTabOut
        letTabOut = false
        return !isLeaving && run(tab(step))()
      }
      const done = (act: () => void) => (): boolean => {
        act()
        return true
      }
      return {
        Enter: run(enter),
        'Shift-Enter': run(hardBreak),
        'Mod-Enter': () => true,
        Backspace: run(backspace),
        Tab: tabKey(1),
        'Shift-Tab': tabKey(-1),
        Escape: () => {
          letTabOut = true
          return false
        },
        'Mod-b': () => this.editor.commands.toggleMark('bold'),
        'Mod-i': () => this.editor.commands.toggleMark('italic'),
        'Mod-k': done(page.editLink),
        'Mod-z': done(page.undo),
        'Mod-y': done(page.redo),
        'Mod-Shift-z': done(page.redo),
        'Mod-Alt-0': run(setKind('paragraph')),
        'Mod-Alt-3': run(setKind('heading', 3)),
        'Mod-Alt-4': run(setKind('heading', 4)),
        'Mod-Shift-7': run(setKind('numbered')),
        'Mod-Shift-8': run(setKind('bullet')),
        'Alt-ArrowUp': done(() => page.goToSlot(-1)),
        'Alt-ArrowDown': done(() => page.goToSlot(1)),
      }
    },
  })
