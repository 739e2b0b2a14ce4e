import { EditorState, TextSelection } from '@tiptap/pm/state'
import type { Transaction } from '@tiptap/pm/state'
import { EditorView } from '@tiptap/pm/view'
import * as Y from 'yjs'
import { sectionSchema } from '../../../shared/section/schema.ts'
import { bindSlot } from '../../../shared/sync/binding.ts'
import { decodeToClient } from '../../../shared/sync/message.ts'
import { orderDigest } from '../../../shared/sync/orderDigest.ts'
import { createSectionUndo } from '../../../shared/sync/undo.ts'
import type { Room } from '../../../server/sync/room.ts'
import { actor, listener } from './kit.ts'
import type { seeded } from './kit.ts'

type Random = ReturnType<typeof seeded>

const fromServer = { by: 'server' }

/**
 * A person with real editors, one for each slot, on a line that may be slow or broken: what they write waits in
 * `outbox`, what others write in `inbox`, until they are let through.
 */
export class Author {
  readonly user: string
  readonly doc = new Y.Doc()
  readonly views: EditorView[] = []
  readonly undo: Y.UndoManager
  readonly refusals: string[] = []
  readonly #room: Room
  readonly #roots: readonly string[]
  readonly #line: ReturnType<typeof listener>
  #outbox: Uint8Array[] = []
  isOnline = true

