import * as Y from 'yjs'
import type { CanonicalMark, CanonicalNode } from '../../shared/section/canonical.ts'

/**
 * Blocks of the canonical form as Yjs nodes, spelled as an editor would: all non-null attributes of every node, runs of text in
 * texts of their own between the inline atoms. Anchors of threads are no part of the canonical form, so none are written.
 */
export const blocksToWrite = (blocks: readonly CanonicalNode[]): Y.XmlElement[] => blocks.map(elementOf)

function elementOf({ type, attrs, content = [] }: CanonicalNode): Y.XmlElement {
  // The shared type's attributes are typed as text; the schema's are numbers too, and stored as such.
  const element: Y.XmlElement<Record<string, string | number>> = new Y.XmlElement(type)
  for (const [name, value] of Object.entries(attrs)) if (value !== null) element.setAttribute(name, value)
  element.insert(0, childrenOf(content))
  return element as unknown as Y.XmlElement
}

function childrenOf(content: readonly CanonicalNode[]): (Y.XmlElement | Y.XmlText)[] {
  const children: (Y.XmlElement | Y.XmlText)[] = []
  let run: CanonicalNode[] = []
  const endRun = (): void => {
    if (run.length > 0) children.push(textOf(run))
    run = []
  }
  for (const node of content) {
    if (node.type === 'text') {
      run.push(node)
      continue
    }
    endRun()
    children.push(elementOf(node))
  }
  endRun()
  return children
}

function textOf(run: readonly CanonicalNode[]): Y.XmlText {
  const text = new Y.XmlText()
  text.applyDelta(run.map(({ text: insert = '', marks = [] }) => ({ insert, attributes: formatsOf(marks) })))
  return text
}

const formatsOf = (marks: readonly CanonicalMark[]): Record<string, object> =>
  Object.fromEntries(marks.map(({ type, attrs }) => [type, { ...attrs }]))

/** Where the text of a slot ends: after its last block that says something. */
export function endOfText(fragment: Y.XmlFragment): number {
  const blocks = fragment.toArray()
  return blocks.findLastIndex((block) => !isBlank(block)) + 1
}

const isBlank = (node: Y.XmlElement | Y.XmlText | Y.XmlHook): boolean =>
  node instanceof Y.XmlElement &&
  node.nodeName === 'textBlock' &&
  node.toArray().every((child) => child instanceof Y.XmlText && child.length === 0)
