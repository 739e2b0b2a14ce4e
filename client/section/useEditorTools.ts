import { useLayoutEffect, useMemo, useRef } from 'react'
import type { SectionLayout } from '../../shared/section/layout.ts'
import type { ThreadDrawing } from '../review/drawnThreads.ts'
import type { SectionDoc } from '../sync/sectionDoc.ts'
import type { useDone } from '../ui/DoneLine.tsx'
import type { Words } from '../ui/words.ts'
import type { OpenDialog } from './TextDialog.tsx'
import { createEditorDesk, type EditorDesk } from './editorDesk.ts'
import type { QuotedFigures } from './quotedFigures.ts'
import { slotAt } from './slotAt.ts'
import type { SlotEditorPage } from './slotEditor.ts'

interface ToolsPresent {
  readonly doc: SectionDoc
  readonly section: SectionLayout
  readonly words: Words
  readonly done: ReturnType<typeof useDone>
  readonly report: string
  readonly figures: QuotedFigures
}

/** What editors call lives as long as they do, and reads the present values when it is called. */
export function useEditorTools(
  now: ToolsPresent,
  threads: ThreadDrawing,
  openDialog: (dialog: OpenDialog) => void,
): { desk: EditorDesk; page: SlotEditorPage } {
  const present = useRef(now)
  useLayoutEffect(() => {
    present.current = now
  })
  return useMemo(() => {
    const desk = createEditorDesk()
    const page: SlotEditorPage = {
      undo: () => void present.current.doc.getSnapshot().text?.undo.undo(),
      redo: () => void present.current.doc.getSnapshot().text?.undo.redo(),
      editLink: () => openDialog({ kind: 'link', existing: null }),
      goToSlot: (step) => {
        const next = slotAt(present.current.section, desk.active()?.slot, step)
        if (next !== undefined) desk.focus(next)
      },
      imageSource: (hash) => `/media/${hash}?report=${encodeURIComponent(present.current.report)}`,
      edit: (node, at) =>
        openDialog({ kind: node.type.name === 'image' ? 'image' : 'footnote', existing: { node, at } }),
      figures: {
        read: (slot, attrs) => present.current.figures.read(slot, attrs),
        subscribe: (listener) => present.current.figures.subscribe(listener),
      },
      footnoteLabel: (text) => present.current.words('section.footnoteLabel', { text }),
      personOf: (client) => present.current.doc.getSnapshot().people.get(client),
      droppedImages: (count) =>
        present.current.done({ sentence: present.current.words('section.droppedImages', { count }) }),
      threads,
    }
    return { desk, page }
  }, [present, threads, openDialog])
}
