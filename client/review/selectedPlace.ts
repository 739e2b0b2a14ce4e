import type { EditingPart } from '../section/editingPart.ts'
import type { EditorDesk } from '../section/editorDesk.ts'
import { quoteOfRange } from './quoteOfRange.ts'
import type { NewPlace } from './reviewDesk.ts'

/** Why nothing that is selected can have a synpunkt. */
export type NotSelected = 'selectFirst' | 'oneText' | 'tooLong'

const longest = 4000

const slotOf = (node: Node | null): HTMLElement | null =>
  (node instanceof Element ? node : (node?.parentElement ?? null))?.closest<HTMLElement>(
    '.slot-text[data-slot]',
  ) ?? null

/**
 * What is selected on a section's page now: the cell that has the focus, words of one text, else the word at the caret of the
 * text that is written in.
 */
export function selectedPlace(
  editors: Pick<EditorDesk, 'editor' | 'active'>,
  part: Pick<EditingPart, 'placeInEditor' | 'placeInReadOnly'> | null,
): NewPlace | NotSelected {
  const cell = document.activeElement?.closest<HTMLElement>('[data-row][data-column]')
  const block = cell?.closest<HTMLElement>('[data-table]')?.dataset['table']
  const { row, column } = cell?.dataset ?? {}
  if (block !== undefined && row !== undefined && column !== undefined) return { block, row, column }
  const selection = getSelection()
  if (selection !== null && !selection.isCollapsed && selection.rangeCount > 0) {
    const range = selection.getRangeAt(0)
    const [from, to] = [slotOf(range.startContainer), slotOf(range.endContainer)]
    if (from !== to && (from !== null || to !== null)) return 'oneText'
    const slot = from?.dataset['slot']
    if (from !== null && slot !== undefined) return selectedIn(from, slot, range, editors, part)
  }
  const active = editors.active()
  if (active === null || !active.editor.isEditable || part === null) return 'selectFirst'
  return part.placeInEditor(active.editor, active.slot) ?? 'selectFirst'
}

function selectedIn(
  text: HTMLElement,
  slot: string,
  range: Range,
  editors: Pick<EditorDesk, 'editor'>,
  part: Pick<EditingPart, 'placeInEditor' | 'placeInReadOnly'> | null,
): NewPlace | NotSelected {
  const quote = quoteOfRange(range, text)
  if (quote === '') return 'selectFirst'
  if (quote.length > longest) return 'tooLong'
  const editor = editors.editor(slot)
  if (editor === undefined || part === null) return { slot, quote }
  const place = editor.isEditable
    ? part.placeInEditor(editor, slot)
    : part.placeInReadOnly(editor, slot, range)
  return place ?? 'selectFirst'
}
