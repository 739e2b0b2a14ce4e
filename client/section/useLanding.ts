import { useEffect, useRef } from 'react'
import { proseSlotsOf } from '../../shared/section/layout.ts'
import { useWidth } from '../ui/useWidth.ts'
import type { Editing } from './editing.ts'
import { goToItem } from './goToItem.ts'
import { isBlank } from './isBlank.ts'

/** An address may name a text, a block or an item; the page goes there once it can be stood in. */
export function useHash({ section, snapshot, desk }: Editing): void {
  const isReady = snapshot.text !== null
  useEffect(() => {
    const go = (): void => {
      const id = decodeURIComponent(globalThis.location.hash.slice(1))
      if (id === '') return
      goToItem(section, desk, id, isReady)
    }
    go()
    globalThis.addEventListener('hashchange', go)
    return () => globalThis.removeEventListener('hashchange', go)
  }, [section, isReady, desk])
}

/** Who opens a section in which nothing is written finds the caret in its first text, not on a phone's keyboard. */
export function useCaretInBlank({ section, snapshot, desk }: Editing): void {
  const { text } = snapshot
  const isPhone = useWidth() === 'phone'
  const hasBegun = useRef(false)
  useEffect(() => {
    const slots = proseSlotsOf(section).map(({ id }) => id)
    const isProse = section.slots.every(({ kind }) => kind === 'prose')
    if (text === null || isPhone || !isProse || globalThis.location.hash !== '') return undefined
    // The editors come one by one, and are opened for writing when the right to write is known.
    const begin = (): void => {
      const mine = slots.find((id) => desk.editor(id)?.isEditable === true)
      if (hasBegun.current || mine === undefined) return
      hasBegun.current = true
      const isElsewhere =
        document.activeElement?.matches('input, textarea, [contenteditable="true"]') === true
      if (!isElsewhere && slots.every((id) => isBlank(text.doc.getXmlFragment(id)))) desk.focus(mine)
    }
    begin()
    return desk.subscribe(begin)
  }, [text, section, desk, isPhone])
}
