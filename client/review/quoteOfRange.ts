/** What parts lines of a text on the page. */
const lines = 'p, li, h1, h2, h3, h4, h5, h6, td, th, figcaption, blockquote'
/** On the page, but no words of the text: new words of a suggestion, names and notes. */
const notWords = '.thread-inserted, .remote-caret, .footnote-mark, [aria-hidden="true"]'

/** The words of a selection as they stand in the text: lines kept apart, nothing that the page has added. */
export function quoteOfRange(range: Range, root: Element): string {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  let quote = ''
  let line: Element | null = null
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!range.intersectsNode(node) || !(node instanceof Text)) continue
    if (node.parentElement?.closest(notWords) != null) continue
    const from = node === range.startContainer ? range.startOffset : 0
    const to = node === range.endContainer ? range.endOffset : node.data.length
    const words = node.data.slice(from, to)
    if (words === '') continue
    const own: Element | null = node.parentElement?.closest(lines) ?? null
    if (quote !== '' && own !== line) quote += '\n'
    quote += words
    line = own
  }
  return quote.trim()
}
