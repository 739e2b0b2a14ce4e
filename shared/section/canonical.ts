import { markRules, nodeRules } from './vocabulary.ts'

/*
 * The canonical form of a slot's text: what digests, seals, versions and exports are made of. Two copies that read the
 * same have the same canonical form, whatever their histories: default attributes are filled in, equal neighbouring
 * texts joined, ragged rows of a table filled, empty blocks at the end dropped. Anchors of review threads are left out,
 * since a remark must not change what was approved.
 */

export interface CanonicalMark {
  readonly type: string
  readonly attrs: Readonly<Record<string, unknown>>
}

export interface CanonicalNode {
  readonly type: string
  readonly attrs: Readonly<Record<string, string | number | null>>
  readonly content?: readonly CanonicalNode[]
  readonly marks?: readonly CanonicalMark[]
  readonly text?: string
}

export interface CanonicalProse {
  readonly type: 'doc'
  readonly content: readonly CanonicalNode[]
}

/**
 * @param json  ProseMirror JSON of a slot, as a room or an import has it; what the vocabulary does not know is left out
 */
export const canonicalProse = (json: unknown): CanonicalProse => canonicalDoc(json, noThreads)

/** The canonical form with the anchors of these threads still in it, for those who read synpunkter. No digest is made of it. */
export const proseWithThreads = (json: unknown, threads: ReadonlySet<string>): CanonicalProse =>
  canonicalDoc(json, threads)

const noThreads: ReadonlySet<string> = new Set()

const canonicalDoc = (json: unknown, threads: ReadonlySet<string>): CanonicalProse => {
  const blocks = childrenOf(json).flatMap((child) => canonicalNode(child, threads))
  while (blocks.length > 0 && isEmptyBlock(blocks.at(-1))) blocks.pop()
  return { type: 'doc', content: blocks }
}

/** The one spelling of a value as JSON: keys sorted at every level, nothing undefined. What SHA-256 is taken of. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_key, held: unknown) =>
    isRecord(held) ? Object.fromEntries(Object.entries(held).toSorted(([a], [b]) => (a < b ? -1 : 1))) : held,
  )

/** Whether a slot says nothing: no text, table, picture or inline atom. */
export const isEmptyProse = (json: unknown): boolean => canonicalProse(json).content.every(isEmptyBlock)

/**
 * The text as one reads it: a line for each block and row, tabs between cells, captions as lines of their own.
 *
 * @param quote  text of what is drawn from elsewhere (`valueRef`, `sectionRef`); nothing if it is not given
 */
export const plainText = (json: unknown, quote: (atom: CanonicalNode) => string = () => ''): string => {
  const inline = (node: CanonicalNode): string =>
    node.type === 'text'
      ? (node.text ?? '')
      : node.type === 'hardBreak'
        ? '\n'
        : node.type === 'footnote'
          ? ''
          : quote(node)
  const line = (node: CanonicalNode): string => (node.content ?? []).map(inline).join('')
  const block = (node: CanonicalNode): string => {
    if (node.type === 'table') {
      return (node.content ?? []).map((row) => (row.content ?? []).map(line).join('\t')).join('\n')
    }
    return node.type === 'image' ? String(node.attrs['caption'] ?? '') : line(node)
  }
  return canonicalProse(json).content.map(block).join('\n')
}

