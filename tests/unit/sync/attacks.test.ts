import { beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { threadKey } from '../../../shared/sync/threadKey.ts'
import type { Room } from '../../../server/sync/room.ts'
import { actor, block, leasedCopy, newWorld, openRoom, rawUpdate, stateOf, textIn, updateBy } from './kit.ts'
import type { World } from './kit.ts'

/*
 * Every attack is one update of a person who may write here, sent as raw bytes. It must be refused for the reason
 * named, change nothing, and leave the victim able to go on.
 */
interface Scene {
  room: Room
  world: World
  /** the attacker's synced copy, under its own leased id */
  mine: Y.Doc
  me: number
  /** the victim's client id, whose text stands in slot a */
  victim: number
  victimDoc: Y.Doc
}

let scene: Scene

beforeEach(async () => {
  const { room, world } = openRoom(newWorld(['a', 'b']))
  const victimDoc = await leasedCopy(room, 'victim')
  const start = updateBy(victimDoc, () => {
    victimDoc.getXmlFragment('a').insert(0, [block('The first text'), block('The second text')])
    victimDoc.getXmlFragment('b').insert(0, [block('Another slot'), picture()])
  })
  if (!room.receive(start, actor('victim'), true).ok) throw new Error('the scene is not set')
  const mine = await leasedCopy(room, 'mallory')
  scene = { room, world, mine, me: mine.clientID, victim: victimDoc.clientID, victimDoc }
})

const picture = () => {
  const image = new Y.XmlElement('image')
  image.setAttribute('hash', 'a'.repeat(64))
  image.setAttribute('alt', 'A chart')
  image.setAttribute('caption', '')
  return image
}

const any = (...values: unknown[]) => new Y.ContentAny(values)
const text = (value: string) => new Y.ContentString(value)
const format = (key: string, value: unknown) => new Y.ContentFormat(key, value as object)
const type = (value: unknown) => new Y.ContentType(value as never)
const id = (client: number, clock: number) => new Y.ID(client, clock)
const own = (
  structs: Parameters<typeof rawUpdate>[0][number]['structs'],
  deletes: Parameters<typeof rawUpdate>[1] = [],
) => rawUpdate([{ client: scene.me, clock: 0, structs }], deletes)

/** Id of the last character of the victim's first text. */
const idOf = (item: Y.Item | null | undefined) => item?.id ?? id(0, 0)
const textItem = (index = 0) => textIn(scene.mine, 'a', index)._start
const elementItem = (root: string, index: number) => {
  const element = scene.mine.getXmlFragment(root).get(index)
  return element._item
}

const refuse = async (why: string, update: Uint8Array) => {
  const before = stateOf(scene.room)
  const read = JSON.stringify(scene.room.read())
  const shares = scene.room.look((doc) => [...doc.share.keys()].toSorted())
  const result = scene.room.receive(update, actor('mallory'), true)
  expect(result).toEqual({ ok: false, problem: why })
  expect(stateOf(scene.room)).toEqual(before)
  expect(JSON.stringify(scene.room.read())).toBe(read)
  expect(scene.room.look((doc) => [...doc.share.keys()].toSorted())).toEqual(shares)
  await goesOn()
}

/** The victim types on, and it is taken. */
const goesOn = async () => {
  const { room, victimDoc } = scene
  const next = updateBy(victimDoc, () => textIn(victimDoc, 'a').insert(3, '!'))
  expect(room.receive(next, actor('victim'), true)).toEqual({ ok: true, value: { changed: true } })
  await room.committed()
}

describe('where', () => {
  it('[SY1] another root', () => refuse('undeclared-root', own([{ parent: 'c', content: type(block('x')) }])))
  it('[SY1] another root, named beside a known struct', () =>
    refuse(
      'undeclared-root',
      own([
        { parent: 'a', right: null, origin: idOf(elementItem('a', 1)), content: type(block('x')) },
        { parent: 'zz', content: type(block('x')) },
      ]),
    ))
  it('[SY1] a root with the name of a method', () =>
    refuse('undeclared-root', own([{ parent: '__proto__', content: type(block('x')) }])))
  it('[SY1] a root that has been taken away, by insertion', async () => {
    const update = updateBy(scene.mine, () => scene.mine.getXmlFragment('b').insert(0, [block('x')]))
    scene.world.roots = new Set(['a'])
    await refuse('undeclared-root', update)
  })
  it('[SY1] a root that has been taken away, by deletion', async () => {
    const update = updateBy(scene.mine, () => scene.mine.getXmlFragment('b').delete(0, 1))
    scene.world.roots = new Set(['a'])
    await refuse('undeclared-root', update)
  })
  it('[SY2] a slot of somebody else, by insertion', async () => {
    scene.world.slots.set('mallory', new Set(['b']))
    await refuse(
      'slot',
      updateBy(scene.mine, () => textIn(scene.mine, 'a').insert(2, 'x')),
    )
  })
  it('[SY2] a slot of somebody else, by deletion alone', async () => {
    scene.world.slots.set('mallory', new Set(['b']))
    await refuse(
      'slot',
      updateBy(scene.mine, () => textIn(scene.mine, 'a').delete(2, 3)),
    )
  })
  it('[SY2] a slot of somebody else, together with an allowed one', async () => {
    scene.world.slots.set('mallory', new Set(['b']))
    const update = updateBy(scene.mine, () => {
      textIn(scene.mine, 'b').insert(0, 'fine')
      textIn(scene.mine, 'a').insert(0, 'not fine')
    })
    await refuse('slot', update)
  })
  it('[SY3] the text of a reader', async () => {
    const update = updateBy(scene.mine, () => textIn(scene.mine, 'a').insert(0, 'x'))
    expect(scene.room.receive(update, actor('mallory'), false)).toEqual({ ok: false, problem: 'read-only' })
    await goesOn()
  })
  it('[SY3] a reader who only deletes', async () => {
    const update = updateBy(scene.mine, () => textIn(scene.mine, 'a').delete(0, 4))
    expect(scene.room.receive(update, actor('mallory'), false)).toEqual({ ok: false, problem: 'read-only' })
    await goesOn()
  })
})

describe('whose', () => {
  it('[SY4] under the id of the victim', () => {
    const clock = Y.getState(scene.mine.store, scene.victim)
    return refuse(
      'foreign-client',
      rawUpdate([{ client: scene.victim, clock, structs: [{ parent: 'a', content: type(block('x')) }] }]),
    )
  })
  it('[SY4] under an id nobody has', () =>
    refuse(
      'foreign-client',
      rawUpdate([{ client: 4242, clock: 0, structs: [{ parent: 'a', content: type(block('x')) }] }]),
    ))
  it('[SY4] occupied clocks of the victim change nothing', async () => {
    const before = stateOf(scene.room)
    const update = rawUpdate([
      { client: scene.victim, clock: 0, structs: [{ parent: 'a', content: type(block('other')) }] },
    ])
    expect(scene.room.receive(update, actor('mallory'), true)).toEqual({
      ok: true,
      value: { changed: false },
    })
    expect(stateOf(scene.room)).toEqual(before)
    await goesOn()
  })
  it('[SY4] a known struct that names a root creates none', async () => {
    const update = rawUpdate([
      { client: scene.victim, clock: 0, structs: [{ parent: 'hidden', content: type(block('other')) }] },
    ])
    scene.room.receive(update, actor('mallory'), true)
    expect(scene.room.look((doc) => doc.share.has('hidden'))).toBe(false)
    await goesOn()
  })
})

describe('clocks and dependencies', () => {
  const paragraph = () => ({
    origin: idOf(elementItem('a', 1)),
    content: type(new Y.XmlElement('textBlock')),
  })
  it('[SY5] a gap', () =>
    refuse('missing', rawUpdate([{ client: scene.me, clock: 5, structs: [paragraph()] }])))
  it('[SY5] a skip', () => refuse('missing', own([paragraph(), { skip: 3 }, paragraph()])))
  it('[SY5] a neighbour nobody has', () =>
    refuse('missing', own([{ origin: id(scene.victim, 9999), content: text('x') }])))
  it('[SY5] a parent nobody has', () => refuse('missing', own([{ parent: id(77, 1), content: text('x') }])))
  it('[SY5] a deletion of what the victim has not typed yet', () => {
    const clock = Y.getState(scene.mine.store, scene.victim)
    return refuse('future-delete', own([], [{ client: scene.victim, clock, len: 10 }]))
  })
  it('[SY5] a deletion that reaches beyond', () => {
    const clock = Y.getState(scene.mine.store, scene.victim)
    return refuse('future-delete', own([], [{ client: scene.victim, clock: clock - 1, len: 10 }]))
  })
  it('[SY5] a deletion of an unknown client', () =>
    refuse('future-delete', own([], [{ client: 99, clock: 0, len: 1 }])))
  it('[SY5] a neighbour at its own clock', () =>
    refuse('own-future', own([{ origin: id(scene.me, 0), content: text('x') }])))
  it('[SY5] a neighbour after its own clock', () =>
    refuse(
      'own-future',
      own([
        { right: id(scene.me, 1), content: text('x') },
        { origin: idOf(textItem()), content: text('y') },
      ]),
    ))
  it('[SY5] itself as parent', () =>
    refuse('own-future', own([{ parent: id(scene.me, 0), content: text('x') }])))
  it('[SY5] two ids that wait for each other', async () => {
    const other = await scene.room.lease('mallory')
    await refuse(
      'missing',
      rawUpdate([
        { client: scene.me, clock: 0, structs: [{ origin: id(other, 0), content: text('x') }] },
        { client: other, clock: 0, structs: [{ origin: id(scene.me, 0), content: text('y') }] },
      ]),
    )
  })
  it('[SY5] one id in two sections', async () => {
    const other = await scene.room.lease('mallory')
    await refuse(
      'missing',
      rawUpdate([
        {
          client: scene.me,
          clock: 0,
          structs: [{ origin: idOf(elementItem('a', 1)), content: type(new Y.XmlElement('textBlock')) }],
        },
        {
          client: other,
          clock: 0,
          structs: [{ origin: idOf(elementItem('a', 1)), content: type(new Y.XmlElement('textBlock')) }],
        },
        {
          client: scene.me,
          clock: 1,
          structs: [{ origin: idOf(elementItem('a', 1)), content: type(new Y.XmlElement('textBlock')) }],
        },
      ]),
    )
  })
  it('[SY5] all the clock there is', () =>
    refuse('clock', own([{ origin: idOf(textItem()), content: new Y.ContentDeleted(2 ** 21) }])))
  it('[SY5] an update that begins well and ends badly changes nothing', () =>
    refuse(
      'missing',
      own([
        { origin: idOf(elementItem('a', 1)), content: type(new Y.XmlElement('textBlock')) },
        { origin: id(scene.victim, 99_999), content: text('x') },
      ]),
    ))
})

describe('order', () => {
  it('[SY6] neighbours in two different lists', () =>
    refuse(
      'mixed-neighbours',
      own([{ origin: idOf(textItem(0)), right: idOf(textItem(1)), content: text('x') }]),
    ))
  it('[SY6] the right neighbour left of the left one', () => {
    const item = idOf(textItem())
    return refuse(
      'stale-neighbour',
      own([
        {
          origin: id(item.client, item.clock + 5),
          right: id(item.client, item.clock + 2),
          content: text('x'),
        },
      ]),
    )
  })
  it('[SY6] neighbours with text between them that the author had', () => {
    const item = idOf(textItem())
    return refuse(
      'stale-neighbour',
      own([
        {
          origin: id(item.client, item.clock + 1),
          right: id(item.client, item.clock + 5),
          content: text('x'),
        },
      ]),
    )
  })
  it('[SY6] the end of a list without its last item', () => {
    const item = idOf(textItem())
    return refuse('stale-neighbour', own([{ origin: id(item.client, item.clock + 1), content: text('x') }]))
  })
  it('[SY6] the start of a slot that is not empty', () =>
    refuse('stale-neighbour', own([{ parent: 'a', content: type(block('x')) }])))
  it('[SY6] two in one update that leave each other out', () => {
    const item = idOf(elementItem('a', 1))
    const content = () => type(new Y.XmlElement('textBlock'))
    return refuse(
      'order',
      own([
        { origin: item, content: content() },
        { origin: item, content: content() },
      ]),
    )
  })
  it('[SY6] between the two halves of a character, by insertion and by deletion', async () => {
    const { victimDoc, room } = scene
    room.receive(
      updateBy(victimDoc, () => textIn(victimDoc, 'b').insert(0, '😀')),
      actor('victim'),
      true,
    )
    scene.mine = await leasedCopy(room, 'mallory')
    scene.me = scene.mine.clientID
    const half = idOf(textIn(scene.mine, 'b')._start)
    const next = id(half.client, half.clock + 1)
    await refuse('content', own([{ origin: half, right: next, content: text('x') }]))
    await refuse('content', rawUpdate([], [{ client: half.client, clock: half.clock, len: 1 }]))
  })
  it('[SY6] an attribute with a right neighbour', () => {
    const element = scene.mine.getXmlFragment('a').get(0)
    const kind = element._map.get('kind')
    return refuse('mixed-neighbours', own([{ right: idOf(kind), content: any('quote') }]))
  })
  it('[SY6] an attribute that leaves out the value its author had', () => {
    const element = elementItem('a', 0)
    return refuse('stale-neighbour', own([{ parent: idOf(element), key: 'kind', content: any('quote') }]))
  })
})

describe('what', () => {
  const inBlock = (content: Y.Item['content']) =>
    own([{ origin: idOf(textIn(scene.mine, 'a')._item), content }])
  const afterText = (content: Y.Item['content']) => own([{ origin: textItem()?.lastId ?? null, content }])
  const afterBlock = (content: Y.Item['content']) => own([{ origin: idOf(elementItem('a', 1)), content }])
  const attribute = (key: string, ...values: unknown[]) =>
    own([
      {
        origin: scene.mine.getXmlFragment('a').get(0)._map.get(key)?.lastId ?? null,
        parent: idOf(elementItem('a', 0)),
        key,
        content: any(...values),
      },
    ])

  it.each([
    'listItem',
    'paragraph',
    'script',
    'toString',
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'tableCell',
    'footnote',
    '',
  ])('[SY7] a node %j straight into a slot', (name) =>
    refuse('node', afterBlock(type(new Y.XmlElement(name)))),
  )
  it('[SY7] a table cell in a paragraph', () => refuse('node', inBlock(type(new Y.XmlElement('tableCell')))))
  it('[SY7] a paragraph in a paragraph', () => refuse('node', inBlock(type(new Y.XmlElement('textBlock')))))
  it('[SY7] a text straight into a slot', () => refuse('content', afterBlock(type(new Y.XmlText()))))
  it('[SY7] a text in a row', () =>
    refuse(
      'content',
      own([
        { origin: idOf(elementItem('a', 1)), content: type(new Y.XmlElement('table')) },
        { parent: id(scene.me, 0), content: type(new Y.XmlText()) },
      ]),
    ))
  it.each([
    ['a map', () => new Y.Map()],
    ['a list', () => new Y.Array()],
    ['a plain text', () => new Y.Text()],
    ['a fragment', () => new Y.XmlFragment()],
    ['a hook', () => new Y.XmlHook('textBlock')],
  ])('[SY7] %s as a node', (_name, make) => refuse('content', afterBlock(type(make()))))
  it('[SY7] characters straight into a slot', () => refuse('content', afterBlock(text('x'))))
  it('[SY7] a value in the text', () => refuse('content', afterText(any({ x: 1 }))))
  it('[SY7] an embed in the text', () => refuse('content', afterText(new Y.ContentEmbed({ src: 'x' }))))
  it('[SY7] bytes in the text', () => refuse('content', afterText(new Y.ContentBinary(new Uint8Array(3)))))
  it('[SY7] a node in the text', () => refuse('content', afterText(type(new Y.XmlElement('hardBreak')))))
  it('[SY7] an attribute on a text', () =>
    refuse(
      'attribute',
      own([{ parent: idOf(textIn(scene.mine, 'a')._item), key: 'kind', content: any('quote') }]),
    ))
  it('[SY7] an attribute on a slot', () =>
    refuse('attribute', own([{ parent: 'a', key: 'kind', content: any('quote') }])))
  it('[SY7] a child of characters', () =>
    refuse('not-a-parent', own([{ parent: idOf(textItem()), content: text('x') }])))
  it('[SY7] characters as an attribute', () =>
    refuse('content', own([{ parent: idOf(elementItem('a', 0)), key: 'level', content: text('3') }])))

  it.each(['onclick', 'style', '__proto__', 'constructor', 'toString', 'src'])(
    '[SY8] an unknown attribute %j',
    (key) => refuse('attribute', attribute(key, 'x')),
  )
  it.each([
    ['kind', 'title'],
    ['kind', null],
    ['kind', ['heading']],
    ['level', 2],
    ['level', '3'],
    ['indent', 6],
    ['indent', -1],
    ['indent', 1.5],
    ['indent', Number.NaN],
    ['indent', '1'],
    ['kind', { toString: 'heading' }],
  ])('[SY8] a wrong value of %s: %j', (key, value) => refuse('attribute', attribute(key, value)))
  it('[SY8] a good value behind a bad one', () => refuse('attribute', attribute('indent', 99, 1)))
  it('[SY8] another picture under the same text', () =>
    refuse(
      'locked-attribute',
      updateBy(scene.mine, () => {
        const image = scene.mine.getXmlFragment('b').get(1)
        if (image instanceof Y.XmlElement) image.setAttribute('hash', 'b'.repeat(64))
      }),
    ))
  it('[SY8] a picture whose hash is taken away', () =>
    refuse(
      'locked-attribute',
      updateBy(scene.mine, () => {
        const image = scene.mine.getXmlFragment('b').get(1)
        if (image instanceof Y.XmlElement) image.removeAttribute('hash')
      }),
    ))
  it.each(['/media/x', 'https://example.org/x.png', 'javascript:alert(1)', 'A'.repeat(64)])(
    '[SY8] a picture from %j',
    (hash) =>
      refuse(
        'attribute',
        own([
          { origin: idOf(elementItem('a', 1)), content: type(new Y.XmlElement('image')) },
          { parent: id(scene.me, 0), key: 'hash', content: any(hash) },
        ]),
      ),
  )

  it.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//example.org',
    'https:x',
    'https://',
    'HTTPS:\\\\x',
    'https://exa\u202emple.org',
    `https://example.org/${'x'.repeat(3000)}`,
    '',
    7,
    null,
  ])('[SY9] a link to %j', (href) => refuse('mark', afterText(format('link', { href }))))
  it('[SY9] a link with more than an address', () =>
    refuse('mark', afterText(format('link', { href: 'https://example.org', onclick: 'x' }))))
  it('[SY9] a link without an address', () => refuse('mark', afterText(format('link', {}))))
  it('[SY9] an unknown mark', () => refuse('mark', afterText(format('underline', {}))))
  it.each(['__proto__', 'toString', 'bold--fg1gtlLu', 'thread', 'link--aaaaaaaa'])(
    '[SY9] a mark named %j',
    (key) => refuse('mark', afterText(format(key, {}))),
  )
  it('[SY9] bold with attributes', () => refuse('mark', afterText(format('bold', { style: 'x' }))))
  it('[SY9] bold as a list', () => refuse('mark', afterText(format('bold', []))))
  it('[SY9] an anchor of a thread that does not exist', () =>
    refuse('mark', afterText(format(threadKey('t2'), { id: 't2' }))))
  it('[SY9] an anchor under the key of another', () =>
    refuse('mark', afterText(format(threadKey('t1'), { id: 't2' }))))
  it('[SY9] an anchor under a key that a client cannot read', () =>
    refuse('mark', afterText(format('thread--short', { id: 't1' }))))
  it('[SY9] the end of an unknown anchor', () => refuse('mark', afterText(format('thread--AAAAAAAA', null))))
})

