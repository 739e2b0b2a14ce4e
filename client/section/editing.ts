import { createContext, use } from 'react'
import type { SectionLayout } from '../../shared/section/layout.ts'
import type { ProseNode } from '../../shared/read/prose.ts'
import type { SectionDoc } from '../sync/sectionDoc.ts'
import type { SteadySnapshot } from '../sync/useSectionDoc.ts'
import type { EditorDesk } from './editorDesk.ts'
import type { createSlotEditor, SlotEditorPage } from './slotEditor.ts'

/** An open section, for everything on its page. */
export interface Editing {
  readonly section: SectionLayout
  readonly doc: SectionDoc
  readonly snapshot: SteadySnapshot
  readonly desk: EditorDesk
  readonly page: SlotEditorPage
  /** Null until the part of the page that writes has been fetched; there is no text before. */
  readonly createSlotEditor: typeof createSlotEditor | null
  readonly isLocked: boolean
  /** What the server had when the page was opened, shown until the text is in step; by slot. */
  readonly stored: ReadonlyMap<string, ProseNode>
}

export const EditingContext = createContext<Editing | null>(null)

export function useEditing(): Editing {
  const editing = use(EditingContext)
  if (editing === null) throw new Error('outside a section page')
  return editing
}
