import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareContents } from '../../../shared/history/compareContents.ts'
import {
  figuresApart,
  inlineAfter,
  inlineBefore,
  type TextRun,
} from '../../../shared/history/compareInline.ts'
import {
  compareProse,
  placesInProse,
  type BlockChange,
  type RowChange,
} from '../../../shared/history/compareProse.ts'
import { canonicalJson, canonicalProse, type CanonicalNode } from '../../../shared/section/canonical.ts'
import type { SectionContent } from '../../../shared/section/content.ts'

const text = (value: string, ...marks: string[]) => ({
  type: 'text',
  text: value,
  marks: marks.map((type) => ({ type, attrs: {} })),
})
const line = (...content: unknown[]) => ({ type: 'textBlock', attrs: {}, content })
const words = (value: string) => line(text(value))
const doc = (...content: unknown[]) => canonicalProse({ type: 'doc', content })
const table = (...rows: string[][]) => ({
  type: 'table',
  content: rows.map((row) => ({
    type: 'tableRow',
    content: row.map((cell) => ({ type: 'tableCell', content: cell === '' ? [] : [text(cell)] })),
  })),
})

const content = (over: Partial<SectionContent> = {}): SectionContent => ({
  template: { id: 'vb', version: '1' },
  section: { id: 's52', title: 'Årets resultat' },
  prose: {},
  cells: [],
  quoted: [],
  statuses: [],
  plan: [],
  ...over,
})

/** A run as a reader sees it: [-went-], {+came+}, ~other form~. */
const marked = (runs: readonly TextRun[]): string =>
  runs
    .map((run) => {
      const read = (nodes: readonly CanonicalNode[]) =>
        nodes.map((node) => node.text ?? `<${node.type}>`).join('')
      if (run.kind === 'restyled') return `~${read(run.after)}~`
      if (run.kind === 'kept') return read(run.nodes)
      return run.kind === 'removed' ? `[-${read(run.nodes)}-]` : `{+${read(run.nodes)}+}`
    })
    .join('')

const markedOf = (before: unknown, after: unknown): string[] =>
  compareProse(doc(before), doc(after)).map((change) =>
    change.kind === 'text' ? marked(change.runs) : change.kind,
  )

const rowsOn =
  (side: 'before' | 'after') =>
  (row: RowChange): CanonicalNode[] => {
    if (row.kind === 'changed') {
      const cells = (row[side].content ?? []).map((cell, at) => ({
        ...cell,
        content: (side === 'before' ? inlineBefore : inlineAfter)(row.cells[at] ?? []),
      }))
      return [{ ...row[side], content: cells }]
    }
    return row.kind === (side === 'before' ? 'added' : 'removed') ? [] : [row.row]
  }

/** The text on one side, put together from what was kept and what that side alone has. */
const proseOn = (side: 'before' | 'after', changes: readonly BlockChange[]) =>
  canonicalProse({
    type: 'doc',
    content: changes.flatMap((change): CanonicalNode[] => {
      if (change.kind === 'image') return [change[side]]
      if (change.kind === 'table') return [{ ...change[side], content: change.rows.flatMap(rowsOn(side)) }]
      if (change.kind === 'text') {
        const inline = side === 'before' ? inlineBefore : inlineAfter
        return [{ ...change[side], content: inline(change.runs) }]
      }
      return change.kind === (side === 'before' ? 'added' : 'removed') ? [] : [change.block]
    }),
  })

const anyInline = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(
        fc.array(fc.constantFrom('mål', ' ', '−12,0', '1\u00a0144,4', 'i budget', '.', 'å', '3–4'), {
          minLength: 1,
          maxLength: 8,
        }),
        fc.subarray(['bold', 'italic']),
      )
      .map(([list, marks]) => text(list.join(''), ...marks)),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('a', 'b')
      .map((row) => ({ type: 'valueRef', attrs: { block: 't', row, column: 'c', format: 'value' } })),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'hardBreak' }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('x', 'y').map((note) => ({ type: 'footnote', attrs: { text: note } })),
  },
)
const anyBlock = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.array(anyInline, { maxLength: 4 }), fc.constantFrom('paragraph', 'heading', 'bullet'))
      .map(([inline, kind]) => ({ type: 'textBlock', attrs: { kind }, content: inline })),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.array(fc.constantFrom('', 'mål', '2,0'), { minLength: 2, maxLength: 2 }), {
        minLength: 1,
        maxLength: 3,
      })
      .map((rows) => table(...rows)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('a', 'b'), fc.constantFrom('', 'bild'))
      .map(([letter, alt]) => ({ type: 'image', attrs: { hash: letter.repeat(64), alt } })),
  },
)
const anyProse = fc.array(anyBlock, { maxLength: 6 }).map((blocks) => doc(...blocks))

