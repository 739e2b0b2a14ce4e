// @vitest-environment jsdom
import { DOMParser, DOMSerializer } from '@tiptap/pm/model'
import { describe, expect, it } from 'vitest'
import { sectionSchema } from '../../../shared/section/schema.ts'
import { isHref, nodeRules } from '../../../shared/section/vocabulary.ts'

const parse = (html: string) => {
  const page = document.createElement('div')
  page.innerHTML = html
  return DOMParser.fromSchema(sectionSchema).parse(page)
}
const outline = (html: string) =>
  parse(html).content.content.map(({ type, attrs, textContent }) =>
    type.name === 'textBlock'
      ? `${attrs['kind']}${attrs['level'] ?? ''}${attrs['indent'] || ''}:${textContent}`
      : `${type.name}:${textContent}`,
  )
const draw = (json: object) => {
  const page = document.createElement('div')
  page.append(
    DOMSerializer.fromSchema(sectionSchema).serializeFragment(
      sectionSchema.nodeFromJSON({ type: 'doc', content: [json] }).content,
    ),
  )
  return page.innerHTML
}

describe('pasted text', () => {
  it.each([
    [
      '<h1>A</h1><h2>B</h2><h3>C</h3><h4>D</h4><h6>E</h6>',
      ['heading3:A', 'heading3:B', 'heading3:C', 'heading4:D', 'heading4:E'],
    ],
    ['<ul><li>A</li><li>B</li></ul>', ['bullet:A', 'bullet:B']],
    ['<ol><li><p>A</p></li><li><p>B</p></li></ol>', ['numbered:A', 'numbered:B']],
    ['<ul><li>A<ul><li>B<ol><li>C</li></ol></li></ul></li></ul>', ['bullet:A', 'bullet1:B', 'numbered2:C']],
    ['<ul><li><p>A</p><p>more</p></li></ul>', ['bullet:A', 'paragraph1:more']],
    ['<blockquote><p>A</p><p>B</p></blockquote>', ['quote:A', 'quote:B']],
    ['<div>A</div><div>B</div>', ['paragraph:A', 'paragraph:B']],
    ['<p>A<script>alert(1)</script></p><style>p{}</style>', ['paragraph:A']],
  ])('[SY60] %s', (html, expected) => expect(outline(html)).toEqual(expected))

  it('[SY60] brings no attribute of its own', () => {
    const block = parse('<p kind="heading" level="2" indent="99" onclick="x">A</p>').firstChild
    expect(block?.attrs).toEqual({ kind: 'paragraph', level: null, indent: 0 })
  })
  it('[SY60] keeps a table with lines in its cells, unmerged', () => {
    const doc = parse(
      '<table><tr><th>H</th><th>I</th></tr><tr><td colspan="3"><p>a</p></td><td>b</td></tr></table><p>after</p>',
    )
    expect(doc.content.content.map(({ type }) => type.name)).toEqual(['table', 'textBlock'])
    expect(doc.firstChild?.childCount).toBe(2)
    expect(doc.firstChild?.child(1).firstChild?.attrs['colspan']).toBe(1)
    expect(doc.firstChild?.child(1).textContent).toBe('ab')
    doc.check()
  })
  it('[SY60] keeps links that are safe, the text of others, and no anchor of a thread', () => {
    const doc = parse(
      '<p><a href="https://example.org">x</a><a href="javascript:alert(1)">y</a><span data-thread="t1">z</span></p>',
    )
    const marks: string[] = []
    doc.descendants((node) => {
      for (const { type, attrs } of node.marks)
        marks.push(`${type.name} ${String(attrs['href'])} ${node.text}`)
    })
    expect(doc.textContent).toBe('xyz')
    expect(marks).toEqual(['link https://example.org x'])
  })
  it('[SY60] takes pictures of this server only', () => {
    const hash = 'a'.repeat(64)
    expect(outline(`<figure><img src="/media/${hash}" alt="x"><figcaption>y</figcaption></figure>`)).toEqual([
      'image:',
    ])
    expect(outline('<figure><img src="https://example.org/x.png"></figure><p>A</p>')).toEqual(['paragraph:A'])
  })
})

describe('drawn', () => {
  const block = (attrs: object) => draw({ type: 'textBlock', attrs, content: [{ type: 'text', text: 'A' }] })
  it('[SY61] items stand in lists of their own, quotes in paragraphs', () => {
    expect(block({ kind: 'bullet', indent: 0 })).toBe('<ul><li>A</li></ul>')
    expect(block({ kind: 'numbered', indent: 2 })).toBe('<ol data-indent="2"><li>A</li></ol>')
    expect(block({ kind: 'quote' })).toBe('<blockquote><p>A</p></blockquote>')
    expect(block({ kind: 'heading', level: 4 })).toBe('<h4>A</h4>')
    expect(block({ kind: 'heading' })).toBe('<h3>A</h3>')
  })
  it('[SY61] what is drawn reads back as the same', () => {
    for (const attrs of [
      { kind: 'bullet', indent: 2 },
      { kind: 'numbered' },
      { kind: 'quote' },
      { kind: 'heading', level: 4 },
      {},
    ]) {
      const json = { type: 'textBlock', attrs, content: [{ type: 'text', text: 'A' }] }
      const node = sectionSchema.nodeFromJSON({ type: 'doc', content: [json] })
      expect(parse(draw(json)).toJSON()).toEqual(node.toJSON())
    }
  })
  it('[SY61] an address that is not allowed is never drawn', () => {
    const html = draw({
      type: 'textBlock',
      content: [
        { type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] },
      ],
    })
    expect(html).not.toContain('javascript')
  })
})

describe('vocabulary', () => {
  it('[SY62] schema and vetting know the same nodes and attributes', () => {
    const inSchema = Object.keys(sectionSchema.nodes).filter((name) => name !== 'doc' && name !== 'text')
    expect(inSchema.toSorted()).toEqual([...nodeRules.keys()].toSorted())
    for (const [name, rule] of nodeRules) {
      const attributes = Object.keys(sectionSchema.nodes[name]?.spec.attrs ?? {}).filter(
        (attribute) => attribute !== 'colwidth',
      )
      expect(attributes.toSorted()).toEqual([...rule.attributes.keys()].toSorted())
    }
  })
  it('[SY62] only the whole text has to hold something', () => {
    for (const [name, { spec }] of Object.entries(sectionSchema.nodes)) {
      if (name !== 'doc') expect(spec.content ?? '').not.toContain('+')
    }
  })
  it.each(['https://a.se', 'http://a.se/b?c=d#e', 'mailto:a@b.se'])('[SY9] a link to %s is fine', (href) =>
    expect(isHref(href)).toBe(true),
  )
})
