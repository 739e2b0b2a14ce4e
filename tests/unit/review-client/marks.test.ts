// @vitest-environment jsdom
import { Editor, Extension } from '@tiptap/core'
import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { sectionExtensions } from '../../../shared/section/schema.ts'
import { bindSlot } from '../../../shared/sync/binding.ts'
import { threadKey } from '../../../shared/sync/threadKey.ts'
import type { DrawnThread, ThreadDrawing } from '../../../client/review/drawnThreads.ts'
import { marksInDoc } from '../../../client/review/markedWords.ts'
import { placeInEditor, placeOfMark, trimmed, wordAt } from '../../../client/review/markSelection.ts'
import { lettersOf, occurrencesIn, quotedRange } from '../../../client/review/quotedRange.ts'
import { quoteOfRange } from '../../../client/review/quoteOfRange.ts'
import { createThreadMarks } from '../../../client/review/threadMarks.ts'

const standing: (() => void)[] = []
afterEach(() => {
  for (const stop of standing.splice(0)) stop()
})

/** An editor of one slot whose text is these words, with marks set as the server sets them. */
function open(words: string, marks: readonly (readonly [id: string, from: number, length: number])[] = []) {
  const doc = new Y.Doc()
  const fragment = doc.getXmlFragment('text')
  const block = new Y.XmlElement('textBlock')
  block.setAttribute('kind', 'paragraph')
  const text = new Y.XmlText()
  text.insert(0, words)
  block.insert(0, [text])
  fragment.insert(0, [block])
  for (const [id, from, length] of marks) text.format(from, length, { [threadKey(id)]: { id } })
  const listeners = new Set<() => void>()
  const threads = new Map<string, DrawnThread>()
  const chosen: string[] = []
  const drawing: ThreadDrawing = {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    drawn: (id) => threads.get(id),
    choose: (id) => void chosen.push(id),
    composing: () => null,
  }
  const editor = new Editor({
    element: document.createElement('div'),
    injectCSS: false,
    extensions: [
      ...sectionExtensions,
      Extension.create({ name: 'binding', addProseMirrorPlugins: () => bindSlot(fragment, null) }),
      createThreadMarks('text', drawing),
    ],
  })
  standing.push(() => {
    editor.destroy()
    doc.destroy()
  })
  const draw = (id: string, thread: DrawnThread | null): void => {
    if (thread === null) threads.delete(id)
    else threads.set(id, thread)
    for (const listener of listeners) listener()
  }
  const drawnMarks = () =>
    [...editor.view.dom.querySelectorAll('[data-thread-mark]')].map((mark) => mark.textContent)
  return { editor, doc, text, draw, drawnMarks, listeners }
}

const open1: DrawnThread = { isActive: false, description: 'synpunkt 1 av 1' }

describe('marks in the text', () => {
  it('[RC10] are drawn for open threads alone, with what a screen reader says of them', () => {
    const { editor, draw, drawnMarks } = open('Hyresintäkterna har stigit', [['t1', 0, 15]])
    expect(drawnMarks()).toEqual([])
    draw('t1', open1)
    expect(drawnMarks()).toEqual(['Hyresintäkterna'])
    const mark = editor.view.dom.querySelector('[data-thread-mark]')
    expect(mark?.getAttribute('aria-description')).toBe('synpunkt 1 av 1')
    expect(mark?.hasAttribute('data-active')).toBe(false)
    draw('t1', { ...open1, isActive: true })
    expect(editor.view.dom.querySelector('[data-thread-mark]')?.getAttribute('data-active')).toBe('true')
    draw('t1', null)
    expect(drawnMarks()).toEqual([])
  })

  it('[RC11] stand on their words when somebody else writes before them and within them', () => {
    const { doc, text, draw, drawnMarks } = open('Det har stigit', [['t1', 4, 10]])
    draw('t1', open1)
    const other = new Y.Doc()
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
    const theirs = other.getXmlFragment('text').get(0)
    const theirText = theirs instanceof Y.XmlElement ? theirs.get(0) : null
    if (!(theirText instanceof Y.XmlText)) throw new Error('no text')
    theirText.insert(8, 'snabbt ')
    theirText.insert(0, 'I år: ')
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
    expect(text.toDelta().length > 1).toBe(true)
    expect(drawnMarks().join('')).toBe('har snabbt stigit')
    other.destroy()
  })

  it('[RC12] of a suggestion that is shown strike the old words and put the new ones after them, not into the text', () => {
    const { editor, draw } = open('Överskottet ökar', [['t1', 0, 11]])
    draw('t1', { ...open1, isActive: true, replacement: 'Resultatet' })
    expect(editor.view.dom.querySelector('del')?.textContent).toBe('Överskottet')
    expect(editor.view.dom.querySelector('ins')?.textContent).toBe('Resultatet')
    expect(editor.getText()).toBe('Överskottet ökar')
    draw('t1', open1)
    expect(editor.view.dom.querySelector('del, ins')).toBeNull()
  })

  it('[RC12] are made of runs: two threads over the same words are both drawn', () => {
    const { draw, drawnMarks } = open('ett två tre', [
      ['t1', 0, 7],
      ['t2', 4, 7],
    ])
    draw('t1', open1)
    draw('t2', open1)
    expect(new Set(drawnMarks())).toEqual(new Set(['ett ', 'två', ' tre']))
  })

  it('[RC13] let go of the editor when it is taken down', () => {
    const { editor, listeners } = open('Ord')
    expect(listeners.size).toBe(1)
    editor.destroy()
    expect(listeners.size).toBe(0)
  })
})