  private constructor(room: Room, user: string, roots: readonly string[], clientID: number) {
    this.#room = room
    this.user = user
    this.#roots = roots
    this.#line = listener(user)
    this.doc.clientID = clientID
    const fragments = roots.map((root) => this.doc.getXmlFragment(root))
    this.undo = createSectionUndo(fragments)
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== fromServer) this.#outbox.push(update)
    })
  }

  static async enter(room: Room, user: string, roots: readonly string[]): Promise<Author> {
    const author = new Author(room, user, roots, await room.lease(user))
    author.connect()
    await author.settle()
    for (const root of roots) author.views.push(author.#openEditor(root))
    return author
  }

  #openEditor(root: string): EditorView {
    const plugins = bindSlot(this.doc.getXmlFragment(root), this.undo)
    return new EditorView(document.createElement('div'), {
      state: EditorState.create({ schema: sectionSchema, plugins }),
    })
  }

  connect(): void {
    this.isOnline = true
    this.#room.join(this.#line.member)
    this.#room.answer(this.#line.member, Y.encodeStateVector(this.doc))
    // What waited goes as one, as the answer to the server's question.
    this.#outbox = []
    this.#offer(Y.encodeStateAsUpdate(this.doc, this.#room.durableVector()))
  }

  disconnect(): void {
    this.isOnline = false
    this.#room.leave(this.#line.member)
    this.#line.sent.length = 0
  }

  /** Lets some of what waits through; all of it without a number. */
  flush(most = Infinity): void {
    if (!this.isOnline) return
    for (const update of this.#outbox.splice(0, most)) this.#offer(update)
  }

  hear(most = Infinity): void {
    const updates: Uint8Array[] = []
    for (const bytes of this.#line.sent.splice(0, most)) {
      const message = decodeToClient(bytes)
      if (message.ok && (message.value.kind === 'update' || message.value.kind === 'step2'))
        updates.push(message.value.update)
    }
    if (updates.length === 0) return
    // As the page does it: what arrives in one frame is one transaction.
    this.doc.transact(() => {
      for (const update of updates) Y.applyUpdate(this.doc, update, fromServer)
    }, fromServer)
  }

  async settle(): Promise<void> {
    this.flush()
    await this.#room.committed()
    this.hear()
  }

  get hasNews(): boolean {
    return this.#outbox.length > 0 || this.#line.sent.length > 0
  }

  digest(): string {
    return Buffer.from(orderDigest(this.doc, this.#roots)).toString('hex')
  }

  destroy(): void {
    for (const view of this.views) view.destroy()
    this.doc.destroy()
  }

  #offer(update: Uint8Array): void {
    const result = this.#room.receive(update, actor(this.user), true)
    if (!result.ok) this.refusals.push(result.problem)
  }

  /** One thing a person might do in one of the slots. */
  act(random: Random): void {
    const view = this.views[random.below(this.views.length)]
    if (view === undefined) return
    const [, what] = weighted[random.below(weighted.length)] ?? ['', type]
    what(view, random, this)
  }
}

type Act = (view: EditorView, random: Random, author: Author) => void

const words = ['mål ', 'budget', ' ökar', '1,5 ', 'år', '😀', 'x', ' ']
const near = (view: EditorView, pos: number): TextSelection => {
  const { doc } = view.state
  const found = TextSelection.near(doc.resolve(Math.min(pos, doc.content.size)))
  // A caret is never put inside a character of two halves.
  const { $from } = found
  const isInside = /^[\udc00-\udfff]/.test($from.nodeAfter?.text ?? '') && ($from.nodeBefore?.isText ?? false)
  return isInside ? TextSelection.create(doc, $from.pos - 1) : TextSelection.create(doc, $from.pos)
}
const anywhere = (view: EditorView, random: Random) =>
  near(view, random.below(view.state.doc.content.size + 1))
const dispatch = (view: EditorView, tr: Transaction) => view.dispatch(tr)

const type: Act = (view, random) => {
  const { from } = anywhere(view, random)
  dispatch(view, view.state.tr.insertText(words[random.below(words.length)] ?? 'x', from))
}

const typeOn: Act = (view, random) => {
  const { from } = view.state.selection
  const tr = view.state.tr.insertText(words[random.below(words.length)] ?? 'x', from)
  dispatch(view, tr)
}

const place: Act = (view, random) => dispatch(view, view.state.tr.setSelection(anywhere(view, random)))

const remove: Act = (view, random) => {
  const { from } = anywhere(view, random)
  const { to } = near(view, from + random.below(12))
  if (from < to) dispatch(view, view.state.tr.delete(from, to))
}

const split: Act = (view, random) => {
  const { $from } = anywhere(view, random)
  if ($from.parent.type.name === 'textBlock') dispatch(view, view.state.tr.split($from.pos))
}

const join: Act = (view, random) => {
  const { $from } = anywhere(view, random)
  if ($from.parent.type.name !== 'textBlock') return
  const before = $from.before()
  if (view.state.doc.resolve(before).nodeBefore?.type.name === 'textBlock')
    dispatch(view, view.state.tr.join(before))
}

const mark: Act = (view, random) => {
  const { from } = anywhere(view, random)
  const { to } = near(view, from + 1 + random.below(10))
  const { bold, italic, link } = sectionSchema.marks
  const which = [bold, italic, link][random.below(3)]
  if (which === undefined) return
  const tr = view.state.tr
  if (random.chance(0.4)) tr.removeMark(from, to, which)
  else
    tr.addMark(
      from,
      to,
      which.create(which === link ? { href: `https://example.org/${random.below(3)}` } : {}),
    )
  if (tr.docChanged) dispatch(view, tr)
}

const changeKind: Act = (view, random) => {
  const { $from } = anywhere(view, random)
  if ($from.parent.type.name !== 'textBlock') return
  const kind = ['paragraph', 'heading', 'bullet', 'numbered', 'quote'][random.below(5)]
  const level = kind === 'heading' ? 3 + random.below(2) : null
  const attrs = { kind, level, indent: kind === 'bullet' ? random.below(3) : 0 }
  dispatch(view, view.state.tr.setNodeMarkup($from.before(), undefined, attrs))
}

const cells = (random: Random, count: number) =>
  Array.from({ length: count }, () =>
    sectionSchema.node('tableCell', {}, [sectionSchema.text(`c${random.below(9)}`)]),
  )

const insertBlock: Act = (view, random) => {
  const index = random.below(view.state.doc.childCount + 1)
  let at = 0
  for (let i = 0; i < index; i++) at += view.state.doc.child(i).nodeSize
  const block = (text: string) => sectionSchema.node('textBlock', {}, [sectionSchema.text(text)])
  const row = () => sectionSchema.node('tableRow', {}, cells(random, 2))
  const made = [
    [sectionSchema.node('table', {}, [row(), row()])],
    [sectionSchema.node('image', { hash: 'b'.repeat(64), alt: 'alt', caption: '' })],
    [block('pasted one'), block('pasted two'), block('pasted three')],
  ][random.below(3)]
  if (made !== undefined) dispatch(view, view.state.tr.insert(at, made))
}

const insertInline: Act = (view, random) => {
  const { $from } = anywhere(view, random)
  if (!$from.parent.inlineContent) return
  const node = random.chance(0.5)
    ? sectionSchema.node('hardBreak')
    : sectionSchema.node('footnote', { text: 'note' })
  dispatch(view, view.state.tr.insert($from.pos, node))
}

const growTable: Act = (view, random) => {
  const places: { pos: number; isRow: boolean }[] = []
  view.state.doc.descendants((node, pos) => {
    if (node.type.name === 'table') places.push({ pos: pos + 1, isRow: true })
    if (node.type.name === 'tableRow') places.push({ pos: pos + 1, isRow: false })
    return true
  })
  const where = places[random.below(places.length || 1)]
  if (where === undefined) return
  const made = where.isRow ? [sectionSchema.node('tableRow', {}, cells(random, 2))] : cells(random, 1)
  dispatch(view, view.state.tr.insert(where.pos, made))
}

const removeBlock: Act = (view, random) => {
  const { doc } = view.state
  if (doc.childCount < 2) return
  const index = random.below(doc.childCount)
  let at = 0
  for (let i = 0; i < index; i++) at += doc.child(i).nodeSize
  dispatch(view, view.state.tr.delete(at, at + doc.child(index).nodeSize))
}

const moveBlock: Act = (view, random) => {
  const { doc } = view.state
  if (doc.childCount < 2) return
  const first = doc.child(0)
  const tr = view.state.tr.delete(0, first.nodeSize)
  dispatch(view, tr.insert(random.chance(0.5) ? tr.doc.content.size : 0, first))
}

const undo: Act = (_view, _random, author) => void author.undo.undo()
const redo: Act = (_view, _random, author) => void author.undo.redo()
const pause: Act = (_view, _random, author) => author.undo.stopCapturing()

const weights: [number, string, Act][] = [
  [22, 'type', type],
  [18, 'typeOn', typeOn],
  [6, 'place', place],
  [10, 'remove', remove],
  [8, 'split', split],
  [6, 'join', join],
  [8, 'mark', mark],
  [8, 'changeKind', changeKind],
  [3, 'insertBlock', insertBlock],
  [3, 'insertInline', insertInline],
  [2, 'growTable', growTable],
  [2, 'removeBlock', removeBlock],
  [2, 'moveBlock', moveBlock],
  [6, 'undo', undo],
  [3, 'redo', redo],
  [8, 'pause', pause],
]
const weighted = weights.flatMap(([weight, name, act]) =>
  Array.from({ length: weight }, (): [string, Act] => [name, act]),
)
