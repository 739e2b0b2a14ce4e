import { placeInEditor, placeInReadOnly, placeOfMark } from '../review/markSelection.ts'
import { openInBrowser } from '../sync/browserSectionDoc.ts'
import { EditorToolbar } from './EditorToolbar.tsx'
import { RescuePanel } from './RescuePanel.tsx'
import { createSlotEditor } from './slotEditor.ts'
import { FootnoteDialog, ImageDialog, LinkDialog } from './TextDialogs.tsx'

/** What writing needs and reading does not. Fetched by itself, so that a section is shown before it has arrived. */
export const editingPart = {
  openSectionDoc: openInBrowser,
  createSlotEditor,
  EditorToolbar,
  placeInEditor,
  placeInReadOnly,
  placeOfMark,
  LinkDialog,
  FootnoteDialog,
  ImageDialog,
  // What could not be saved is shown when contact is worst, so it is never fetched later.
  RescuePanel,
}

export type EditingPart = typeof editingPart
