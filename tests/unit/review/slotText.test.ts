import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { findQuote } from '../../../server/review/anchors.ts'
import { occurrences, slotText, wordsIn } from '../../../server/review/slotText.ts'

type Inline = string | { atom: string }

/** A document with one slot of lines, each of letters and atoms. */
function docOf(...lines: readonly (readonly Inline[])[]): Y.Doc {
  const doc = new Y.Doc()
  const blocks = lines.map((line) => {
    const block = new Y.XmlElement('textBlock')
    block.insert(
      0,
      line.map((part) => (typeof part === 'string' ? new Y.XmlText(part) : new Y.XmlElement(part.atom))),
    )
    return block
  })
  doc.getXmlFragment('a').insert(0, blocks)
  return doc
}
const find = (doc: Y.Doc, quote: string) => findQuote(doc, { slot: 'a', quote })?.words
const figure = { atom: 'valueRef' }
const lineBreak = { atom: 'hardBreak' }

describe('the words of a quote', () => {
  test('[RV9] are found over lines, breaks and blocks, however the page spaced them', () => {
    const doc = docOf(['Första  raden', lineBreak, 'andra raden'], ['Ny punkt'])
    expect(find(doc, 'Första raden andra')).toBe('Första  raden\nandra')
    expect(find(doc, ' raden\n\n Ny\tpunkt ')).toBe('raden\nNy punkt')
    expect(find(doc, 'radenandra')).toBeUndefined()
    expect(find(doc, '   ')).toBeUndefined()
  })

  test('[RV9] are found with a figure among them, named or left out', () => {
    const doc = docOf(['Kostnaden ökade med ', figure, ' mnkr', { atom: 'footnote' }, ' sedan 2022.'])
    expect(find(doc, 'ökade med mnkr sedan')).toBe('ökade med  mnkr sedan')
    expect(find(doc, 'ökade med -39,7 mnkr1 sedan')).toBe('ökade med  mnkr sedan')
    expect(find(doc, 'ökade med några mnkr')).toBeUndefined()
  })

  test('[RV9] are given up where figures side by side could be read without end', () => {
    const doc = docOf(['a', ...Array.from({ length: 200 }, () => figure), 'b'])
    expect(find(doc, `a${'1'.repeat(400)}c`)).toBeUndefined()
  })

  test('[RV9] are those of a cell of a table too', () => {
    const doc = new Y.Doc()
    const cells = ['ett', 'två'].map((words) => {
      const cell = new Y.XmlElement('tableCell')
      cell.insert(0, [new Y.XmlText(words)])
      return cell
    })
    const row = new Y.XmlElement('tableRow')
    row.insert(0, cells)
    const table = new Y.XmlElement('table')
    table.insert(0, [row])
    doc.getXmlFragment('a').insert(0, [table])
    expect(find(doc, 'två')).toBe('två')
    expect(slotText(doc.getXmlFragment('a')).letters).toBe('ett\ntvå')
  })

  test('[RV9] whatever stands in a slot is found by its own words', () => {
    const inline = fc.oneof(
      fc.constantFrom('mål ', 'år', ' 1,5', '  ', '😀', 'x'),
      fc.constantFrom(figure, lineBreak, { atom: 'footnote' }),
    )
    fc.assert(
      fc.property(
        fc.array(fc.array(inline, { maxLength: 6 }), { minLength: 1, maxLength: 4 }),
        fc.nat(),
        fc.nat(),
        (lines, a, b) => {
          const doc = docOf(...lines)
          const text = slotText(doc.getXmlFragment('a'))
          const from = a % (text.letters.length + 1)
          const to = from + (b % (text.letters.length - from + 1))
          const words = wordsIn(text, { from, to })
          fc.pre(words.trim() !== '')
          const found = findQuote(doc, { slot: 'a', quote: words })
          expect(found?.words.replaceAll(/\s+/g, ' ').trim()).toBe(words.replaceAll(/\s+/g, ' ').trim())
          for (const range of occurrences(text, words)) expect(range.from).toBeLessThan(range.to)
        },
      ),
      { seed: 9, numRuns: 300 },
    )
  })
})