/** Words as a person counts them: "2,5" and "e-post" are one each. */
export const wordCount = (json: unknown): number =>
  plainText(json).match(/[\p{L}\p{N}]+(?:[-'’.,:/][\p{L}\p{N}]+)*/gu)?.length ?? 0

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const childrenOf = (json: unknown): unknown[] =>
  isRecord(json) && Array.isArray(json['content']) ? json['content'] : []

const isEmptyBlock = (node: CanonicalNode | undefined): boolean =>
  node?.type === 'textBlock' && (node.content ?? []).length === 0

const canonicalNode = (json: unknown, threads: ReadonlySet<string>): CanonicalNode[] => {
  if (!isRecord(json) || typeof json['type'] !== 'string') return []
  const { type } = json
  if (type === 'text') return canonicalText(json, threads)
  const rule = nodeRules.get(type)
  if (rule === undefined) return []
  const attrs = attributesOf(type, isRecord(json['attrs']) ? json['attrs'] : {})
  if (rule.children.size === 0 && !rule.text) return [{ type, attrs }]
  const content = childrenOf(json).flatMap((child) => canonicalNode(child, threads))
  return [{ type, attrs, content: type === 'table' ? fillRows(content) : joinTexts(content) }]
}

const attributesOf = (
  type: string,
  held: Record<string, unknown>,
): Record<string, string | number | null> => {
  const attrs: Record<string, string | number | null> = {}
  for (const [name, rule] of nodeRules.get(type)?.attributes ?? []) {
    const value = held[name]
    attrs[name] =
      rule.allows(value) && (typeof value === 'string' || typeof value === 'number') ? value : rule.default
  }
  // A level belongs to a heading; one that was a heading may keep it when two people change the kind at once.
  if ('level' in attrs) attrs['level'] = attrs['kind'] === 'heading' ? (attrs['level'] ?? 3) : null
  return attrs
}

const canonicalText = (json: Record<string, unknown>, threads: ReadonlySet<string>): CanonicalNode[] => {
  const { text, marks } = json
  if (typeof text !== 'string' || text === '') return []
  const kept = (Array.isArray(marks) ? marks : [])
    .flatMap((mark) => canonicalMark(mark, threads))
    .toSorted((a, b) => (sortName(a) < sortName(b) ? -1 : 1))
  return [{ type: 'text', attrs: {}, text, ...(kept.length > 0 ? { marks: kept } : {}) }]
}

/** A letter may have several threads, and one of each other mark. */
const sortName = ({ type, attrs }: CanonicalMark): string =>
  type === 'thread' ? `${type} ${String(attrs['id'])}` : type

const canonicalMark = (json: unknown, threads: ReadonlySet<string>): CanonicalMark[] => {
  if (!isRecord(json) || typeof json['type'] !== 'string') return []
  if (json['type'] === 'thread') {
    const id = isRecord(json['attrs']) ? json['attrs']['id'] : undefined
    return typeof id === 'string' && threads.has(id) ? [{ type: 'thread', attrs: { id } }] : []
  }
  const rule = markRules.get(json['type'])
  if (rule === undefined) return []
  const attrs: Record<string, unknown> = {}
  for (const [name, allows] of rule.attributes) {
    const value = isRecord(json['attrs']) ? json['attrs'][name] : undefined
    if (!allows(value)) return []
    attrs[name] = value
  }
  return [{ type: json['type'], attrs }]
}

const joinTexts = (nodes: readonly CanonicalNode[]): CanonicalNode[] => {
  const joined: CanonicalNode[] = []
  for (const node of nodes) {
    const before = joined.at(-1)
    const isSame =
      before?.text !== undefined &&
      node.text !== undefined &&
      canonicalJson(before.marks) === canonicalJson(node.marks)
    if (isSame) joined[joined.length - 1] = { ...before, text: `${before.text}${node.text}` }
    else joined.push(node)
  }
  return joined
}

/** A row and a column added at the same time leave a row short of a cell. */
const fillRows = (rows: readonly CanonicalNode[]): CanonicalNode[] => {
  const width = Math.max(0, ...rows.map((row) => row.content?.length ?? 0))
  return rows.map((row) => {
    const cells = row.content ?? []
    const missing = Array.from({ length: width - cells.length }, () => emptyCell)
    return { ...row, content: [...cells, ...missing] }
  })
}

const emptyCell: CanonicalNode = { type: 'tableCell', attrs: attributesOf('tableCell', {}), content: [] }