describe('bytes', () => {
  it.each([
    ['nothing', new Uint8Array()],
    ['noise', new Uint8Array([7, 0, 0])],
    ['a count of 30 million', new Uint8Array([1, 0xff, 0xff, 0xff, 0x0e, 1, 0, 0])],
    ['an unknown kind of content', new Uint8Array([1, 1, 1, 0, 0x8f, 1, 1, 0])],
  ])('[SY10] %s', (_name, bytes) => refuse('malformed', bytes))
  it('[SY10] more than a mebibyte', () => refuse('too-large', new Uint8Array(1024 * 1024 + 1)))
  it('[SY10] a sub-document', () => {
    const flat = own([{ origin: textItem()?.lastId ?? null, content: new Y.ContentEmbed({}) }])
    // 5 is an embed, 9 a sub-document: an id and its options.
    const at = flat.indexOf(0x80 | 5)
    return refuse('content', new Uint8Array([...flat.subarray(0, at), 0x80 | 9, ...flat.subarray(at + 1)]))
  })
  it.each([
    [
      'out of order',
      [
        [5, 1],
        [2, 1],
      ],
    ],
    [
      'that overlap',
      [
        [2, 4],
        [3, 2],
      ],
    ],
  ])('[SY10] deletions %s', (_name, ranges) =>
    refuse(
      'malformed',
      new Uint8Array([
        0,
        1,
        ...rawUpdate([], [{ client: scene.victim, clock: 0, len: 1 }]).slice(2, -3),
        2,
        ...ranges.flat(),
      ]),
    ),
  )
  it('[SY10] the deletions of one client twice', () =>
    refuse(
      'malformed',
      rawUpdate(
        [],
        [
          { client: scene.victim, clock: 0, len: 1 },
          { client: scene.victim, clock: 0, len: 1 },
        ],
      ),
    ))
  it('[SY10] more structs than a text has', () => {
    const header = own(['gc']).slice(2, -3)
    const many = 300_000
    const count = [(many & 127) | 128, ((many >> 7) & 127) | 128, many >> 14]
    return refuse(
      'malformed',
      new Uint8Array([1, ...count, ...header, ...Array.from({ length: many * 2 }, (_, i) => i % 2), 0]),
    )
  })
  it('[SY10] nesting that a table does not have', () => {
    const structs = [{ origin: idOf(elementItem('a', 1)), content: type(new Y.XmlElement('table')) }]
    const deep = Array.from({ length: 50 }, (_, depth) => ({
      parent: id(scene.me, depth),
      content: type(new Y.XmlElement('table')),
    }))
    return refuse('node', own([...structs, ...deep]))
  })
  it('[SY10] values nested deeper than the stack', () => {
    const kind = scene.mine.getXmlFragment('a').get(0)._map.get('kind')
    const flat = own([{ origin: kind?.lastId ?? null, content: any('x') }])
    // The value is the last but the number of deletions: 119 string, 1 byte, "x". A list is 117 with its length.
    const lists = Array.from({ length: 200_000 }, (_, index) => (index % 2 === 0 ? 117 : 1))
    return refuse('malformed', new Uint8Array([...flat.subarray(0, -4), ...lists, 126, 0]))
  })
})

