import { beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { Room } from '../../../server/sync/room.ts'
import { actor, block, leasedCopy, newWorld, openRoom, rawUpdate, stateOf, textIn, updateBy } from './kit.ts'
import type { RawStruct } from './kit.ts'

/*
 * Attacks by somebody who did not write the vetting. Each is one update of a person who may write in slot b only, or in
 * both where it says so. It is refused for the reason named and changes nothing; or it is allowed, and then the text can
 * still be read, nobody else's slot has changed, and the victim goes on.
 */
interface Scene {
  room: Room
  slots: Map<string, ReadonlySet<string>>
  mine: Y.Doc
  me: number
  victimDoc: Y.Doc
}

let scene: Scene
beforeEach(async () => {
  const { room, world } = openRoom(newWorld(['a', 'b']))
  const victimDoc = await leasedCopy(room, 'victim')
  const start = updateBy(victimDoc, () => {
    victimDoc.getXmlFragment('a').insert(0, [block('The first text'), block('The second text')])
    victimDoc.getXmlFragment('b').insert(0, [block('Another slot')])
  })
  if (!room.receive(start, actor('victim'), true).ok) throw new Error('the scene is not set')
  const mine = await leasedCopy(room, 'mallory')
  scene = { room, slots: world.slots, mine, me: mine.clientID, victimDoc }
})

const any = (...values: unknown[]) => new Y.ContentAny(values)
const text = (value: string) => new Y.ContentString(value)
const format = (key: string, value: unknown) => new Y.ContentFormat(key, value as object)
const element = (name: string) => new Y.ContentType(new Y.XmlElement(name) as never)
const newText = () => new Y.ContentType(new Y.XmlText() as never)
const own = (
  structs: (RawStruct | 'gc' | { skip: number })[],
  deletes: Parameters<typeof rawUpdate>[1] = [],
) => rawUpdate([{ client: scene.me, clock: 0, structs }], deletes)
const mineAt = (clock: number) => new Y.ID(scene.me, clock)

const blockIn = (root: string, index = 0): Y.XmlElement => {
  const found = scene.mine.getXmlFragment(root).get(index)
  if (!(found instanceof Y.XmlElement)) throw new Error('no block there')
  return found
}
const idOf = (type: { _item: Y.Item | null }): Y.ID => type._item?.id ?? mineAt(0)
const lastIdOf = (item: Y.Item | null | undefined): Y.ID | null => item?.lastId ?? null
const attributeOf = (root: string, key: string) => lastIdOf(blockIn(root)._map.get(key))
const afterBlock = (root = 'b') => idOf(blockIn(root, root === 'a' ? 1 : 0))
const afterLetters = (root = 'b') => lastIdOf(textIn(scene.mine, root)._start)
const beside = (root = 'b') => lastIdOf(textIn(scene.mine, root)._item)

const goesOn = async () => {
  const { room, victimDoc } = scene
  const next = updateBy(victimDoc, () => textIn(victimDoc, 'a').insert(3, '!'))
  expect(room.receive(next, actor('victim'), true)).toEqual({ ok: true, value: { changed: true } })
  await room.committed()
}

describe('refused', () => {
  type Attack = readonly [name: string, why: string, update: () => Uint8Array]
  const link = (href: string) => () => own([{ origin: afterLetters(), content: format('link', { href }) }])
  const mark = (key: string, value: unknown) => () =>
    own([{ origin: afterLetters(), content: format(key, value) }])
  const node = (name: string) => () => own([{ origin: afterBlock(), content: element(name) }])
  const inBlock =
    (name: string, ...structs: RawStruct[]) =>
    () =>
      own([{ origin: beside(), content: element(name) }, ...structs])

  const attacks: readonly Attack[] = [
    [
      'characters beside the text of another slot',
      'slot',
      () => own([{ origin: afterLetters('a'), content: text('x') }]),
    ],
    [
      'a block in another slot',
      'slot',
      () => own([{ origin: afterBlock('a'), content: element('textBlock') }]),
    ],
    [
      'a mark in another slot',
      'slot',
      () => own([{ origin: afterLetters('a'), content: format('bold', {}) }]),
    ],
    [
      'an attribute in another slot',
      'slot',
      () => own([{ origin: attributeOf('a', 'kind'), content: any('quote') }]),
    ],
    [
      'what was typed and deleted in another slot',
      'slot',
      () => own([{ origin: afterLetters('a'), content: new Y.ContentDeleted(1) }]),
    ],
    [
      'an attribute taken away in another slot',
      'slot',
      () => updateBy(scene.mine, () => blockIn('a').removeAttribute('kind')),
    ],
    [
      'a block taken out of another slot',
      'slot',
      () => updateBy(scene.mine, () => scene.mine.getXmlFragment('a').delete(1, 1)),
    ],
    [
      'a block of another slot copied here and deleted there',
      'slot',
      () =>
        updateBy(scene.mine, () => {
          scene.mine.getXmlFragment('b').insert(1, [block('The second text')])
          scene.mine.getXmlFragment('a').delete(1, 1)
        }),
    ],
    [
      'neighbours in two slots',
      'mixed-neighbours',
      () => own([{ origin: afterLetters('a'), right: idOf(blockIn('b')), content: text('x') }]),
    ],
    [
      'a child here of a parent that is letters there',
      'not-a-parent',
      () => own([{ parent: afterLetters('a'), content: text('x') }]),
    ],
    ['a node in another case', 'node', node('TextBlock')],
    ['a node without a name', 'node', node('UNDEFINED')],
    ['the document itself', 'node', node('doc')],
    ['a text as a node', 'node', node('text')],
    ['a row without a table', 'node', node('tableRow')],
    ['a line break as a block', 'node', node('hardBreak')],
    ['a mark as a node', 'node', node('bold')],
    ['a picture in a line', 'node', inBlock('image')],
    ['a table in a line', 'node', inBlock('table')],
    [
      'text in a line break',
      'content',
      () => inBlock('hardBreak', { parent: mineAt(0), content: newText() })(),
    ],
    ['text in a footnote', 'content', () => inBlock('footnote', { parent: mineAt(0), content: newText() })()],
    [
      'a footnote in a footnote',
      'node',
      () => inBlock('footnote', { parent: mineAt(0), content: element('footnote') })(),
    ],
    [
      'a text as the value of an attribute',
      'content',
      () => own([{ parent: idOf(blockIn('b')), key: 'level', content: newText() }]),
    ],
    [
      'an entry hidden in a text made just now',
      'attribute',
      () =>
        own([
          { origin: afterBlock(), content: element('textBlock') },
          { parent: mineAt(0), content: newText() },
          { parent: mineAt(1), key: 'hidden', content: any(1) },
        ]),
    ],
    [
      'an unknown entry, deleted already',
      'attribute',
      () => own([{ parent: idOf(blockIn('b')), key: 'onclick', content: new Y.ContentDeleted(1) }]),
    ],
    [
      'an entry that inherits its key from another block',
      'slot',
      () => own([{ origin: attributeOf('a', 'indent'), content: any(3) }]),
    ],
    [
      'a whole number beyond numbers',
      'attribute',
      () => own([{ origin: attributeOf('b', 'indent'), content: any(1n) }]),
    ],
    ['no value', 'attribute', () => own([{ origin: attributeOf('b', 'kind'), content: any(undefined) }])],
    [
      'a value of bytes',
      'attribute',
      () => own([{ origin: attributeOf('b', 'kind'), content: any(new Uint8Array(3)) }]),
    ],
    [
      'a good value behind a thousand bad ones',
      'attribute',
      () =>
        own([
          { origin: attributeOf('b', 'indent'), content: any(...Array.from({ length: 1000 }, () => 'x'), 1) },
        ]),
    ],
    [
      'a caption that never ends',
      'attribute',
      () =>
        own([
          { origin: afterBlock(), content: element('image') },
          { parent: mineAt(0), key: 'caption', content: any('x'.repeat(500_000)) },
        ]),
    ],
    [
      'a picture by a hash in capitals',
      'attribute',
      () =>
        own([
          { origin: afterBlock(), content: element('image') },
          { parent: mineAt(0), key: 'hash', content: any('A'.repeat(64)) },
        ]),
    ],
    [
      'a merged cell',
      'attribute',
      () =>
        own([
          { origin: afterBlock(), content: element('table') },
          { parent: mineAt(0), content: element('tableRow') },
          { parent: mineAt(1), content: element('tableCell') },
          { parent: mineAt(2), key: 'colspan', content: any(1e9) },
        ]),
    ],
    [
      'a reference with markup',
      'attribute',
      () => inBlock('valueRef', { parent: mineAt(0), key: 'block', content: any('<img src=x>') })(),
    ],
    ['a link turned by an Arabic mark', 'mark', link('https://exa\u061cmple.org')],
    ['a link with letters nobody sees', 'mark', link('https://example.org/\u{e0041}')],
    ['a link with a soft hyphen', 'mark', link('https://exam\u00adple.org')],
    ['a link with half a character', 'mark', link('https://example.org/\ud800')],
    ['a link with a wide space', 'mark', link('https://example.org\u3000')],
    ['a link with a wide colon', 'mark', link('https\uff1a//example.org')],
    ['a link to a script with a dotless i', 'mark', link('javascr\u0131pt:alert(1)')],
    ['a link to a file', 'mark', link('file:///etc/passwd')],
    ['a link to a blob', 'mark', link('blob:https://example.org/1')],
    ['a link as a list', 'mark', mark('link', [['href', 'https://example.org']])],
    [
      'a link with another prototype',
      'mark',
      mark('link', JSON.parse('{"href":"https://example.org","__proto__":{"x":1}}')),
    ],
    ['bold as a number', 'mark', mark('bold', 1)],
    ['bold as true', 'mark', mark('bold', true)],
    ['bold in another case', 'mark', mark('Bold', {})],
    ['the end of an unknown mark', 'mark', mark('ychange', null)],
    ['an anchor with the name of a prototype', 'mark', mark('thread--__proto__', { id: '__proto__' })],
    ['an anchor without a name', 'mark', mark('thread--', { id: '' })],
    [
      'the deletion of what this very update does not hold',
      'future-delete',
      () => own([{ origin: afterLetters(), content: text('x') }], [{ client: scene.me, clock: 1, len: 1 }]),
    ],
    [
      'the deletion of everything there can be',
      'future-delete',
      () => rawUpdate([], [{ client: scene.victimDoc.clientID, clock: 0, len: Number.MAX_SAFE_INTEGER }]),
    ],
  ]

  it.each(attacks)('[SE9] %s', async (_name, why, update) => {
    scene.slots.set('mallory', new Set(['b']))
    const before = stateOf(scene.room)
    const bytes = update()
    expect(scene.room.receive(bytes, actor('mallory'), true)).toEqual({ ok: false, problem: why })
    expect(stateOf(scene.room)).toEqual(before)
    await goesOn()
  })
})

describe('allowed and harmless', () => {
  const table = (...rest: string[]): RawStruct[] => [
    { origin: afterBlock(), content: element('table') },
    ...rest.map((name, depth) => ({ parent: mineAt(depth), content: element(name) })),
  ]
  const cases: readonly (readonly [string, () => Uint8Array])[] = [
    ['a picture without a hash', () => own([{ origin: afterBlock(), content: element('image') }])],
    ['a table without rows', () => own(table())],
    ['a row without cells', () => own(table('tableRow'))],
    ['a cell without text', () => own(table('tableRow', 'tableCell'))],
    ['a block with nothing at all', () => own([{ origin: afterBlock(), content: element('textBlock') }])],
    [
      'two texts in one block',
      () =>
        own([
          { origin: beside(), content: newText() },
          { parent: mineAt(0), content: text('x') },
        ]),
    ],
    [
      'controls in text',
      () => own([{ origin: afterLetters(), content: text('\u0000\u001b\u202e\uffff\n') }]),
    ],
    ['garbage', () => own(['gc'])],
    [
      'references to what every object has',
      () =>
        own([
          { origin: beside(), content: element('valueRef') },
          { parent: mineAt(0), key: 'block', content: any('constructor') },
          { parent: mineAt(0), key: 'row', content: any('toString') },
          { parent: mineAt(0), key: 'column', content: any('valueOf') },
        ]),
    ],
    [
      'a child of what is deleted in the same update',
      () =>
        own([
          { origin: afterBlock(), content: new Y.ContentDeleted(1) },
          { parent: mineAt(0), content: text('x') },
        ]),
    ],
    ['an attribute taken away', () => updateBy(scene.mine, () => blockIn('b').removeAttribute('kind'))],
    ['a level on a paragraph', () => own([{ parent: idOf(blockIn('b')), key: 'level', content: any(3) }])],
  ]

  it.each(cases)('[SE10] %s', async (_name, update) => {
    scene.slots.set('mallory', new Set(['b']))
    const before = JSON.stringify(scene.room.read()['a'])
    expect(scene.room.receive(update(), actor('mallory'), true).ok).toBe(true)
    expect(JSON.stringify(scene.room.read()['a'])).toBe(before)
    await goesOn()
  })

  it('[SE10] what hangs below a block that the victim has just deleted', async () => {
    const parent = idOf(blockIn('a', 1))
    const { room, victimDoc } = scene
    room.receive(
      updateBy(victimDoc, () => victimDoc.getXmlFragment('a').delete(1, 1)),
      actor('victim'),
      true,
    )
    const before = JSON.stringify(room.read())
    const hidden = own([
      { parent, content: newText() },
      { parent, key: 'hidden', content: any(1) },
    ])
    expect(room.receive(hidden, actor('mallory'), true).ok).toBe(true)
    expect(JSON.stringify(room.read())).toBe(before)
    await goesOn()
  })
})

it('[SE11] a text grows up to a size and no further; deleting is the way out', async () => {
  const { room, mine } = scene
  const type = () =>
    room.receive(
      updateBy(mine, () => textIn(mine, 'b').insert(0, 'x'.repeat(1_000_000))),
      actor('mallory'),
      true,
    )
  let sent = 0
  while (type().ok) expect(++sent).toBeLessThan(9)
  // Refused as a page is refused: it comes back with a fresh copy.
  scene.mine = await leasedCopy(room, 'mallory')
  const typed = updateBy(scene.mine, () => textIn(scene.mine, 'b').insert(0, 'x'.repeat(1_000_000)))
  expect(room.receive(typed, actor('mallory'), true)).toEqual({ ok: false, problem: 'too-large' })
  scene.mine = await leasedCopy(room, 'mallory')
  const emptied = updateBy(scene.mine, () => textIn(scene.mine, 'b').delete(0, 7_500_000))
  expect(room.receive(emptied, actor('mallory'), true).ok).toBe(true)
})
