import { describe, expect, it } from 'vitest'
import type { Thread } from '../../../shared/review/thread.ts'
import type { SectionLayout } from '../../../shared/section/layout.ts'
import { marksInContent } from '../../../client/review/markedWords.ts'
import { mentionBefore, mentionsIn, matching, withMention } from '../../../client/review/mention.ts'
import { createReviewDesk } from '../../../client/review/reviewDesk.ts'
import { inDocumentOrder, isOrphan, type Anchors } from '../../../client/review/threadPlaces.ts'
import {
  isToMe,
  openThreadsBySection,
  passesThread,
  threadStateOf,
} from '../../../client/review/threadState.ts'
import { threadNews } from '../../../client/review/useThreadNews.ts'

const opened = '2024-01-22T10:00:00.000Z'
const said = (by: string, text = 'Ord', mentions: readonly string[] = []): Thread['remarks'][number] => ({
  id: `remark-${by}`,
  text,
  mentions: [...mentions],
  by,
  at: opened,
})
const thread = (id: string, rest: Partial<Thread> = {}): Thread => ({
  id,
  section: 's',
  kind: 'remark',
  at: { slot: 'text', quote: 'ord' },
  remarks: [said('maria')],
  ...rest,
})

/** Two texts with a table of two rows between them; the first row has a Kommentar of its own. */
const section: SectionLayout = {
  id: 's',
  chapter: 'k',
  number: '5.2',
  title: 'Årets resultat',
  level: 2,
  hidden: false,
  optional: false,
  added: false,
  slots: [
    { kind: 'prose', id: 'text', required: true },
    {
      kind: 'block',
      id: 'table',
      block: {
        id: 'table',
        kind: 'keyFigures',
        title: 'Tabell',
        period: { kind: 'unspecified' },
        columns: [
          { id: 'actual', heading: ['Utfall'], type: 'number', fill: 'entered' },
          { id: 'budget', heading: ['Budget'], type: 'number', fill: 'entered' },
        ],
        rows: [
          { id: 'first', label: 'Första', kind: 'data' },
          { id: 'second', label: 'Andra', kind: 'data' },
        ],
        footnotes: [],
        relations: [],
      },
    },
    { kind: 'prose', id: 'first.comment', required: false, in: { block: 'table', row: 'first' } },
    { kind: 'prose', id: 'last', required: true },
  ],
}

const anchors = (
  marks: Readonly<Record<string, readonly [slot: string, at: number]>>,
  rest: Partial<Anchors> = {},
): Anchors => ({
  marks: new Map(
    Object.entries(marks).map(([id, [slot, at]]) => [id, { slot, at, words: 'ord', runs: ['ord'] }]),
  ),
  slots: new Set(['text', 'first.comment', 'last']),
  seen: new Set(),
  readAt: Date.parse(opened) + 60_000,
  ...rest,
})

describe('a card', () => {
  it('[RC1] is open until somebody else answers, then answered, and resolved when it is marked so', () => {
    expect(threadStateOf(thread('a'))).toBe('oppen')
    expect(threadStateOf(thread('a', { remarks: [said('maria'), said('maria')] }))).toBe('oppen')
    expect(threadStateOf(thread('a', { remarks: [said('maria'), said('per')] }))).toBe('besvarad')
    expect(threadStateOf(thread('a', { remarks: [said('maria'), said('per'), said('maria')] }))).toBe('oppen')
    expect(threadStateOf(thread('a', { resolved: { by: 'per', at: opened } }))).toBe('klar')
  })

  it('[RC2] is mine when it is given to me or names me; an error in a locked text is the samordnare’s', () => {
    const per = { user: 'per', isSamordnare: false }
    const anna = { user: 'anna', isSamordnare: true }
    expect(isToMe(thread('a', { assignee: 'per' }), per)).toBe(true)
    expect(isToMe(thread('a', { remarks: [said('maria', 'Hej', ['per'])] }), per)).toBe(true)
    expect(isToMe(thread('a'), per)).toBe(false)
    expect(isToMe(thread('a', { kind: 'lockedTextFault' }), anna)).toBe(true)
    expect(isToMe(thread('a', { kind: 'lockedTextFault', assignee: 'per' }), anna)).toBe(false)
  })

  it('[RC3] stands under one of open and resolved, and under mine only while it is open', () => {
    const me = { user: 'per', isSamordnare: false }
    const open = thread('a', { assignee: 'per' })
    const resolved = { ...open, resolved: { by: 'per', at: opened } }
    const under = (one: Thread) =>
      (['oppna', 'mina', 'klara'] as const).filter((filter) => passesThread(one, filter, me))
    expect(under(open)).toEqual(['oppna', 'mina'])
    expect(under(resolved)).toEqual(['klara'])
    expect(openThreadsBySection({ a: open, b: resolved, c: thread('c', { section: 't' }) })).toEqual(
      new Map([
        ['s', 1],
        ['t', 1],
      ]),
    )
  })
})

describe('the order of the cards', () => {
  it('[RC4] is that of the document: texts, rows, columns, and a Kommentar after its row', () => {
    const threads = [
      thread('last', { at: { slot: 'last', quote: 'x' } }),
      thread('cell2', { at: { block: 'table', row: 'second', column: 'actual' } }),
      thread('comment', { at: { slot: 'first.comment', quote: 'x' } }),
      thread('cell1b', { at: { block: 'table', row: 'first', column: 'budget' } }),
      thread('cell1a', { at: { block: 'table', row: 'first', column: 'actual' } }),
      thread('block', { at: { block: 'table' } }),
      thread('gone', { at: { slot: 'removed', quote: 'x' } }),
      thread('late'),
      thread('early'),
      thread('orphan'),
    ]
    const marks = { late: ['text', 40], early: ['text', 3] } as const
    expect(inDocumentOrder(threads, section, anchors(marks)).map(({ id }) => id)).toEqual([
      'early',
      'late',
      'orphan',
      'block',
      'cell1a',
      'cell1b',
      'comment',
      'cell2',
      'last',
      'gone',
    ])
  })
})

