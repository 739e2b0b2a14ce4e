import { itemPartsOf } from '../../shared/section/itemParts.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import type { EditorDesk } from './editorDesk.ts'

/**
 * Shows the place of a text, block or item, as links in mails and Mina uppgifter name it, and puts the caret into the
 * item's first text once it can be stood in.
 */
export function goToItem(section: SectionLayout, desk: EditorDesk, id: string, isReady: boolean): void {
  const mark = document.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"]`)
  const place = document.getElementById(id) ?? mark
  if (place === null) return
  // What stands among others in a table or a list needs what is around it.
  place.scrollIntoView({ block: place === mark ? 'center' : 'start' })
  if (!isReady || desk.focus(id)) return
  // The address of a row names its figure too, if it has one, and the table has gone there.
  if (new URLSearchParams(globalThis.location.search).has('cell')) return
  const [slot] = itemPartsOf(section, id).slots
  if (slot === undefined || !desk.focus(slot)) place.focus({ preventScroll: true })
}
