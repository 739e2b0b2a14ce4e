import { isHref, maxIndent } from '../../shared/section/vocabulary.ts'

/*
 * What Word, a web page or a spreadsheet puts on the clipboard, cleaned to what a text may hold: paragraphs, headings
 * of two levels, flat list items, quotes, plain tables, bold, italic, links and footnotes. All else goes: styles,
 * scripts, comments, pictures. The result is built anew from what was understood, so nothing unknown gets through.
 */

export interface CleanPaste {
  readonly html: string
  /** Pictures that were left out; they have to be put in as pictures, with a description. */
  readonly droppedImages: number
}

type Block =
  | { readonly kind: 'paragraph' | 'quote'; readonly inline: string; readonly indent: number }
  | { readonly kind: 'bullet' | 'numbered'; readonly inline: string; readonly indent: number }
  | { readonly kind: 'heading'; readonly inline: string; readonly level: number }
  | { readonly kind: 'table'; readonly rows: readonly (readonly { inline: string; isHead: boolean }[])[] }

interface Surroundings {
  readonly list: 'bullet' | 'numbered' | null
  readonly depth: number
  readonly isQuote: boolean
}

const dropped = new Set(
  'STYLE SCRIPT META LINK TITLE HEAD NOSCRIPT TEMPLATE IFRAME OBJECT EMBED SVG MATH CANVAS VIDEO AUDIO INPUT BUTTON SELECT TEXTAREA XML DEL'.split(
    ' ',
  ),
)
const blockTags = new Set(
  'P DIV SECTION ARTICLE MAIN HEADER FOOTER ASIDE NAV ADDRESS FIGURE FIGCAPTION DETAILS SUMMARY FORM FIELDSET PRE DL DT DD UL OL LI BLOCKQUOTE TABLE H1 H2 H3 H4 H5 H6 HR CENTER'.split(
    ' ',
  ),
)

/**
 * Cleans pasted HTML. What this editor itself has copied passes unchanged: the schema reads it.
 *
 * @param parse  reads HTML into a document that runs nothing
 */
export function cleanPastedHtml(html: string, parse: (html: string) => Document = parseInert): CleanPaste {
  if (html.includes('data-pm-slice')) return { html, droppedImages: 0 }
  const { body } = parse(html)
  const droppedImages = body.querySelectorAll('img').length
  const notes = takeWordNotes(body)
  const blocks: Block[] = []
  collect(body, { list: null, depth: 0, isQuote: false }, blocks, notes)
  return { html: blocks.map(fitted(blocks)).join(''), droppedImages }
}

/** Lines of plain text as blocks of HTML; lines that begin as list items become such. */
export function htmlOfPlainText(text: string): string {
  const blocks = text
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => textBlock(escaped(line.trim()), { list: null, depth: 0, isQuote: false }))
  return blocks.map(fitted(blocks)).join('')
}

const parseInert = (html: string): Document => new DOMParser().parseFromString(html, 'text/html')

function collect(parent: Element, around: Surroundings, blocks: Block[], notes: WordNotes): void {
  let inline = ''
  let isFirstOfItem = true
  const flush = (): void => {
    const text = trimmed(inline)
    inline = ''
    if (text === '') return
    // Only the first paragraph of an item carries the bullet.
    const isContinued = parent.nodeName === 'LI' && !isFirstOfItem
    blocks.push(textBlock(text, isContinued ? { ...around, list: null } : around))
    isFirstOfItem = false
  }
  for (const child of parent.childNodes) {
    if (child.nodeType === 3) inline += escaped((child.textContent ?? '').replaceAll(/[\t\n\r ]+/g, ' '))
    if (!isElement(child) || isDropped(child)) continue
    if (!hasBlocks(child)) {
      inline += inlineOf(child, notes)
      continue
    }
    flush()
    const before = blocks.length
    collectBlock(
      child,
      parent.nodeName === 'LI' && !isFirstOfItem && !isList(child) ? { ...around, list: null } : around,
      blocks,
      notes,
    )
    if (blocks.length > before) isFirstOfItem = false
  }
  flush()
}

function collectBlock(element: Element, around: Surroundings, blocks: Block[], notes: WordNotes): void {
  const name = element.nodeName
  if (name === 'TABLE') {
    const rows = tableRows(element, notes)
    if (rows.length > 0) blocks.push({ kind: 'table', rows })
    return
  }
  if (name === 'UL' || name === 'OL') {
    const depth = around.list === null && around.depth === 0 ? 1 : around.depth + 1
    collect(element, { ...around, list: name === 'OL' ? 'numbered' : 'bullet', depth }, blocks, notes)
    return
  }
  if (name === 'BLOCKQUOTE') {
    collect(element, { ...around, isQuote: true }, blocks, notes)
    return
  }
  if (name === 'PRE') {
    for (const line of (element.textContent ?? '').split('\n')) {
      if (line.trim() !== '') blocks.push(textBlock(escaped(line.trim()), around))
    }
    return
  }
  if (name === 'HR') return
  const level = /^H([1-6])$/.exec(name)?.[1] ?? (element.classList.contains('MsoTitle') ? '1' : undefined)
  if (level !== undefined) {
    const inline = trimmed(childrenInline(element, notes))
    if (inline !== '') blocks.push({ kind: 'heading', inline, level: Number(level) })
    return
  }
  const wordList = wordListItem(element)
  if (wordList !== null) {
    const inline = trimmed(childrenInline(element, notes))
    if (inline !== '') blocks.push({ ...wordList, inline: withoutMark(inline)?.inline ?? inline })
    return
  }
  collect(element, around, blocks, notes)
}

