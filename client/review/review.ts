import { createContext, use, useSyncExternalStore } from 'react'
import type { NewPlace, NewThread, ReviewDesk, ReviewState } from './reviewDesk.ts'

/** What text, cells and cards of a page share about its synpunkter. */
export interface Review {
  readonly desk: ReviewDesk
  /** Opens the panel with a new card, the focus in its field. */
  readonly compose: (thread: NewThread) => void
  /** The same about what is selected now; says what to do where nothing is. */
  readonly composeHere: () => void
  /** Brings what a thread is about into sight, where the page does not draw marks that can be found by their thread. */
  readonly bringIntoSight?: (thread: string) => void
  /** The words under a thread's mark as a place for another one; null where they are not to be had. */
  readonly placeOf: (thread: string) => NewPlace | null
  /** Lights a thread and opens the panel; null puts it out. */
  readonly choose: (thread: string | null, chosenIn: ReviewState['chosenIn']) => void
}

export const ReviewContext = createContext<Review | null>(null)

/** Null outside the pages that have synpunkter beside them. */
export const useReviewIfAny = (): Review | null => use(ReviewContext)

export function useReview(): Review {
  const review = use(ReviewContext)
  if (review === null) throw new Error('outside a page with synpunkter')
  return review
}

export function useReviewState<T>(select: (state: ReviewState) => T): T {
  const { desk } = useReview()
  return useSyncExternalStore(desk.subscribe, () => select(desk.state()))
}

const nothing = (): (() => void) => () => undefined

/** The lit thread, also for what may stand on a page without synpunkter. */
export const useActiveThread = (): string | null => {
  const review = useReviewIfAny()
  return useSyncExternalStore(review?.desk.subscribe ?? nothing, () => review?.desk.state().active ?? null)
}
