import { getSchema, Mark, Node } from '@tiptap/core'
import type { Attributes, Extensions } from '@tiptap/core'
import type { DOMOutputSpec, Node as ProseNode, Schema } from '@tiptap/pm/model'
import { isHref, isImageHash, maxIndent, nodeRules } from './vocabulary.ts'
import type { TextKind } from './vocabulary.ts'

/*
 * The nodes and marks of prose, as TipTap extensions without behaviour: no keys, no node views, no input rules. The
 * client adds these with `.extend`; the server takes `sectionSchema`.
 *
 * There is one text block with attributes and not one node type per kind: changing a Yjs node's type would silently
 * delete what somebody else types in it at that moment, changing an attribute keeps it. Content expressions use `*`,
 * because the editor's binding deletes every node that it cannot build. For the same reason no attribute has a `validate`:
 * ProseMirror asks it when a node is built. `strayValue` tells the server what does not belong.
 */

const text = Node.create({ name: 'text', group: 'inline' })

const doc = Node.create({ name: 'doc', topNode: true, content: 'block+' })

/** Attributes of a node as its rule has them; `read` takes one from pasted HTML, which otherwise could name any value. */
const attributesOf = (
  nodeName: string,
  read: Record<string, (element: HTMLElement) => unknown>,
): Attributes => {
  const attributes: Attributes = {}
  for (const [name, rule] of nodeRules.get(nodeName)?.attributes ?? []) {
    attributes[name] = {
      default: rule.default,
      rendered: false,
      parseHTML: (element) => {
        const value = read[name]?.(element)
        return rule.allows(value) ? value : rule.default
      },
    }
  }
  return attributes
}

const startsWithBlock = (item: Element): boolean => {
  const first = [...item.childNodes].find((child) => child.nodeType !== 3 || child.textContent?.trim() !== '')
  return first !== undefined && /^(?:P|DIV|H[1-6]|UL|OL|BLOCKQUOTE|TABLE)$/.test(first.nodeName)
}

const kindOf = (element: Element): TextKind => {
  if (/^H[1-6]$/.test(element.nodeName)) return 'heading'
  const item = element.closest('li')
  // Only the first paragraph of a list item carries the bullet; those after it go on as paragraphs, indented.
  if (
    item !== null &&
    (item === element || item.firstElementChild === element || item.firstElementChild?.contains(element))
  )
    return item.closest('ul, ol')?.nodeName === 'OL' ? 'numbered' : 'bullet'
  return element.closest('blockquote') !== null && item === null ? 'quote' : 'paragraph'
}

const indentOf = (element: Element): number => {
  const own = element.closest('[data-indent]')?.getAttribute('data-indent')
  if (own) return Math.min(maxIndent, Math.max(0, Number.parseInt(own, 10) || 0))
  let lists = 0
  for (
    let list = element.closest('ul, ol');
    list !== null;
    list = list.parentElement?.closest('ul, ol') ?? null
  )
    lists++
  const inItemWithoutBullet = lists > 0 && kindOf(element) === 'paragraph'
  return Math.min(maxIndent, Math.max(0, inItemWithoutBullet ? lists : lists - 1))
}

/**
 * Paragraph, heading (h3, h4), bullet, numbered item or quote, by attributes. Items are drawn as one list each, since an
 * `li` without a list fails accessibility checks; the read view and the exports join neighbours into one list.
 */
export const TextBlock = Node.create({
  name: 'textBlock',
  group: 'block',
  content: 'inline*',
  defining: true,
  addAttributes: () =>
    attributesOf('textBlock', {
      kind: kindOf,
      level: (element) =>
        /^H[123]$/.test(element.nodeName) ? 3 : /^H[456]$/.test(element.nodeName) ? 4 : null,
      indent: indentOf,
    }),
  parseHTML: () => [
    // Cells hold lines, not paragraphs.
    { tag: 'td p, td div, td li, td h1, td h2, td h3, td h4, td h5, td h6', skip: true, priority: 60 },
    { tag: 'th p, th div, th li, th h1, th h2, th h3, th h4, th h5, th h6', skip: true, priority: 60 },
    { tag: 'h1, h2, h3, h4, h5, h6' },
    { tag: 'li', getAttrs: (item) => (startsWithBlock(item) ? false : {}) },
    { tag: 'p' },
  ],
  renderHTML: ({ node }): DOMOutputSpec => {
    const indent: Record<string, string> =
      node.attrs['indent'] > 0 ? { 'data-indent': String(node.attrs['indent']) } : {}
    switch (node.attrs['kind']) {
      case 'heading':
        return [node.attrs['level'] === 4 ? 'h4' : 'h3', 0]
      case 'bullet':
        return ['ul', indent, ['li', 0]]
      case 'numbered':
        return ['ol', indent, ['li', 0]]
      case 'quote':
        return ['blockquote', ['p', 0]]
      default:
        return ['p', indent, 0]
    }
  },
})

