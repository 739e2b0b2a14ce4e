// @vitest-environment jsdom
import { getSchema } from '@tiptap/core'
import { DOMParser as SchemaParser } from '@tiptap/pm/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanPastedHtml, htmlOfPlainText } from '../../../client/section/paste.ts'
import { sectionExtensions } from '../../../shared/section/schema.ts'

const schema = getSchema(sectionExtensions)

/** Blocks as short lines: what a paste of this HTML would put into an empty text. */
function pasted(html: string): string[] {
  const holder = document.createElement('div')
  holder.innerHTML = cleanPastedHtml(html).html
  const lines: string[] = []
  SchemaParser.fromSchema(schema)
    .parse(holder)
    .forEach((node) => {
      node.check()
      if (node.type.name === 'table') {
        node.forEach((row) => {
          const cells: string[] = []
          row.forEach((cell) =>
            cells.push(
              `${cell.type.name === 'tableHeader' ? '!' : ''}${cell.textBetween(0, cell.content.size, ' / ', ' / ')}`,
            ),
          )
          lines.push(`| ${cells.join(' | ')}`)
        })
        return
      }
      const { kind, level, indent } = node.attrs
      lines.push(
        `${String(kind)}${level === null ? '' : String(level)}${indent > 0 ? `+${String(indent)}` : ''}: ${node.textContent}`,
      )
    })
  return lines
}

const wordList = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>
 p.MsoListParagraph {margin-left:36pt} @list l0 {mso-list-id:1}</style></head><body lang=SV>
<!--StartFragment-->
<h1 style='mso-style-name:"Rubrik 1"'><span lang=SV>Intäkter<o:p></o:p></span></h1>
<p class=MsoNormal>Intäkterna ökade
med <b style='mso-bidi-font-weight:normal'>225,5</b> mnkr.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
 style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>Hyror<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span><span
 style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span></span><![endif]>Bostäder</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>Först</p>
