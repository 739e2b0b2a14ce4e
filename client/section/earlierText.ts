import type { Editor } from '@tiptap/core'
import type { ProseNode } from '../../shared/read/prose.ts'
import type { ProseSlot } from '../../shared/section/layout.ts'

/**
 * What an earlier report says in the same place: its text there, or the Kommentar of the plan item that this one
 * carries on.
 *
 * @param texts  of the earlier report's section, by slot
 * @param earlierItem  id of that plan item in the earlier report, if there is one
 */
export const earlierText = (
  texts: ReadonlyMap<string, ProseNode>,
  slot: ProseSlot,
  earlierItem: string | undefined,
): ProseNode | undefined =>
  texts.get(slot.id) ?? (earlierItem === undefined ? undefined : texts.get(`${earlierItem}.comment`))

/** Puts an earlier text into a slot as if its writer had typed it: alone in an empty one, else after what is there. */
export function insertEarlier(editor: Editor, text: ProseNode): void {
  const { doc } = editor.state
  const isEmpty = doc.textContent === '' && doc.childCount === 1 && doc.firstChild?.type.name === 'textBlock'
  const at = isEmpty ? { from: 0, to: doc.content.size } : doc.content.size
  editor.chain().focus().insertContentAt(at, textOnly(text)).run()
}

/** Blocks without what belongs to the other report: its pictures, figures, cross-references and remarks. */
function textOnly(text: ProseNode): ProseNode[] {
  const belongsThere = new Set(['image', 'valueRef', 'sectionRef'])
  const kept = (node: ProseNode): ProseNode => {
    const { content, marks, ...rest } = node
    return {
      ...rest,
      ...(marks === undefined ? {} : { marks: marks.filter(({ type }) => type !== 'thread') }),
      ...(content === undefined
        ? {}
        : { content: content.filter(({ type }) => !belongsThere.has(type)).map(kept) }),
    }
  }
  return (text.content ?? []).filter(({ type }) => !belongsThere.has(type)).map(kept)
}
