import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { absolutePositionToRelativePosition, ySyncPluginKey } from '@tiptap/y-tiptap'
import type { ProsemirrorBinding } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import type { NewPlace } from './reviewDesk.ts'

/** What is selected in an open text, or the word the caret stands in; null where there are no words to take. */
export function placeInEditor(editor: Editor, slot: string): Extract<NewPlace, { slot: string }> | null {
  const { doc, selection } = editor.state
  const range = selection.empty
    ? wordAt(doc, selection.head)
    : trimmed(doc, { from: selection.from, to: selection.to })
  return range === null ? null : placeOf(editor, slot, range)
}

/** The same from what the browser has selected in a text that nobody may write in here. */
export function placeInReadOnly(
  editor: Editor,
  slot: string,
  selected: Pick<Range, 'startContainer' | 'startOffset' | 'endContainer' | 'endOffset'>,
): Extract<NewPlace, { slot: string }> | null {
  const { view } = editor
  const from = view.posAtDOM(selected.startContainer, selected.startOffset)
  const to = view.posAtDOM(selected.endContainer, selected.endOffset)
  const range = trimmed(view.state.doc, { from, to })
  return range === null ? null : placeOf(editor, slot, range)
}

interface TextRange {
  readonly from: number
  readonly to: number
}

const longest = 4000

function placeOf(
  editor: Editor,
  slot: string,
  { from, to }: TextRange,
): Extract<NewPlace, { slot: string }> | null {
  const quote = quoteOf(editor.state.doc, { from, to })
  if (quote.trim() === '' || quote.length > longest) return null
  // The key is typed for any plugin; the state is the sync plugin's.
  const sync = ySyncPluginKey.getState(editor.state) as { binding: ProsemirrorBinding } | undefined
  if (sync === undefined) return { slot, quote }
  const { type, mapping } = sync.binding
  const relative = (at: number): unknown =>
    Y.relativePositionToJSON(absolutePositionToRelativePosition(at, type, mapping) as Y.RelativePosition)
  return { slot, quote, from: relative(from), to: relative(to) }
}

/** Words of several blocks are parted by a line. */
const quoteOf = (doc: Node, { from, to }: TextRange): string => doc.textBetween(from, to, '\n', '')

/** Without the blanks at its ends; nothing is left of a selection that holds no words. */
export function trimmed(doc: Node, range: TextRange): TextRange | null {
  const size = doc.content.size
  let from = Math.max(0, Math.min(range.from, range.to, size))
  let to = Math.min(size, Math.max(range.from, range.to))
  const isBlank = (at: number): boolean => doc.textBetween(at, at + 1, '', '').trim() === ''
  while (from < to && isBlank(from)) from += 1
  while (to > from && isBlank(to - 1)) to -= 1
  return from === to ? null : { from, to }
}

const wordLetter = /[\p{L}\p{N}\-–'’.,%]/u

/** The word that a position stands in or beside; a comma or point at its end is no part of it. */
export function wordAt(doc: Node, at: number): TextRange | null {
  const $at = doc.resolve(at)
  if (!$at.parent.isTextblock) return null
  const start = $at.start()
  // A character for each place of an atom keeps letters and positions in step.
  const text = $at.parent.textBetween(0, $at.parent.content.size, undefined, '\uFFFC')
  let from = $at.parentOffset
  let to = $at.parentOffset
  while (from > 0 && wordLetter.test(text[from - 1] ?? '')) from -= 1
  while (to < text.length && wordLetter.test(text[to] ?? '')) to += 1
  while (to > from && /[.,\-–]/.test(text[to - 1] ?? '')) to -= 1
  return to > from ? { from: start + from, to: start + to } : null
}

/** From the first to the last word under a thread's mark. */
export function placeOfMark(
  editor: Editor,
  slot: string,
  thread: string,
): Extract<NewPlace, { slot: string }> | null {
  let from: number | null = null
  let to = 0
  editor.state.doc.descendants((node, at) => {
    if (!node.marks.some(({ type, attrs }) => type.name === 'thread' && attrs['id'] === thread)) return
    from ??= at
    to = at + node.nodeSize
  })
  return from === null ? null : placeOf(editor, slot, { from, to })
}
