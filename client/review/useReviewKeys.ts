import { useEffect, useEffectEvent } from 'react'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { useReportConnection } from '../report/useReport.ts'
import type { Review } from './review.ts'
import { inDocumentOrder } from './threadPlaces.ts'
import { isOpen } from './threadState.ts'

/** Ctrl+Alt+M, but never AltGr+M, which writes µ; F8 and Shift+F8, but for the checks while they are open. */
export function useReviewKeys(
  sections: readonly SectionLayout[],
  review: Review,
  panel: string | undefined,
): void {
  const { store } = useReportConnection()
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    if (
      event.code === 'KeyM' &&
      event.altKey &&
      (event.ctrlKey || event.metaKey) &&
      !event.getModifierState('AltGraph') &&
      event.key !== 'µ'
    ) {
      event.preventDefault()
      review.composeHere()
      return
    }
    if (event.key !== 'F8' || event.ctrlKey || event.altKey || event.metaKey || panel === 'kontroller') return
    event.preventDefault()
    const threads = Object.values(store.state().report.threads).filter(isOpen)
    const inOrder = sections.flatMap((section) =>
      inDocumentOrder(
        threads.filter((thread) => thread.section === section.id),
        section,
        review.desk.state().anchors,
      ),
    )
    const at = inOrder.findIndex(({ id }) => id === review.desk.state().active)
    const step = event.shiftKey ? -1 : 1
    const next =
      inOrder[at === -1 && step === -1 ? inOrder.length - 1 : (at + step + inOrder.length) % inOrder.length]
    if (next !== undefined) review.choose(next.id, 'keys')
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event)
    document.addEventListener('keydown', listen, true)
    return () => document.removeEventListener('keydown', listen, true)
  }, [])
}