/**
 * A free table of the author's own, without merged cells.
 *
 * The client must not let prosemirror-tables' `fixTables` run on changes from others: two editors that each fill a
 * ragged row answer each other without end. The canonical form fills ragged rows instead.
 */
export const Table = Node.create({
  name: 'table',
  group: 'block',
  content: 'tableRow*',
  isolating: true,
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: (): DOMOutputSpec => ['table', ['tbody', 0]],
  extendNodeSchema: (extension) => ({ tableRole: tableRoles[extension.name] }),
})

const tableRoles: Record<string, string> = {
  table: 'table',
  tableRow: 'row',
  tableCell: 'cell',
  tableHeader: 'header_cell',
}

export const TableRow = Node.create({
  name: 'tableRow',
  content: '(tableCell | tableHeader)*',
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: (): DOMOutputSpec => ['tr', 0],
})

/** `colspan`, `rowspan` and `colwidth` are what prosemirror-tables reads of every cell; here they never vary. */
const cellAttributes = (nodeName: string): Attributes => ({
  ...attributesOf(nodeName, {}),
  colwidth: { default: null, rendered: false, parseHTML: () => null },
})

export const TableCell = Node.create({
  name: 'tableCell',
  content: 'inline*',
  isolating: true,
  addAttributes: () => cellAttributes('tableCell'),
  parseHTML: () => [{ tag: 'td' }],
  renderHTML: (): DOMOutputSpec => ['td', 0],
})

export const TableHeader = Node.create({
  name: 'tableHeader',
  content: 'inline*',
  isolating: true,
  addAttributes: () => cellAttributes('tableHeader'),
  parseHTML: () => [{ tag: 'th' }],
  renderHTML: (): DOMOutputSpec => ['th', 0],
})

const imageHashOf = (figure: Element): string =>
  /^\/media\/([0-9a-f]{64})$/.exec(figure.querySelector('img')?.getAttribute('src') ?? '')?.[1] ?? ''

export const Image = Node.create({
  name: 'image',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () =>
    attributesOf('image', {
      hash: imageHashOf,
      alt: (figure) => figure.querySelector('img')?.getAttribute('alt') ?? '',
      caption: (figure) => figure.querySelector('figcaption')?.textContent ?? '',
    }),
  parseHTML: () => [{ tag: 'figure', getAttrs: (figure) => (isImageHash(imageHashOf(figure)) ? {} : false) }],
  renderHTML: ({ node }): DOMOutputSpec => [
    'figure',
    ['img', { src: `/media/${node.attrs['hash']}`, alt: String(node.attrs['alt']) }],
    ['figcaption', String(node.attrs['caption'])],
  ],
})

export const HardBreak = Node.create({
  name: 'hardBreak',
  group: 'inline',
  inline: true,
  selectable: false,
  linebreakReplacement: true,
  parseHTML: () => [{ tag: 'br' }],
  renderHTML: (): DOMOutputSpec => ['br'],
  renderText: () => '\n',
})

const inlineAtom = (
  name: string,
  tag: string,
  read: Record<string, (element: HTMLElement) => unknown>,
  draw: (attrs: Record<string, unknown>) => DOMOutputSpec,
) =>
  Node.create({
    name,
    group: 'inline',
    inline: true,
    atom: true,
    addAttributes: () => attributesOf(name, read),
    parseHTML: () => [{ tag }],
    renderHTML: ({ node }): DOMOutputSpec => draw(node.attrs),
  })

const dataset = (name: string) => (element: HTMLElement) => element.dataset[name]

