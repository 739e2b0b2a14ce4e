import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  canonicalJson,
  canonicalProse,
  isEmptyProse,
  plainText,
  wordCount,
} from '../../../shared/section/canonical.ts'
import { sectionSchema } from '../../../shared/section/schema.ts'

const block = (content: unknown[], attrs: Record<string, unknown> = {}) => ({
  type: 'textBlock',
  attrs,
  content,
})
const text = (value: string, ...marks: unknown[]) => ({ type: 'text', text: value, marks })
const doc = (...content: unknown[]) => ({ type: 'doc', content })
const same = (a: unknown, b: unknown) =>
  expect(canonicalJson(canonicalProse(a))).toBe(canonicalJson(canonicalProse(b)))

describe('canonical form', () => {
  it('[SY20] fills in defaults and sorts keys', () =>
    same(
      doc({ content: [{ text: 'x', type: 'text' }], type: 'textBlock' }),
      doc(block([text('x')], { indent: 0, kind: 'paragraph', level: null })),
    ))
  it('[SY20] joins equal neighbouring texts, and only equal ones', () => {
    same(doc(block([text('a'), text('b')])), doc(block([text('ab')])))
    const mixed = canonicalProse(doc(block([text('a'), text('b', { type: 'bold', attrs: {} })])))
    expect(mixed.content[0]?.content).toHaveLength(2)
  })
  it('[SY21] leaves out anchors of threads', () =>
    same(
      doc(block([text('a'), text('b', { type: 'thread', attrs: { id: 't1' } }), text('c')])),
      doc(block([text('abc')])),
    ))
  it('[SY20] does not depend on the order of marks', () => {
    const bold = { type: 'bold', attrs: {} }
    const link = { type: 'link', attrs: { href: 'https://example.org' } }
    same(doc(block([text('a', bold, link)])), doc(block([text('a', link, bold)])))
  })
  it('[SY20] drops empty blocks at the end, not in between', () => {
    same(doc(block([text('a')]), block([])), doc(block([text('a')])))
    expect(canonicalProse(doc(block([]), block([text('a')]))).content).toHaveLength(2)
  })
  it('[SY22] fills ragged rows', () => {
    const row = (cells: number) => ({
      type: 'tableRow',
      content: Array.from({ length: cells }, () => ({ type: 'tableCell', content: [] })),
    })
    same(doc({ type: 'table', content: [row(3), row(2)] }), doc({ type: 'table', content: [row(3), row(3)] }))
  })
  it('[SY20] keeps a level with headings only', () => {
    same(
      doc(block([text('a')], { kind: 'paragraph', level: 3 })),
      doc(block([text('a')], { kind: 'paragraph' })),
    )
    same(doc(block([text('a')], { kind: 'heading' })), doc(block([text('a')], { kind: 'heading', level: 3 })))
  })
  it('[SY20] differs where a reader would see a difference', () => {
    const form = (json: unknown) => canonicalJson(canonicalProse(json))
    const plain = form(doc(block([text('a')])))
    expect(form(doc(block([text('a')], { kind: 'quote' })))).not.toBe(plain)
    expect(form(doc(block([text('a', { type: 'bold', attrs: {} })])))).not.toBe(plain)
    expect(form(doc(block([text('A')])))).not.toBe(plain)
  })
  it('[SY20] is its own canonical form, and one the schema accepts', () => {
    const inline = fc.oneof(
      fc.string({ minLength: 1 }).map((value) => text(value)),
      fc.string({ minLength: 1 }).map((value) => text(value, { type: 'bold', attrs: {} })),
      fc.constant({ type: 'hardBreak' }),
      fc.string().map((value) => ({ type: 'footnote', attrs: { text: value } })),
    )
    const textBlock = fc.record({
      kind: fc.constantFrom('paragraph', 'heading', 'bullet', 'x'),
      indent: fc.integer({ min: -1, max: 7 }),
    })
    const blocks = fc.array(
      fc
        .tuple(fc.array(inline, { maxLength: 4 }), textBlock)
        .map(([content, attrs]) => block(content, attrs)),
    )
    fc.assert(
      fc.property(blocks, (content) => {
        const once = canonicalProse(doc(...content))
        expect(canonicalJson(canonicalProse(once))).toBe(canonicalJson(once))
        if (once.content.length > 0) sectionSchema.nodeFromJSON(once).check()
      }),
      { seed: 1, numRuns: 200 },
    )
  })
})

describe('reading', () => {
  it('[SY23] empty is what says nothing', () => {
    expect(isEmptyProse(doc())).toBe(true)
    expect(isEmptyProse(doc(block([]), block([])))).toBe(true)
    expect(isEmptyProse(undefined)).toBe(true)
    expect(isEmptyProse(doc(block([{ type: 'footnote', attrs: { text: 'x' } }])))).toBe(false)
    expect(isEmptyProse(doc({ type: 'image', attrs: { hash: 'a'.repeat(64) } }))).toBe(false)
  })
  it('[SY23] plain text has a line for each block and tabs between cells', () => {
    const cell = (value: string) => ({ type: 'tableCell', content: [text(value)] })
    const json = doc(
      block([text('One'), { type: 'hardBreak' }, text('two')]),
      { type: 'table', content: [{ type: 'tableRow', content: [cell('a'), cell('b')] }] },
      block([{ type: 'valueRef', attrs: { block: 'b', row: 'r', column: 'c' } }, text(' mnkr')]),
    )
    expect(plainText(json, () => '4,2')).toBe('One\ntwo\na\tb\n4,2 mnkr')
  })
  it('[SY23] words', () => {
    expect(wordCount(doc(block([text('Kostnaden ökade 2,5 procent (e-post).')])))).toBe(5)
    expect(wordCount(doc())).toBe(0)
  })
})
