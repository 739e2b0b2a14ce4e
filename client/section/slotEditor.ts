import { Editor, Extension } from '@tiptap/core'
import { Placeholder } from '@tiptap/extensions/placeholder'
import type { Plugin } from '@tiptap/pm/state'
import { yCursorPlugin } from '@tiptap/y-tiptap'
import { sectionExtensions } from '../../shared/section/schema.ts'
import { bindSlot } from '../../shared/sync/binding.ts'
import type { PersonHere } from '../../shared/sync/message.ts'
import type { ThreadDrawing } from '../review/drawnThreads.ts'
import { createThreadMarks } from '../review/threadMarks.ts'
import type { LiveText } from '../sync/sectionDoc.ts'
import { slotAwareness } from '../sync/slotAwareness.ts'
import { FreeTables } from './freeTable.ts'
import { MarkdownRules } from './inputRules.ts'
import type { PageKeys } from './keymap.ts'
import { createKeymap } from './keymap.ts'
import type { NodeViewPage } from './nodeViews.ts'
import { createNodeViews } from './nodeViews.ts'
import { createPaste } from './pasteExtension.ts'

/** What one slot's editor needs of the page around it. */
export interface SlotEditorPage extends PageKeys, NodeViewPage {
  readonly personOf: (client: number) => PersonHere | undefined
  readonly droppedImages: (count: number) => void
  /** How the marks of synpunkter are drawn; left out where a text has none. */
  readonly threads?: ThreadDrawing
}

interface SlotEditorOptions {
  readonly element: HTMLElement
  readonly slot: string
  readonly text: LiveText
  readonly page: SlotEditorPage
  readonly editable: boolean
  readonly placeholder: () => string
  /** Attributes of the text box; asked for whenever the editor draws. */
  readonly attributes: () => Record<string, string>
}

/**
 * The editor of one slot: the shared schema with the keys, rules and drawing of the page, tied to the slot's text.
 *
 * It adds nothing by itself: an empty slot shows a line and writes none.
 */
export function createSlotEditor({
  element,
  slot,
  text,
  page,
  editable,
  placeholder,
  attributes,
}: SlotEditorOptions): Editor {
  const fragment = text.doc.getXmlFragment(slot)
  const binding = Extension.create({
    name: 'slotBinding',
    priority: 2000,
    addProseMirrorPlugins: (): Plugin[] => [
      ...bindSlot(fragment, text.undo),
      // y-tiptap leaves it untyped.
      yCursorPlugin(slotAwareness(text.awareness, slot), {
        cursorBuilder: (_user, client) => caretOf(client, page.personOf(client)),
        selectionBuilder: (_user, client) => ({
          class: `remote-selection ${colourClass(page.personOf(client))}`,
        }),
      }) as Plugin,
    ],
  })
  return new Editor({
    element,
    editable,
    // The style sheet is the page's own; the content security policy admits no other.
    injectCSS: false,
    extensions: [
      ...sectionExtensions,
      binding,
      createKeymap(page),
      MarkdownRules,
      FreeTables,
      createPaste((count) => page.droppedImages(count)),
      createNodeViews(page, slot),
      ...(page.threads === undefined ? [] : [createThreadMarks(slot, page.threads)]),
      Placeholder.configure({ placeholder, showOnlyWhenEditable: false }),
    ],
    editorProps: { attributes },
  })
}

export const colourClass = (person: PersonHere | undefined): string => `person-${(person?.colour ?? 7) % 8}`

/** A thin bar with a head. The name stands in the margin (MarginNames.tsx), never on the words. */
function caretOf(client: number, person: PersonHere | undefined): HTMLElement {
  const caret = document.createElement('span')
  caret.className = `remote-caret ${colourClass(person)}`
  caret.dataset['client'] = String(client)
  caret.setAttribute('aria-hidden', 'true')
  // A word joiner keeps the line from breaking at the caret.
  caret.textContent = '\u2060'
  return caret
}