<h2>Lokaler</h2>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<!--EndFragment--></body></html>`

describe('paste from Word', () => {
  it('[ED1] list paragraphs become flat items with kind and level, without their marks', () => {
    expect(pasted(wordList)).toEqual([
      'heading3: Intäkter',
      'paragraph: Intäkterna ökade med 225,5 mnkr.',
      'bullet: Hyror',
      'bullet+1: Bostäder',
      'numbered: Först',
      'heading4: Lokaler',
    ])
  })

  it('[ED1] words are bold or italic as Word says of them, not as it says of their Arabic form', () => {
    const html = `<p class=MsoNormal>Det är <b style='mso-bidi-font-weight:normal'>fett</b>, <i
      style='mso-bidi-font-style:normal'>kursivt</i>, <span style='mso-bidi-font-weight:bold;mso-bidi-font-style:italic'>rakt</span>
      och <b style='font-weight:normal'>tunt</b>.</p>`
    expect(cleanPastedHtml(html).html).toBe(
      '<p>Det är <strong>fett</strong>, <em>kursivt</em>, rakt och tunt.</p>',
    )
  })

  it('[ED2] comments and their references go, footnotes become footnotes', () => {
    const html = `<p class=MsoNormal>Text<span class=MsoCommentReference><a href="#_msocom_1">[AL1]</a></span> med not<a
      style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a>.</p>
      <div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a
      href="#_ftnref1">[1]</a> Enligt bokslutet.</p></div></div>
      <div style='mso-element:comment-list'><div style='mso-element:comment'><p>Stämmer detta?</p></div></div>`
    expect(cleanPastedHtml(html).html).toBe(
      '<p>Text med not<span data-footnote="Enligt bokslutet."></span>.</p>',
    )
  })

  it('[ED3] a table keeps its cells; merged ones are followed by empty ones, paragraphs in them become lines', () => {
    const html = `<table class=MsoTableGrid><thead><tr><th colspan=2><p>Område</p></th></tr></thead>
      <tr><td rowspan=2><p class=MsoNormal><b>IT</b></p></td><td><p>10,4</p><p>mnkr</p></td></tr><tr><td>5,3</td></tr></table>`
    expect(pasted(html)).toEqual(['| !Område | !', '| IT | 10,4 / mnkr', '|  | 5,3'])
  })
})

describe('paste from elsewhere', () => {
  it('[ED4] headings are fitted to the two levels, the highest pasted first', () => {
    expect(pasted('<h2>A</h2><h4>B</h4><h2>C</h2>')).toEqual(['heading3: A', 'heading4: B', 'heading3: C'])
    expect(pasted('<h1>A</h1><p>x</p>')).toEqual(['heading3: A', 'paragraph: x'])
  })

  it('[ED5] nested lists become levels; only the first paragraph of an item carries the bullet', () => {
    const html = '<ul><li><p>a</p><p>b</p><ol><li>c</li></ol></li><li>d<ul><li>e</li></ul></li></ul>'
    expect(pasted(html)).toEqual(['bullet: a', 'paragraph+1: b', 'numbered+1: c', 'bullet: d', 'bullet+1: e'])
  })

  it.each([
    ['\uf0b7\u00a0Text', 'bullet: Text'],
    ['\u2022 Text', 'bullet: Text'],
    ['o\u00a0\u00a0Text', 'bullet: Text'],
    ['- Text', 'bullet: Text'],
    ['- 12,0 mnkr', 'paragraph: - 12,0 mnkr'],
    ['o så vidare', 'paragraph: o så vidare'],
    ['2024. Ett år', 'paragraph: 2024. Ett år'],
  ])('[ED6] a typed mark %j is a bullet, a minus sign or a word is not', (text, line) => {
    expect(pasted(`<p>${text}</p>`)).toEqual([line])
  })

  it('[ED7] nothing executable and no hidden address comes through', () => {
    const html = `<p onclick="x()">a<script>alert(1)</script><a href="javascript:alert(1)">b</a><a href=" JaVaScRiPt:x">c</a>
      <a href="https://exempel.se/x">d</a><img src=x onerror=alert(1)><iframe src=x></iframe><svg onload=x></svg></p><style>p{}</style>`
    const clean = cleanPastedHtml(html)
    expect(clean.html).toBe('<p>abc <a href="https://exempel.se/x">d</a></p>')
    expect(clean.droppedImages).toBe(1)
  })

  it('[ED8] whatever is pasted, only known tags and attributes are left, and the schema reads all of it', () => {
    const tag = fc.constantFrom(
      'p',
      'div',
      'span',
      'b',
      'i',
      'ul',
      'ol',
      'li',
      'table',
      'tr',
      'td',
      'h1',
      'h5',
      'blockquote',
      'a',
      'script',
      'pre',
      'font',
    )
    const attributes = fc.constantFrom(
      '',
      ' onload="x()"',
      ' style="mso-list:l0 level3 lfo1"',
      ' href="javascript:x"',
      ' class="MsoListParagraph"',
      ' colspan="3"',
      ' data-thread="t"',
    )
    const tree = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 5 },
        fc.string({ maxLength: 8 }).map((text) => text.replaceAll(/[<>&]/g, '')),
        fc
          .tuple(tag, attributes, fc.array(tie('node'), { maxLength: 4 }))
          .map(([name, attrs, inner]) => `<${name}${attrs}>${inner.join('')}</${name}>`),
      ),
    })).node
    fc.assert(
      fc.property(tree, (html) => {
        const clean = cleanPastedHtml(html).html
        const holder = document.createElement('div')
        holder.innerHTML = clean
        for (const element of holder.querySelectorAll('*')) {
          expect('P H3 H4 UL OL LI BLOCKQUOTE TABLE TBODY TR TD TH STRONG EM A BR SPAN'.split(' ')).toContain(
            element.nodeName,
          )
          for (const { name } of element.attributes)
            expect(['data-indent', 'href', 'data-footnote']).toContain(name)
        }
        SchemaParser.fromSchema(schema).parse(holder).check()
      }),
      { seed: 20230131, numRuns: 300 },
    )
  })

  it('[ED9] plain text gives a block a line', () => {
    expect(htmlOfPlainText('Ett\r\n\r\n• Två\n<b>tre')).toBe(
      '<p>Ett</p><ul><li>Två</li></ul><p>&lt;b&gt;tre</p>',
    )
  })
})
