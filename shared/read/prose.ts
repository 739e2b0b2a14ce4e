/** ProseMirror JSON of a prose slot, as the server's checked reading gives it. */
export interface ProseNode {
  readonly type: string
  readonly attrs?: Readonly<Record<string, unknown>>
  readonly content?: readonly ProseNode[]
  readonly text?: string
  readonly marks?: readonly { readonly type: string; readonly attrs?: Readonly<Record<string, unknown>> }[]
}

/** The server's checked reading of a slot, seen as prose; undefined for what is no node at all. */
export const proseNode = (json: unknown): ProseNode | undefined => (isNode(json) ? json : undefined)

const isNode = (json: unknown): json is ProseNode =>
  typeof json === 'object' && json !== null && 'type' in json && typeof json.type === 'string'

/** Consecutive list items, nested by their indent: what the flat blocks of the editor read as. */
export interface ProseList {
  readonly kind: 'bullet' | 'numbered'
  readonly items: readonly { readonly block: ProseNode; readonly lists: readonly ProseList[] }[]
}

export type ProsePiece =
  | { readonly kind: 'block'; readonly block: ProseNode }
  | { readonly kind: 'list'; readonly list: ProseList }

type ListKind = ProseList['kind']

const listKind = (block: ProseNode): ListKind | undefined => {
  const kind = block.type === 'textBlock' ? block.attrs?.['kind'] : undefined
  return kind === 'bullet' || kind === 'numbered' ? kind : undefined
}

const indentOf = (block: ProseNode): number => {
  const indent = block.attrs?.['indent']
  return typeof indent === 'number' ? indent : 0
}

/** Groups the flat blocks of a slot into lists and single blocks, in order. */
export function proseParts(blocks: readonly ProseNode[]): ProsePiece[] {
  const pieces: ProsePiece[] = []
  for (let at = 0; at < blocks.length;) {
    const block = blocks[at]
    if (block === undefined) break
    if (listKind(block) === undefined) {
      pieces.push({ kind: 'block', block })
      at += 1
      continue
    }
    const end = runEnd(blocks, at)
    pieces.push(...listsOf(blocks.slice(at, end)).map((list): ProsePiece => ({ kind: 'list', list })))
    at = end
  }
  return pieces
}

function runEnd(blocks: readonly ProseNode[], from: number): number {
  const end = blocks.findIndex((block, at) => at >= from && listKind(block) === undefined)
  return end === -1 ? blocks.length : end
}

/** Deeper items belong to the item above them; a change of kind at the same depth begins a new list. */
function listsOf(items: readonly ProseNode[]): ProseList[] {
  const [first] = items
  if (first === undefined) return []
  const depth = Math.min(...items.map(indentOf))
  const lists: { kind: ListKind; items: { block: ProseNode; lists: ProseList[] }[] }[] = []
  for (let at = 0; at < items.length;) {
    const item = items[at]
    if (item === undefined) break
    const next = items.findIndex((other, position) => position > at && indentOf(other) <= depth)
    const end = next === -1 ? items.length : next
    const kind = listKind(item) ?? 'bullet'
    const current = lists.at(-1)
    // A run that begins deeper than it goes on has no item above: its first items stand at this depth.
    const entry = { block: item, lists: listsOf(items.slice(at + 1, end)) }
    if (current?.kind === kind) current.items.push(entry)
    else lists.push({ kind, items: [entry] })
    at = end
  }
  return lists
}

type AtomText = (attributes: Readonly<Record<string, unknown>>) => string

/** The same text with some atoms written out as words; the marks around them stay. */
export function replaceAtoms(node: ProseNode, texts: Readonly<Record<string, AtomText>>): ProseNode {
  const text = Object.hasOwn(texts, node.type) ? texts[node.type] : undefined
  if (text !== undefined)
    return { type: 'text', text: text(node.attrs ?? {}), ...(node.marks ? { marks: node.marks } : {}) }
  return node.content === undefined
    ? node
    : { ...node, content: node.content.map((child) => replaceAtoms(child, texts)) }
}

/** All nodes of a type, in the order they are read. */
export const nodesOf = (node: ProseNode, type: string): ProseNode[] => [
  ...(node.type === type ? [node] : []),
  ...(node.content ?? []).flatMap((child) => nodesOf(child, type)),
]

/** A text attribute of a node; empty where it is missing or something else. */
export const textAttribute = (
  node: { readonly attrs?: Readonly<Record<string, unknown>> },
  name: string,
): string => {
  const value = node.attrs?.[name]
  return typeof value === 'string' ? value : ''
}