describe('what is allowed', () => {
  const accept = async (update: Uint8Array) => {
    expect(scene.room.receive(update, actor('mallory'), true)).toEqual({ ok: true, value: { changed: true } })
    scene.room.read()
    await goesOn()
  }
  it('[SY11] an anchor of a known thread carried along, and its end', () =>
    accept(
      updateBy(scene.mine, () => textIn(scene.mine, 'a').insert(4, 'x', { [threadKey('t1')]: { id: 't1' } })),
    ))
  it('[SY11] a picture, new, with all its attributes', () =>
    accept(updateBy(scene.mine, () => scene.mine.getXmlFragment('a').insert(1, [picture()]))))
  it('[SY11] deleting a picture with its hash', () =>
    accept(updateBy(scene.mine, () => scene.mine.getXmlFragment('b').delete(1, 1))))
  it('[SY11] typed and deleted again before it was sent', async () => {
    scene.mine.transact(() => {
      textIn(scene.mine, 'a').insert(1, 'gone')
      textIn(scene.mine, 'a').delete(1, 4)
    })
    await accept(Y.encodeStateAsUpdate(scene.mine))
  })
  it('[SY11] typing in a paragraph that somebody else has deleted meanwhile', async () => {
    const update = updateBy(scene.mine, () => textIn(scene.mine, 'a', 1).insert(2, 'late'))
    const gone = updateBy(scene.victimDoc, () => scene.victimDoc.getXmlFragment('a').delete(1, 1))
    expect(scene.room.receive(gone, actor('victim'), true).ok).toBe(true)
    expect(scene.room.receive(update, actor('mallory'), true).ok).toBe(true)
    await goesOn()
  })
  it('[SY11] a sync step 2 that also carries what others have sent meanwhile', async () => {
    const others = updateBy(scene.victimDoc, () => textIn(scene.victimDoc, 'a').insert(0, 'Meanwhile '))
    Y.applyUpdate(scene.mine, others)
    expect(scene.room.receive(others, actor('victim'), true).ok).toBe(true)
    scene.mine.transact(() => textIn(scene.mine, 'a').insert(5, 'x'))
    await accept(Y.encodeStateAsUpdate(scene.mine))
  })
  it('[SY11] everything again, without anything new', async () => {
    expect(scene.room.receive(Y.encodeStateAsUpdate(scene.mine), actor('mallory'), true)).toEqual({
      ok: true,
      value: { changed: false },
    })
    expect(scene.room.receive(Y.encodeStateAsUpdate(scene.mine), actor('mallory'), false)).toEqual({
      ok: true,
      value: { changed: false },
    })
    await goesOn()
  })
})
