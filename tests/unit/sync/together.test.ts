// @vitest-environment jsdom
import fc from 'fast-check'
import type { EditorView } from '@tiptap/pm/view'
import { TextSelection } from '@tiptap/pm/state'
import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { EditorState } from '@tiptap/pm/state'
import { EditorView as View } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { textKinds } from '../../../shared/section/vocabulary.ts'
import { plainText } from '../../../shared/section/canonical.ts'
import { sectionSchema } from '../../../shared/section/schema.ts'
import { bindSlot } from '../../../shared/sync/binding.ts'
import { threadKey } from '../../../shared/sync/threadKey.ts'
import { createSectionUndo, installNeighbourFix } from '../../../shared/sync/undo.ts'
import { Author } from './author.ts'
import { newWorld, openRoom } from './kit.ts'

installNeighbourFix()

const roots = ['a', 'b']
const entered: Author[] = []
afterEach(() => {
  for (const author of entered.splice(0)) author.destroy()
})

const meet = async () => {
  const { room } = openRoom(newWorld(roots))
  const anna = await Author.enter(room, 'anna', roots)
  const bo = await Author.enter(room, 'bo', roots)
  entered.push(anna, bo)
  return { room, anna, bo }
}

const viewOf = (author: Author, slot = 0): EditorView => {
  const view = author.views[slot]
  if (view === undefined) throw new Error('no such slot')
  return view
}
const type = (author: Author, text: string, at: number, slot = 0) => {
  const view = viewOf(author, slot)
  view.dispatch(view.state.tr.insertText(text, at))
}
const setKind = (author: Author, kind: string) => {
  const view = viewOf(author)
  view.dispatch(
    view.state.tr.setNodeMarkup(0, undefined, { kind, level: kind === 'heading' ? 3 : null, indent: 0 }),
  )
}
const settle = async (...authors: Author[]) => {
  for (let round = 0; round < 3; round++) for (const author of authors) await author.settle()
  expect(authors.flatMap(({ refusals }) => refusals)).toEqual([])
  expect(new Set(authors.map((author) => author.digest())).size).toBe(1)
}
const textOf = (author: Author, slot = 0) => viewOf(author, slot).state.doc.textContent