function textBlock(inline: string, { list, depth, isQuote }: Surroundings): Block {
  const indent = Math.min(maxIndent, Math.max(0, list === null ? depth : depth - 1))
  const marked = withoutMark(inline)
  if (list !== null) return { kind: list, inline: marked?.kind === 'bullet' ? marked.inline : inline, indent }
  if (marked !== null) return { kind: marked.kind, inline: marked.inline, indent }
  return { kind: isQuote ? 'quote' : 'paragraph', inline, indent: isQuote ? 0 : indent }
}

/** Bullets that are typed as characters: Symbol's U+F0B7 and its kin, "o" before a wide space, a hyphen or dash. */
const bulletMark =
  /^(?:[\u{f0b7}\u{f0a7}\u{f0d8}\u{f0fc}•·▪◦‣●○■][\s\u00a0]*|o(?:\t|\u00a0|\s{2,})[\s\u00a0]*|[-–—][\s\u00a0]+(?=\D))/u
const numberMark = /^(?:\d{1,2}|[a-z])[.)](?:\t|\u00a0{2,})[\s\u00a0]*/u

function withoutMark(inline: string): { kind: 'bullet' | 'numbered'; inline: string } | null {
  for (const [mark, kind] of [
    [bulletMark, 'bullet'],
    [numberMark, 'numbered'],
  ] as const) {
    const found = mark.exec(inline)?.[0]
    if (found !== undefined && found.length < inline.length)
      return { kind, inline: inline.slice(found.length) }
  }
  return null
}

