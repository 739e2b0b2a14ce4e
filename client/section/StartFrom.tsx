import { Suspense, useCallback, useSyncExternalStore } from 'react'
import type { ProseSlot } from '../../shared/section/layout.ts'
import type { LiveText } from '../sync/sectionDoc.ts'
import { onDemand } from '../ui/onDemand.tsx'
import { useEditing } from './editing.ts'
import { isBlank } from './isBlank.ts'
import { useEditable } from './useEditable.ts'

const Beginnings = onDemand(() => import('./Beginnings.tsx'))

/** Under an empty text that I may write: what earlier reports say in the same place, to begin from. */
export function StartFrom({ slot }: { readonly slot: ProseSlot }) {
  const { text } = useEditing().snapshot
  const isEditable = useEditable(slot)
  return text === null || !isEditable ? null : <WhileBlank slot={slot} text={text} />
}

function WhileBlank({ slot, text }: { readonly slot: ProseSlot; readonly text: LiveText }) {
  const fragment = text.doc.getXmlFragment(slot.id)
  const watch = useCallback(
    (changed: () => void) => {
      fragment.observeDeep(changed)
      return () => fragment.unobserveDeep(changed)
    },
    [fragment],
  )
  return useSyncExternalStore(watch, () => isBlank(fragment)) ? (
    <Suspense>
      <Beginnings slot={slot} text={text} />
    </Suspense>
  ) : null
}
