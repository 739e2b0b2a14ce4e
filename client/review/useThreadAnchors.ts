import { useEffect } from 'react'
import type { ProseNode } from '../../shared/read/prose.ts'
import { proseSlotsOf, type SectionLayout } from '../../shared/section/layout.ts'
import type { EditorDesk } from '../section/editorDesk.ts'
import type { LiveText } from '../sync/sectionDoc.ts'
import { marksInContent, marksInDoc, type MarkedWords } from './markedWords.ts'
import type { ReviewDesk } from './reviewDesk.ts'

interface AnchorSources {
  readonly section: SectionLayout
  readonly desk: ReviewDesk
  readonly editors: EditorDesk
  readonly text: LiveText | null
  readonly stored: ReadonlyMap<string, ProseNode>
}

const settleMs = 200

/** Keeps the desk told where the marks stand: in the open texts, and in the stored ones until they are open. */
export function useThreadAnchors({ section, desk, editors, text, stored }: AnchorSources): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = (): void => {
      timer = undefined
      const marks = new Map<string, MarkedWords & { readonly slot: string }>()
      const slots = new Set<string>()
      for (const { id: slot } of proseSlotsOf(section)) {
        const editor = editors.editor(slot)
        const content = stored.get(slot)
        if (editor === undefined && content === undefined) continue
        slots.add(slot)
        const found =
          editor === undefined ? marksInContent(content ?? { type: 'doc' }) : marksInDoc(editor.state.doc)
        for (const [id, mark] of found) if (!marks.has(id)) marks.set(id, { ...mark, slot })
      }
      desk.setAnchors({ marks, slots, readAt: Date.now() })
    }
    // Where a card stands need not follow every letter.
    const later = (): void => {
      timer ??= setTimeout(read, settleMs)
    }
    read()
    const stopEditors = editors.subscribe(later)
    text?.doc.on('update', later)
    return () => {
      clearTimeout(timer)
      stopEditors()
      text?.doc.off('update', later)
    }
  }, [section, desk, editors, text, stored])
}