describe('what differs between two texts', () => {
  it('[HI1] loses nothing: what was kept and removed is the old text, what was kept and added the new', () => {
    fc.assert(
      fc.property(anyProse, anyProse, (before, after) => {
        const changes = compareProse(before, after)
        expect(canonicalJson(proseOn('before', changes))).toBe(canonicalJson(before))
        expect(canonicalJson(proseOn('after', changes))).toBe(canonicalJson(after))
        expect(placesInProse(changes) === 0).toBe(canonicalJson(before) === canonicalJson(after))
      }),
      { seed: 20240122, numRuns: 1500 },
    )
  })

  it('[HI1] marks words and figures, a figure with its sign as one', () => {
    expect(
      markedOf(
        words('Nämnden redovisar −21,0 miljoner kronor, bättre än budget.'),
        words('Nämnden redovisar −12,0 miljoner kronor, bättre än budget och året innan.'),
      ),
    ).toEqual(['Nämnden redovisar [-−21,0-]{+−12,0+} miljoner kronor, bättre än budget{+ och året innan+}.'])
    expect(markedOf(words('omsatte 1\u00a0144,4 i år'), words('omsatte 1\u00a0144,5 i år'))).toEqual([
      'omsatte [-1\u00a0144,4-]{+1\u00a0144,5+} i år',
    ])
  })

  it('[HI1] reads neighbouring words as one change', () => {
    expect(markedOf(words('vi har fyra bord här nu'), words('vi har två ord här nu'))).toEqual([
      'vi har [-fyra bord-]{+två ord+} här nu',
    ])
  })

  it('[HI1] tells what went or came in one piece where it can', () => {
    expect(markedOf(words('Fem strategier har väglett oss.'), words(' har väglett oss.'))).toEqual([
      '[-Fem strategier-] har väglett oss.',
    ])
    expect(markedOf(words('Arbetet syns.'), words('Arbetet syns. Mer kom till.'))).toEqual([
      'Arbetet syns.{+ Mer kom till.+}',
    ])
    expect(markedOf(words('Ett. Två. Tre.'), words('Ett. Tre.'))).toEqual(['Ett. [-Två. -]Tre.'])
  })

  it('[HI2] tells words in another form from other words', () => {
    const [change] = compareProse(
      doc(words('viktigt mål i år')),
      doc(line(text('viktigt '), text('mål', 'bold'), text(' i år'))),
    )
    expect(change?.kind === 'text' && marked(change.runs)).toBe('viktigt ~mål~ i år')
    expect(placesInProse(change === undefined ? [] : [change])).toBe(1)
    const heading = compareProse(
      doc(words('Intäkter')),
      doc({ type: 'textBlock', attrs: { kind: 'heading' }, content: [text('Intäkter')] }),
    )
    expect(heading).toMatchObject([{ kind: 'text', after: { attrs: { kind: 'heading' } } }])
    expect(placesInProse(heading)).toBe(1)
  })

  it('[HI2] takes live figures and footnotes as units', () => {
    const at = (row: string) => ({ type: 'valueRef', attrs: { block: 't', row, column: 'c' } })
    expect(markedOf(line(text('blev '), at('a')), line(text('blev '), at('b')))).toEqual([
      'blev [-<valueRef>-]{+<valueRef>+}',
    ])
  })

  it('[HI2] compares tables cell by cell', () => {
    const [change] = compareProse(
      doc(table(['Kök', '12'], ['IT', '4'])),
      doc(table(['Kök', '13'], ['IT', '4'], ['HR', '1'])),
    )
    expect(change?.kind).toBe('table')
    const rows = change?.kind === 'table' ? change.rows : []
    expect(rows.map(({ kind }) => kind)).toEqual(['changed', 'kept', 'added'])
    const [first] = rows
    expect(first?.kind === 'changed' ? first.cells.map(marked) : []).toEqual(['Kök', '[-12-]{+13+}'])
  })

  it('[HI1] keeps a paragraph apart from one that took its place', () => {
    const changes = compareProse(
      doc(words('Första stycket står kvar.'), words('Det här försvann helt.')),
      doc(words('Första stycket står kvar.'), words('Något annat kom istället nu')),
    )
    expect(changes.map(({ kind }) => kind)).toEqual(['kept', 'removed', 'added'])
    expect(placesInProse(changes)).toBe(1)
  })

  it('[HI1] compares 25 kB with a word changed in each paragraph', () => {
    const long = (word: string) =>
      doc(...Array.from({ length: 50 }, (_, at) => words(`${at} ${'ord och annat '.repeat(35)}${word}.`)))
    const changes = compareProse(long('före'), long('efter'))
    expect(placesInProse(changes)).toBe(50)
  })

  it('[HI7] finds the figures of a text, whose strike must not look like a minus', () => {
    expect(figuresApart('blev −21,0 miljoner 2023-12-14')).toEqual([
      { text: 'blev ', isFigure: false },
      { text: '−21,0', isFigure: true },
      { text: ' miljoner ', isFigure: false },
      { text: '2023', isFigure: true },
      { text: '-', isFigure: false },
      { text: '12', isFigure: true },
      { text: '-', isFigure: false },
      { text: '14', isFigure: true },
    ])
  })
})