describe('two people at once', () => {
  it('[SY14] changing what kind a block is while another types in it loses nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...textKinds), { minLength: 1, maxLength: 4 }),
        fc.array(fc.constantFrom('ord ', 'å', '1,5 ', 'x'), { minLength: 1, maxLength: 6 }),
        async (kinds, words) => {
          const { room, anna, bo } = await meet()
          type(anna, 'Start ', 1)
          await settle(anna, bo)
          for (const kind of kinds) setKind(anna, kind)
          for (const word of words) type(bo, word, viewOf(bo).state.doc.content.size - 1)
          await settle(anna, bo)
          expect(textOf(anna)).toBe(`Start ${words.join('')}`)
          expect(textOf(bo)).toBe(textOf(anna))
          expect(viewOf(bo).state.doc.firstChild?.attrs['kind']).toBe(kinds.at(-1))
          expect(plainText(room.read()['a'])).toBe(textOf(anna))
        },
      ),
      { seed: 14, numRuns: 40 },
    )
  })

  it('[SY15] undoing a block in which another has typed keeps what the other typed', async () => {
    const { anna, bo } = await meet()
    type(anna, 'First', 1)
    await settle(anna, bo)
    anna.undo.stopCapturing()
    const end = viewOf(anna).state.doc.content.size
    const block = sectionSchema.node('textBlock', {}, [sectionSchema.text('New ')])
    viewOf(anna).dispatch(viewOf(anna).state.tr.insert(end, block))
    await settle(anna, bo)
    type(bo, 'from Bo', viewOf(bo).state.doc.content.size - 1)
    await settle(anna, bo)
    anna.undo.undo()
    await settle(anna, bo)
    expect(textOf(bo)).toBe('Firstfrom Bo')
    expect(textOf(anna)).toBe('Firstfrom Bo')
  })

  it('[SY16] undo goes back across the slots in order, and only over one’s own', async () => {
    const { anna, bo } = await meet()
    type(anna, 'one', 1, 0)
    anna.undo.stopCapturing()
    type(anna, 'two', 1, 1)
    await settle(anna, bo)
    type(bo, 'Bo ', 1, 1)
    await settle(anna, bo)
    anna.undo.undo()
    await settle(anna, bo)
    expect([textOf(bo, 0), textOf(bo, 1)]).toEqual(['one', 'Bo '])
    anna.undo.undo()
    await settle(anna, bo)
    expect([textOf(bo, 0), textOf(bo, 1)]).toEqual(['', 'Bo '])
    anna.undo.redo()
    await settle(anna, bo)
    expect(textOf(bo, 0)).toBe('one')
  })

  it('[SY17] a caret beyond a text that others have shortened does not break the editor', async () => {
    const { anna, bo } = await meet()
    type(anna, 'A long text that will be gone', 1)
    await settle(anna, bo)
    const view = viewOf(anna)
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, 28)))
    // A second transaction in the same batch, as Yjs' own clean-up of formats makes one, finds the text shortened.
    anna.doc.once('afterTransaction', () => {
      const element = anna.doc.getXmlFragment('a').get(0)
      const text = element instanceof Y.XmlElement ? element.get(0) : null
      if (text instanceof Y.XmlText) anna.doc.transact(() => text.insert(0, '.'), 'clean-up')
    })
    viewOf(bo).dispatch(viewOf(bo).state.tr.delete(2, 30))
    await settle(anna, bo)
    expect(textOf(anna)).toBe('.A')
    type(anna, 'x', 1)
    await settle(anna, bo)
    expect([textOf(anna), textOf(bo)]).toEqual(['x.A', 'x.A'])
  })

  it('[SY17] undo puts the caret back where it was', async () => {
    const { anna, bo } = await meet()
    type(anna, 'Some text', 1)
    anna.undo.stopCapturing()
    const view = viewOf(anna)
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, 5)))
    view.dispatch(view.state.tr.insertText('XX', 5))
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, 1)))
    anna.undo.undo()
    expect(textOf(anna)).toBe('Some text')
    expect(view.state.selection.head).toBe(5)
    await settle(anna, bo)
  })

  it('[SY18] twenty remounts leave no listeners behind, and undo goes on', async () => {
    const { anna, bo } = await meet()
    const fragment = anna.doc.getXmlFragment('a')
    type(anna, 'text', 1)
    const listeners = () => [...anna.undo._observers.values()].reduce((sum, set) => sum + set.size, 0)
    const before = listeners()
    for (let index = 0; index < 20; index++) {
      const plugins = bindSlot(fragment, anna.undo)
      const view = new View(document.createElement('div'), {
        state: EditorState.create({ schema: sectionSchema, plugins }),
      })
      view.destroy()
    }
    expect(listeners()).toBe(before)
    anna.undo.undo()
    expect(textOf(anna)).toBe('')
    await settle(anna, bo)
  })

  it('[SY19] the server anchors a thread under the very key the editor uses, and it survives a split', async () => {
    const { room, anna, bo } = await meet()
    type(anna, 'A remarkable sentence', 1)
    await settle(anna, bo)
    await room.edit((doc) => {
      const element = doc.getXmlFragment('a').get(0)
      const text = element instanceof Y.XmlElement ? element.get(0) : null
      if (text instanceof Y.XmlText) text.format(2, 10, { [threadKey('t1')]: { id: 't1' } })
    }, 'rita')
    await settle(anna, bo)
    const marked = () => {
      let found = ''
      viewOf(anna).state.doc.descendants((node) => {
        if (node.marks.some(({ type, attrs }) => type.name === 'thread' && attrs['id'] === 't1'))
          found += node.text ?? ''
        return true
      })
      return found
    }
    expect(marked()).toBe('remarkable')
    // The editor computes the key itself when it writes the mark: a split writes it into the new block.
    viewOf(bo).dispatch(viewOf(bo).state.tr.split(7))
    await settle(anna, bo)
    expect(marked()).toBe('remarkable')
    const keys = new Set<string>()
    for (const element of anna.doc.getXmlFragment('a').toArray()) {
      const text = element instanceof Y.XmlElement ? element.get(0) : null
      if (!(text instanceof Y.XmlText)) continue
      for (const { attributes } of text.toDelta() as { attributes?: object }[])
        for (const key of Object.keys(attributes ?? {})) keys.add(key)
    }
    expect([...keys]).toEqual([threadKey('t1')])
  })

  it('[SY12] an empty slot shows a line and writes nothing', async () => {
    const { room, anna } = await meet()
    expect(viewOf(anna).state.doc.childCount).toBe(1)
    expect(ySyncPluginKey.getState(viewOf(anna).state)).toBeDefined()
    await settle(anna)
    expect(room.read()).toEqual({ a: { type: 'doc', content: [] }, b: { type: 'doc', content: [] } })
  })
})

describe('the undo manager', () => {
  it('[SY6] inserts beside the immediate neighbour, where stock Yjs takes one that lies left', () => {
    const doc = new Y.Doc()
    const fragment = doc.getXmlFragment('a')
    const undo = createSectionUndo([fragment])
    const text = new Y.XmlText()
    doc.transact(() => fragment.insert(0, [text]), ySyncPluginKey)
    for (let round = 0; round < 6; round++) {
      undo.stopCapturing()
      doc.transact(() => text.insert(0, `r${round}`), ySyncPluginKey)
      undo.stopCapturing()
      doc.transact(() => text.delete(0, 1), ySyncPluginKey)
      undo.undo()
      undo.undo()
      undo.redo()
    }
    const fresh = new Y.Doc()
    Y.applyUpdate(fresh, Y.encodeStateAsUpdate(doc))
    expect(fresh.getXmlFragment('a').toJSON()).toBe(fragment.toJSON())
  })
})