/** Word's lists are paragraphs whose style names list and level; the mark is text in a part that says to ignore it. */
function wordListItem(element: Element): { kind: 'bullet' | 'numbered'; indent: number } | null {
  const level = /mso-list:[^;"']*level(\d)/i.exec(element.getAttribute('style') ?? '')?.[1]
  const isListClass = /^Mso(?:ListParagraph|ListBullet|ListNumber)/i.test(element.className)
  if (level === undefined && !isListClass) return null
  const ignored = [...element.querySelectorAll('[style*="mso-list"]')].find((part) =>
    /mso-list:\s*ignore/i.test(part.getAttribute('style') ?? ''),
  )
  // A list paragraph without a mark goes on under the item above.
  if (ignored === undefined && level === undefined && !/^MsoList(?:Bullet|Number)/i.test(element.className))
    return null
  const mark = ignored?.textContent?.trim() ?? ''
  ignored?.remove()
  const isNumbered = /^\(?(?:\d{1,3}|[a-z]{1,4})[.)]/i.test(mark) || /^MsoListNumber/i.test(element.className)
  return { kind: isNumbered ? 'numbered' : 'bullet', indent: Math.min(maxIndent, Number(level ?? '1') - 1) }
}

/** Footnotes of Word: their texts by id, taken out of the list that Word puts at the end. */
type WordNotes = ReadonlyMap<string, string>

function takeWordNotes(body: HTMLElement): WordNotes {
  const notes = new Map<string, string>()
  for (const list of body.querySelectorAll('[style*="mso-element"]')) {
    const style = list.getAttribute('style') ?? ''
    if (/mso-element:\s*(?:footnote|endnote)-list/i.test(style)) {
      for (const note of list.querySelectorAll('[id^="ftn"], [id^="edn"]')) {
        for (const number of note.querySelectorAll('a[href^="#_ftnref"], a[href^="#_ednref"]'))
          number.remove()
        const text = (note.textContent ?? '').replaceAll(/\s+/g, ' ').trim()
        if (text !== '') notes.set(note.id, text)
      }
      list.remove()
    } else if (/mso-element:\s*comment-list/i.test(style)) list.remove()
  }
  return notes
}

function childrenInline(element: Element, notes: WordNotes): string {
  let inline = ''
  for (const child of element.childNodes) {
    if (child.nodeType === 3) inline += escaped((child.textContent ?? '').replaceAll(/[\t\n\r ]+/g, ' '))
    else if (isElement(child) && !isDropped(child)) inline += inlineOf(child, notes)
  }
  return inline
}

function inlineOf(element: Element, notes: WordNotes): string {
  const name = element.nodeName
  if (name === 'BR') return '<br>'
  if (name === 'IMG') return ''
  const noteId = /^#_((?:ftn|edn)\d+)$/.exec(element.getAttribute('href') ?? '')?.[1]
  const note = noteId === undefined ? undefined : notes.get(noteId)
  if (note !== undefined) return `<span data-footnote="${escaped(note)}"></span>`
  const inner = childrenInline(element, notes)
  // Blocks inside what should be inline (a cell, a heading) become lines.
  const content = blockTags.has(name) && inner !== '' ? `${inner}<br>` : inner
  if (content.trim() === '') return content
  if (name === 'A') {
    const href = element.getAttribute('href')?.trim()
    return isHref(href) ? `<a href="${escaped(href)}">${content}</a>` : content
  }
  // Word says of each bold word that its Arabic form is not: mso-bidi-font-weight is another property.
  const style = element.getAttribute('style') ?? ''
  const isBold =
    /(?<![-\w])font-weight:\s*(?:bold|[6-9]00)/i.test(style) ||
    ((name === 'B' || name === 'STRONG') && !/(?<![-\w])font-weight:\s*(?:normal|400)/i.test(style))
  const isItalic =
    /(?<![-\w])font-style:\s*italic/i.test(style) ||
    ((name === 'I' || name === 'EM') && !/(?<![-\w])font-style:\s*normal/i.test(style))
  const emphasised = isItalic ? `<em>${content}</em>` : content
  return isBold ? `<strong>${emphasised}</strong>` : emphasised
}

function tableRows(table: Element, notes: WordNotes): { inline: string; isHead: boolean }[][] {
  const rows: { inline: string; isHead: boolean }[][] = []
  /** Cells that a rowspan above still covers, by column. */
  const covered = new Map<number, number>()
  for (const row of table.querySelectorAll('tr')) {
    if (row.closest('table') !== table) continue
    const cells: { inline: string; isHead: boolean }[] = []
    const fill = (): void => {
      for (
        let left = covered.get(cells.length);
        left !== undefined && left > 0;
        left = covered.get(cells.length)
      ) {
        covered.set(cells.length, left - 1)
        cells.push({ inline: '', isHead: false })
      }
    }
    for (const cell of row.children) {
      if (cell.nodeName !== 'TD' && cell.nodeName !== 'TH') continue
      fill()
      const isHead = cell.nodeName === 'TH' || row.parentElement?.nodeName === 'THEAD'
      const below = spanOf(cell, 'rowspan') - 1
      for (let column = 0; column < spanOf(cell, 'colspan'); column++) {
        if (below > 0) covered.set(cells.length, below)
        cells.push({ inline: column === 0 ? trimmed(childrenInline(cell, notes)) : '', isHead })
      }
    }
    fill()
    if (cells.length > 0) rows.push(cells)
  }
  const width = Math.max(0, ...rows.map(({ length }) => length))
  return rows.map((row) => [
    ...row,
    ...Array.from({ length: width - row.length }, () => ({ inline: '', isHead: false })),
  ])
}

const spanOf = (cell: Element, name: string): number =>
  Math.min(50, Math.max(1, Number.parseInt(cell.getAttribute(name) ?? '1', 10) || 1))

/** Headings to the two levels there are: the highest that was pasted becomes the upper. */
const fitted = (blocks: readonly Block[]) => {
  const highest = Math.min(...blocks.flatMap((block) => (block.kind === 'heading' ? [block.level] : [])))
  return (block: Block): string => {
    switch (block.kind) {
      case 'heading': {
        const tag = block.level === highest ? 'h3' : 'h4'
        return `<${tag}>${block.inline}</${tag}>`
      }
      case 'bullet':
        return `<ul${indentOf(block.indent)}><li>${block.inline}</li></ul>`
      case 'numbered':
        return `<ol${indentOf(block.indent)}><li>${block.inline}</li></ol>`
      case 'quote':
        return `<blockquote><p>${block.inline}</p></blockquote>`
      case 'paragraph':
        return `<p${indentOf(block.indent)}>${block.inline}</p>`
      case 'table': {
        const cell = ({ inline, isHead }: { inline: string; isHead: boolean }): string =>
          isHead ? `<th>${inline}</th>` : `<td>${inline}</td>`
        return `<table><tbody>${block.rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('')}</tbody></table>`
      }
    }
  }
}

const indentOf = (indent: number): string => (indent > 0 ? ` data-indent="${indent}"` : '')

const isElement = (node: ChildNode): node is HTMLElement => node.nodeType === 1

const isList = (element: Element): boolean => element.nodeName === 'UL' || element.nodeName === 'OL'

const hasBlocks = (element: Element): boolean =>
  blockTags.has(element.nodeName) ||
  [...element.children].some((child) => !isDropped(child) && hasBlocks(child))

function isDropped(element: Element): boolean {
  if (dropped.has(element.nodeName.toUpperCase())) return true
  const style = element.getAttribute('style') ?? ''
  if (/display:\s*none|mso-hide:\s*all/i.test(style)) return true
  // Word's comments: the reference in the text, and its anchor.
  return (
    element.classList.contains('MsoCommentReference') ||
    (element.getAttribute('href') ?? '').startsWith('#_msocom')
  )
}

const trimmed = (inline: string): string =>
  inline
    .replaceAll(/(?:\s*<br>\s*)+$/g, '')
    .replaceAll(/^(?:\s*<br>\s*)+/g, '')
    .replaceAll(/ {2,}/g, ' ')
    .replaceAll(/^[ \u00a0]+|[ \u00a0]+$/g, '')

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
