import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  nodesOf,
  proseParts,
  replaceAtoms,
  type ProseList,
  type ProseNode,
} from '../../../shared/read/prose.ts'

const block = (kind: string, text: string, indent = 0): ProseNode => ({
  type: 'textBlock',
  attrs: { kind, indent },
  content: [{ type: 'text', text }],
})

/** A list as one readable line: items in brackets behind their list's mark. */
const outline = ({ kind, items }: ProseList): string =>
  `${kind === 'bullet' ? '-' : '1'}(${items.map(({ block: item, lists }) => `${item.content?.[0]?.text ?? ''}${lists.map(outline).join('')}`).join(' ')})`

const outlines = (blocks: readonly ProseNode[]): string[] =>
  proseParts(blocks).map((piece) =>
    piece.kind === 'list' ? outline(piece.list) : (piece.block.content?.[0]?.text ?? ''),
  )

describe('flat blocks read as lists', () => {
  test.each([
    ['[RD1] neighbours of one kind are one list', [block('bullet', 'a'), block('bullet', 'b')], ['-(a b)']],
    [
      '[RD1] another kind begins another list',
      [block('bullet', 'a'), block('numbered', 'b')],
      ['-(a)', '1(b)'],
    ],
    [
      '[RD1] a paragraph ends a list',
      [block('bullet', 'a'), block('paragraph', 'p'), block('bullet', 'b')],
      ['-(a)', 'p', '-(b)'],
    ],
    [
      '[RD2] deeper items belong to the item above',
      [block('bullet', 'a'), block('numbered', 'b', 1), block('bullet', 'c')],
      ['-(a1(b) c)'],
    ],
    [
      '[RD2] a list that begins deep keeps its order',
      [block('bullet', 'a', 2), block('bullet', 'b')],
      ['-(a b)'],
    ],
  ])('%s', (_, blocks, expected) => expect(outlines(blocks)).toEqual(expected))

  test('[RD3] every block is read once and in order, however indents jump', () => {
    const anyBlock = fc.record({
      kind: fc.constantFrom('paragraph', 'bullet', 'numbered', 'quote', 'heading'),
      indent: fc.integer({ min: 0, max: 5 }),
    })
    fc.assert(
      fc.property(fc.array(anyBlock, { maxLength: 30 }), (shapes) => {
        const blocks = shapes.map(({ kind, indent }, at) => block(kind, `<${at}>`, indent))
        const read = outlines(blocks).join('').match(/<\d+>/g) ?? []
        expect(read).toEqual(blocks.map((_, at) => `<${at}>`))
      }),
      { seed: 20231231 },
    )
  })
})

test('[RD4] a live figure is written out where it stands and keeps its marks', () => {
  const paragraph: ProseNode = {
    type: 'textBlock',
    content: [
      { type: 'text', text: 'Resultatet blev ' },
      { type: 'valueRef', attrs: { block: 'b', row: 'r', column: 'c' }, marks: [{ type: 'bold' }] },
    ],
  }
  const written = replaceAtoms(paragraph, { valueRef: ({ row }) => `[${String(row)}]` })
  expect(written.content?.[1]).toEqual({ type: 'text', text: '[r]', marks: [{ type: 'bold' }] })
  expect(nodesOf(written, 'valueRef')).toEqual([])
})
