import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import type { ToolDialog } from './EditorToolbar.tsx'
import type { EditingPart } from './editingPart.ts'

export type OpenDialog = {
  readonly kind: ToolDialog
  readonly existing: { readonly node: Node; readonly at: number } | null
}

interface TextDialogProps {
  readonly part: EditingPart
  readonly dialog: OpenDialog
  readonly editor: Editor
  readonly section: string
  readonly onClose: () => void
}

/** What is asked about the text one stands in: a link, a footnote, a picture. */
export function TextDialog({ part, dialog: { kind, existing }, editor, section, onClose }: TextDialogProps) {
  switch (kind) {
    case 'link':
      return <part.LinkDialog editor={editor} onClose={onClose} />
    case 'footnote':
      return <part.FootnoteDialog editor={editor} existing={existing} onClose={onClose} />
    case 'image':
      return <part.ImageDialog editor={editor} existing={existing} section={section} onClose={onClose} />
  }
}
