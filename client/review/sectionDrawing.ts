import { findSection } from '../../shared/section/layout.ts'
import type { ReportStore } from '../report/reportStore.ts'
import type { ThreadDrawing } from './drawnThreads.ts'
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
      const isShown = suggestion !== undefined && suggestion.outcome === undefined
      return {
        isActive,
        description: describe({ number: numbers().get(id) ?? 1, total: Math.max(1, numbers().size) }),
        ...(isShown && (isActive || showsSuggestions) ? { replacement: suggestion.replacement } : {}),
      }
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
