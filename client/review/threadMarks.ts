import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap'
import type { ProsemirrorBinding } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { markAttributes, threadAt, type ThreadDrawing } from './drawnThreads.ts'

const key = new PluginKey<DecorationSet>('threadMarks')

/**
 * Draws the marks of open synpunkter in one slot. Decorations are made anew at each change and never mapped: the binding
 * rebuilds every node of the slot when somebody else writes.
 */
export const createThreadMarks = (slot: string, drawing: ThreadDrawing) =>
  Extension.create({
    name: 'threadMarks',
    addProseMirrorPlugins: () => [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: (_config, state) => decorationsOf(state, slot, drawing),
          apply: (tr, before, _old, state) =>
            tr.docChanged || tr.getMeta(key) === true ? decorationsOf(state, slot, drawing) : before,
        },
        view: (view) => {
          let isGone = false
          let before = lookOf(view.state, slot, drawing)
          const stop = drawing.subscribe(() => {
            const now = lookOf(view.state, slot, drawing)
            const isSame = now.length === before.length && now.every((part, at) => part === before[at])
            before = now
            // Most of what happens on the page concerns another text.
            if (!isGone && !isSame)
              view.dispatch(view.state.tr.setMeta(key, true).setMeta('addToHistory', false))
          })
          return {
            destroy() {
              isGone = true
              stop()
            },
          }
        },
        props: {
          decorations: (state) => key.getState(state),
          handleClick: (_view, _at, event) => {
            const thread = threadAt(event.target)
            if (thread !== undefined) drawing.choose(thread)
            // The caret goes where it was put all the same.
            return false
          },
        },
      }),
    ],
  })

/** Everything that decides how the marks of this text look; the same values in the same order when nothing has changed. */
function lookOf(state: EditorState, slot: string, drawing: ThreadDrawing): readonly unknown[] {
  const composing = drawing.composing(slot)
  const look: unknown[] = [composing?.from, composing?.to]
  const ids = new Set<string>()
  state.doc.descendants((node) => {
    for (const mark of node.marks) if (mark.type.name === 'thread') ids.add(String(mark.attrs['id']))
  })
  for (const id of ids) look.push(id, drawing.drawn(id))
  return look
}

function decorationsOf(state: EditorState, slot: string, drawing: ThreadDrawing): DecorationSet {
  return DecorationSet.create(state.doc, [
    ...markDecorations(state.doc, drawing),
    ...composingDecoration(state, slot, drawing),
  ])
}

/** One box a run of marked words; where a suggestion is shown they are struck and the new words follow the last of them. */
export function markDecorations(doc: Node, { drawn }: Pick<ThreadDrawing, 'drawn'>): Decoration[] {
  const found: Decoration[] = []
  const ends = new Map<string, { at: number; replacement: string }>()
  doc.descendants((node, at) => {
    if (!node.isText) return
    for (const mark of node.marks) {
      if (mark.type.name !== 'thread') continue
      const id = String(mark.attrs['id'])
      const thread = drawn(id)
      if (thread === undefined) continue
      found.push(
        Decoration.inline(at, at + node.nodeSize, {
          nodeName: thread.replacement === undefined ? 'mark' : 'del',
          ...markAttributes(id, thread),
        }),
      )
      if (thread.replacement !== undefined)
        ends.set(id, { at: at + node.nodeSize, replacement: thread.replacement })
    }
  })
  for (const [id, { at, replacement }] of ends) {
    if (replacement === '') continue
    found.push(
      Decoration.widget(at, () => insertedWords(replacement), {
        side: 1,
        ignoreSelection: true,
        // The same widget as long as it says the same: nothing is drawn anew while somebody types.
        key: `${id} ${replacement}`,
      }),
    )
  }
  return found
}

function insertedWords(words: string): HTMLElement {
  const inserted = document.createElement('ins')
  inserted.className = 'thread-inserted'
  inserted.contentEditable = 'false'
  inserted.textContent = words
  return inserted
}

/** The words a new thread is written about stay lit though the focus has gone to its card. */
function composingDecoration(state: EditorState, slot: string, drawing: ThreadDrawing): Decoration[] {
  const composing = drawing.composing(slot)
  if (composing === null) return []
  // The key is typed for any plugin; the state is the sync plugin's.
  const sync = ySyncPluginKey.getState(state) as { binding: ProsemirrorBinding } | undefined
  if (sync === undefined) return []
  const { doc, type, mapping } = sync.binding
  const [from, to] = [composing.from, composing.to].map((json) =>
    relativePositionToAbsolutePosition(doc, type, Y.createRelativePositionFromJSON(json), mapping),
  )
  if (from == null || to == null || to <= from || to > state.doc.content.size) return []
  return [Decoration.inline(from, to, { class: 'thread-mark', 'data-active': 'true' })]
}
