import type { Node } from '@tiptap/pm/model'
import type { ProseNode } from '../../shared/read/prose.ts'

/** The words under a thread's mark as they read now, and how far down in their text they begin. */
export interface MarkedWords {
  readonly words: string
  readonly at: number
  /** The same in stretches that nothing parts but what is drawn from elsewhere, or a line. */
  readonly runs: readonly string[]
}

type Found = Map<string, { words: string; at: number; runs: string[]; block: number }>

/** Words in several blocks are parted by a line. */
function add(found: Found, id: string, text: string, at: number, block: number): void {
  const known = found.get(id)
  if (known === undefined) found.set(id, { words: text, at, runs: [text], block })
  else {
    known.words += known.block === block ? text : `\n${text}`
    known.runs.push(text)
    known.block = block
  }
}

const idOf = (mark: {
  readonly attrs?: Readonly<Record<string, unknown>> | undefined
}): string | undefined => {
  const id = mark.attrs?.['id']
  return typeof id === 'string' && id !== '' ? id : undefined
}

/** Threads anchored in a text as the server stores it. */
export function marksInContent(content: ProseNode): ReadonlyMap<string, MarkedWords> {
  const found: Found = new Map()
  let at = 0
  let blocks = 0
  const walk = (node: ProseNode): void => {
    blocks += 1
    const block = blocks
    for (const child of node.content ?? []) {
      at += 1
      if (child.type !== 'text') {
        walk(child)
        continue
      }
      const text = child.text ?? ''
      for (const mark of child.marks ?? []) {
        const id = mark.type === 'thread' ? idOf(mark) : undefined
        if (id !== undefined) add(found, id, text, at, block)
      }
      at += text.length
    }
  }
  walk(content)
  return found
}

/** Threads anchored in a text that is open. */
export function marksInDoc(doc: Node): ReadonlyMap<string, MarkedWords> {
  const found: Found = new Map()
  let block = 0
  doc.descendants((node, at) => {
    if (node.isTextblock) block += 1
    if (!node.isText) return
    for (const mark of node.marks) {
      const id = mark.type.name === 'thread' ? idOf(mark) : undefined
      if (id !== undefined) add(found, id, node.text ?? '', at, block)
    }
  })
  return found
}