describe('what differs between two contents', () => {
  const number = (value: string) => ({ kind: 'number', value }) as const

  it('[HI3] tells figures before and after, and does not count what is only computed anew', () => {
    const before = content({
      cells: [
        ['t', 'a', 'c', 'stored', number('22.3')],
        ['t', 'sum', 'c', 'computed', number('22.3')],
        ['t', 'gone', 'c', 'stored', number('1')],
      ],
      quoted: [['u', 'r', 'c', number('-12.0')]],
    })
    const after = content({
      cells: [
        ['t', 'a', 'c', 'stored', number('23.2')],
        ['t', 'sum', 'c', 'computed', number('23.2')],
      ],
      quoted: [['u', 'r', 'c', number('-11.9')]],
    })
    const { figures, count } = compareContents(before, after)
    expect(figures).toEqual([
      {
        block: 't',
        row: 'a',
        column: 'c',
        before: number('22.3'),
        after: number('23.2'),
        from: 'stored',
        isCounted: true,
      },
      {
        block: 't',
        row: 'sum',
        column: 'c',
        before: number('22.3'),
        after: number('23.2'),
        from: 'computed',
        isCounted: false,
      },
      {
        block: 't',
        row: 'gone',
        column: 'c',
        before: number('1'),
        after: { kind: 'empty' },
        from: 'stored',
        isCounted: true,
      },
      {
        block: 'u',
        row: 'r',
        column: 'c',
        before: number('-12.0'),
        after: number('-11.9'),
        from: 'quoted',
        isCounted: true,
      },
    ])
    expect(count).toBe(3)
  })

  it('[HI3] counts computed figures where nothing else changed', () => {
    const at = (value: string) => content({ cells: [['t', 'sum', 'c', 'computed', number(value)]] })
    expect(compareContents(at('1'), at('2'))).toMatchObject({ count: 1, figures: [{ isCounted: true }] })
  })

  it('[HI3] tells judgements, plan items and the title', () => {
    const goal = { id: 'g', kind: 'goal', parent: null, fields: { text: 'Ett mål.' } } as const
    const before = content({ statuses: [['g', 'uppnatt', null, null, null]], plan: [goal] })
    const after = content({
      section: { id: 's52', title: 'Resultat' },
      statuses: [['g', 'uppnatt', null, 'mindre_avvikelse', null]],
      plan: [{ ...goal, fields: { text: 'Ett nytt mål.' } }],
    })
    const found = compareContents(before, after)
    expect(found).toMatchObject({
      title: { before: 'Årets resultat', after: 'Resultat' },
      statuses: [
        {
          item: 'g',
          before: { settled: { status: null } },
          after: { settled: { status: 'mindre_avvikelse' } },
        },
      ],
      plan: [
        { item: 'g', before: { fields: { text: 'Ett mål.' } }, after: { fields: { text: 'Ett nytt mål.' } } },
      ],
    })
    expect(found.count).toBe(3)
  })

  it('[HI3] finds nothing between equal contents', () => {
    const same = content({ prose: { t: doc(words('a')) }, cells: [['t', 'a', 'c', 'stored', number('1')]] })
    expect(compareContents(same, structuredClone(same))).toEqual({
      title: null,
      texts: [],
      figures: [],
      statuses: [],
      plan: [],
      count: 0,
    })
  })
})