/** A note of plain text at the foot of the page. */
export const Footnote = inlineAtom(
  'footnote',
  'span[data-footnote]',
  { text: dataset('footnote') },
  (attrs) => ['span', { 'data-footnote': String(attrs['text']) }],
)

/** A figure quoted live from a cell. */
export const ValueRef = inlineAtom(
  'valueRef',
  'span[data-value-block]',
  {
    block: dataset('valueBlock'),
    row: dataset('valueRow'),
    column: dataset('valueColumn'),
    format: dataset('valueFormat'),
  },
  (attrs) => [
    'span',
    {
      'data-value-block': String(attrs['block']),
      'data-value-row': String(attrs['row']),
      'data-value-column': String(attrs['column']),
      'data-value-format': String(attrs['format']),
    },
  ],
)

/** A cross-reference to a section, drawn with its present number. */
export const SectionRef = inlineAtom(
  'sectionRef',
  'span[data-section]',
  { section: dataset('section') },
  (attrs) => ['span', { 'data-section': String(attrs['section']) }],
)

export const Bold = Mark.create({
  name: 'bold',
  parseHTML: () => [
    { tag: 'strong' },
    // Google Docs wraps a whole page in <b style="font-weight: normal">.
    { tag: 'b', getAttrs: (element) => (element.style.fontWeight === 'normal' ? false : null) },
    {
      style: 'font-weight',
      getAttrs: (value) => (/^(?:bold(?:er)?|[6-9]\d{2})$/.test(value) ? null : false),
    },
  ],
  renderHTML: (): DOMOutputSpec => ['strong', 0],
})

export const Italic = Mark.create({
  name: 'italic',
  parseHTML: () => [
    { tag: 'em' },
    { tag: 'i', getAttrs: (element) => (element.style.fontStyle === 'normal' ? false : null) },
    { style: 'font-style=italic' },
  ],
  renderHTML: (): DOMOutputSpec => ['em', 0],
})

export const Link = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({
    href: {
      default: null,
      parseHTML: (element) => element.getAttribute('href')?.trim() ?? null,
    },
  }),
  parseHTML: () => [
    { tag: 'a[href]', getAttrs: (a) => (isHref(a.getAttribute('href')?.trim()) ? {} : false) },
  ],
  renderHTML: ({ mark }): DOMOutputSpec => [
    'a',
    // What a client before us let through is drawn without an address rather than with a wrong one.
    isHref(mark.attrs['href']) ? { href: mark.attrs['href'], rel: 'noopener noreferrer nofollow' } : {},
    0,
  ],
})

/**
 * Anchor of a review thread. Only the server sets it; an author's own splits and undos carry it along. It has no parse
 * rule, so that pasted text never brings one.
 */
export const Thread = Mark.create({
  name: 'thread',
  excludes: '',
  inclusive: false,
  keepOnSplit: false,
  addAttributes: () => ({ id: { default: '' } }),
  renderHTML: ({ mark }): DOMOutputSpec => ['span', { 'data-thread': String(mark.attrs['id']) }, 0],
})

/** Every extension of the schema, in the order that decides how marks nest. */
export const sectionExtensions: Extensions = [
  doc,
  text,
  TextBlock,
  Table,
  TableRow,
  TableCell,
  TableHeader,
  Image,
  HardBreak,
  Footnote,
  ValueRef,
  SectionRef,
  Thread,
  Link,
  Bold,
  Italic,
]

/** The schema as the server reads with it: `nodeFromJSON(...).check()`, never a function that repairs while reading. */
export const sectionSchema: Schema = getSchema(sectionExtensions)

/** The first value in a text that the vocabulary does not allow, as `node.attribute`; null if there is none. */
export const strayValue = (doc: ProseNode): string | null => {
  let stray: string | null = null
  doc.descendants((node) => {
    for (const [name, rule] of nodeRules.get(node.type.name)?.attributes ?? []) {
      const value: unknown = node.attrs[name]
      if (value !== rule.default && !rule.allows(value)) stray ??= `${node.type.name}.${name}`
    }
    for (const { type, attrs } of node.marks)
      if (type.name === 'link' && !isHref(attrs['href'])) stray ??= 'link.href'
    return stray === null
  })
  return stray
}
