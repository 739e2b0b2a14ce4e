import { findSection } from '../../shared/section/layout.ts'
import type { ReportStore } from '../report/reportStore.ts'
import type { DrawnThread, ThreadDrawing } from './drawnThreads.ts'
import type { ReviewDesk } from './reviewDesk.ts'
import { inDocumentOrder } from './threadPlaces.ts'
import { isOpen } from './threadState.ts'

/**
 * How the texts of a section draw their marks: by the report's threads and by what is lit on the page.
 *
 * @param describe  what a screen reader says of marked words
 */
export function createSectionDrawing(
  desk: ReviewDesk,
  store: Pick<ReportStore, 'state' | 'subscribe'>,
  section: string,
  describe: (count: { readonly number: number; readonly total: number }) => string,
): ThreadDrawing {
  const threads = () => store.state().report.threads
  /** As drawn last: what has not changed is the same value, so that a text sees at once that nothing is to be done. */
  const known = new Map<string, DrawnThread>()
  let counted: { readonly of: readonly unknown[]; readonly numbers: ReadonlyMap<string, number> } | null =
    null
  /** The section's open threads, each with its number in order. */
  const numbers = (): ReadonlyMap<string, number> => {
    const { anchors } = desk.state()
    const { layout } = store.state()
    const of = [threads(), anchors, layout]
    if (counted === null || of.some((value, at) => value !== counted?.of[at])) {
      const place = findSection(layout, section)
      const own = Object.values(threads()).filter((thread) => thread.section === section && isOpen(thread))
      const inOrder = place === undefined ? own : inDocumentOrder(own, place, anchors)
      counted = { of, numbers: new Map(inOrder.map(({ id }, at) => [id, at + 1])) }
    }
    return counted.numbers
  }
  const descriptions = new Map<string, string>()
  const descriptionOf = (number: number, total: number): string => {
    const key = `${number} ${total}`
    const description = descriptions.get(key) ?? describe({ number, total })
    descriptions.set(key, description)
    return description
  }
  return {
    subscribe(listener) {
      let before = threads()
      const stopDesk = desk.subscribe(listener)
      const stopStore = store.subscribe(() => {
        if (before === threads()) return
        before = threads()
        listener()
      })
      return () => {
        stopDesk()
        stopStore()
      }
    },
    choose: (thread) => desk.choose(thread, 'text'),
    drawn(id) {
      const thread = threads()[id]
      if (thread === undefined || !isOpen(thread)) return undefined
      const { active, showsSuggestions } = desk.state()
      const isActive = active === id
      const { suggestion } = thread
      const isShown =
        suggestion !== undefined && suggestion.outcome === undefined && (isActive || showsSuggestions)
      const replacement = isShown ? suggestion.replacement : undefined
      const number = numbers().get(id) ?? 1
      const total = Math.max(1, numbers().size)
      const before = known.get(id)
      const description = descriptionOf(number, total)
      if (
        before !== undefined &&
        before.isActive === isActive &&
        before.replacement === replacement &&
        before.description === description
      )
        return before
      const now = { isActive, description, ...(replacement === undefined ? {} : { replacement }) }
      known.set(id, now)
      return now
    },
    composing(slot) {
      const at = desk.state().composing?.at
      return at !== undefined &&
        'slot' in at &&
        at.slot === slot &&
        at.from !== undefined &&
        at.to !== undefined
        ? { from: at.from, to: at.to }
        : null
    },
  }
}