describe('the words of a new thread', () => {
  it('[RC14] are what is selected, without blanks at its ends, with positions that follow the text', () => {
    const { editor, doc, text } = open('Intäkterna ökade mest')
    editor.commands.setTextSelection({ from: 11, to: 17 })
    const place = placeInEditor(editor, 'text')
    expect(place?.quote).toBe('ökade')
    text.insert(0, 'I år: ')
    const at = (json: unknown) =>
      Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(json), doc)?.index
    expect([at(place?.from), at(place?.to)]).toEqual([17, 22])
  })

  it('[RC14] are the word at the caret when nothing is selected, without the comma after it', () => {
    const { editor } = open('Intäkterna, som ökade 39,7 procent.')
    const word = (at: number) => {
      const range = wordAt(editor.state.doc, at)
      return range === null ? null : editor.state.doc.textBetween(range.from, range.to)
    }
    expect(word(4)).toBe('Intäkterna')
    expect(word(25)).toBe('39,7')
    expect(word(32)).toBe('procent')
    expect(trimmed(editor.state.doc, { from: 12, to: 13 })).toBeNull()
  })

  it('[RC15] of a thread that stands there can be taken for another one', () => {
    const { editor } = open('Överskottet ökar', [['t1', 0, 11]])
    expect(placeOfMark(editor, 'text', 't1')?.quote).toBe('Överskottet')
    expect(placeOfMark(editor, 'text', 'none')).toBeNull()
    expect(marksInDoc(editor.state.doc).get('t1')?.words).toBe('Överskottet')
  })

  it('[RC16] are read from a text that only stands there, lines kept apart and nothing of the page among them', () => {
    const root = document.createElement('div')
    root.innerHTML =
      '<p>Första <del>raden</del><ins class="thread-inserted">linjen</ins> här</p><ul><li>Andra</li></ul>'
    const range = document.createRange()
    const [first, second] = [root.querySelector('p')?.firstChild, root.querySelector('li')?.firstChild]
    if (!first || !second) throw new Error('no text')
    range.setStart(first, 0)
    range.setEnd(second, 5)
    expect(quoteOfRange(range, root)).toBe('Första raden här\nAndra')
  })
})

describe('marked words in the printed text', () => {
  const root = document.createElement('section')
  root.innerHTML =
    '<p>Resultatet är <span>−12,0</span> miljoner\n kronor.</p><p>Resultatet är bra.</p><ol class="footnotes"><li>bra.</li></ol>'

  it('[RC17] are found however their lines fall, and across a figure that is drawn from a cell', () => {
    const letters = lettersOf(root)
    expect(quotedRange(letters, ['Resultatet är ', ' miljoner kronor'])?.toString()).toBe(
      'Resultatet är −12,0 miljoner\n kronor',
    )
    expect(quotedRange(letters, ['är bra'])?.toString()).toBe('är bra')
    expect(quotedRange(letters, ['är dåligt'])).toBeNull()
    expect(quotedRange(letters, [''])).toBeNull()
    expect(letters.letters.endsWith('ärbra.')).toBe(true)
  })

  it('[RC18] are counted, so that nobody guesses which of two places is meant', () => {
    expect(occurrencesIn('Det ökade. Det\nökade mest.', 'Det ökade')).toBe(2)
    expect(occurrencesIn('Det ökade.', 'minskade')).toBe(0)
  })
})