describe('a thread without its words', () => {
  it('[RC5] is an orphan once its text has been read without its mark', () => {
    const one = thread('a')
    expect(isOrphan(one, section, anchors({ a: ['text', 3] }))).toBe(false)
    expect(isOrphan(one, section, anchors({}))).toBe(true)
    expect(isOrphan(one, section, anchors({}, { slots: new Set() }))).toBe(false)
  })

  it('[RC5] is given time to find its mark when it is new, but not when the mark has been seen', () => {
    const readAt = Date.parse(opened) + 500
    expect(isOrphan(thread('a'), section, anchors({}, { readAt }))).toBe(false)
    expect(isOrphan(thread('a'), section, anchors({}, { readAt, seen: new Set(['a']) }))).toBe(true)
  })

  it('[RC5] is an orphan when its row, column or text is no part of the section', () => {
    const at = (place: Thread['at']) => isOrphan(thread('a', { at: place }), section, anchors({}))
    expect(at({ block: 'table', row: 'first', column: 'actual' })).toBe(false)
    expect(at({ block: 'table', row: 'removed' })).toBe(true)
    expect(at({ block: 'table', row: 'first', column: 'removed' })).toBe(true)
    expect(at({ block: 'removed' })).toBe(true)
    expect(at({ slot: 'removed', quote: 'x' })).toBe(true)
  })

  it('[RC6] the page remembers which marks it has seen', () => {
    const desk = createReviewDesk()
    const { marks, slots } = anchors({ a: ['text', 3] })
    desk.setAnchors({ marks, slots, readAt: 1 })
    desk.setAnchors({ marks: new Map(), slots, readAt: 2 })
    expect([...desk.state().anchors.seen]).toEqual(['a'])
  })
})

describe('marked words', () => {
  const text = (words: string, ...threads: string[]) => ({
    type: 'text',
    text: words,
    marks: threads.map((id) => ({ type: 'thread', attrs: { id } })),
  })

  it('[RC7] are put together from their stretches, blocks parted by a line, in the order of the text', () => {
    const found = marksInContent({
      type: 'doc',
      content: [
        {
          type: 'textBlock',
          content: [text('Det '), text('blev ', 'b'), text('39,7', 'a', 'b'), text(' mer.', 'a')],
        },
        { type: 'textBlock', content: [text('Nästa', 'a')] },
      ],
    })
    expect(found.get('a')?.words).toBe('39,7 mer.\nNästa')
    expect(found.get('b')?.words).toBe('blev 39,7')
    expect((found.get('b')?.at ?? 0) < (found.get('a')?.at ?? 0)).toBe(true)
  })
})

describe('naming somebody', () => {
  const people = [
    { user: 'karin', name: 'Karin Hallgren' },
    { user: 'per.s', name: 'Per Sandberg' },
  ]

  it('[RC8] begins with an @ at the start of a word, never inside an address', () => {
    expect(mentionBefore('Hej @ka', 7)).toEqual({ from: 4, query: 'ka' })
    expect(mentionBefore('@', 1)).toEqual({ from: 0, query: '' })
    expect(mentionBefore('skriv till a@b', 14)).toBeNull()
    expect(mentionBefore('Hej @ka och mer text', 20)).toBeNull()
  })

  it('[RC8] finds people by any part of their name and puts the whole name in', () => {
    expect(matching(people, 'sand').map(({ user }) => user)).toEqual(['per.s'])
    expect(matching(people, 'x')).toEqual([])
    expect(withMention('Hej @sa!', 7, 'Per Sandberg')).toEqual({ text: 'Hej @Per Sandberg !', caret: 18 })
  })

  it('[RC8] tells those whose whole name still stands in the text', () => {
    expect(mentionsIn('Till @Per Sandberg och @Karin Hallgren', people)).toEqual(['per.s', 'karin'])
    expect(mentionsIn('Till @Per Sand och Karin Hallgren', people)).toEqual([])
  })
})

describe('what others say', () => {
  const me = { user: 'per', isSamordnare: false }

  it('[RC9] is told in my section, and everywhere when it is to me; never what I said myself', () => {
    const news = (before: readonly Thread[], now: readonly Thread[]) =>
      threadNews(byId(before), byId(now), 's', me).map(({ kind, by }) => `${kind} ${by}`)
    const byId = (threads: readonly Thread[]) => Object.fromEntries(threads.map((one) => [one.id, one]))
    const old = thread('a')
    expect(news([], [old])).toEqual(['opened maria'])
    expect(news([], [thread('a', { section: 't' })])).toEqual([])
    expect(news([], [thread('a', { section: 't', assignee: 'per' })])).toEqual(['toMe maria'])
    expect(news([old], [{ ...old, remarks: [...old.remarks, said('karin')] }])).toEqual(['replied karin'])
    expect(news([old], [{ ...old, remarks: [...old.remarks, said('per')] }])).toEqual([])
    expect(news([old], [{ ...old, resolved: { by: 'karin', at: opened } }])).toEqual([])
  })
})
