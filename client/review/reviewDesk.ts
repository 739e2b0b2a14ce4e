import type { ThreadPlace, threadKinds } from '../../shared/review/thread.ts'
import { noAnchors, sameAnchors, type Anchors } from './threadPlaces.ts'

/** What a new thread is to be about. `from` and `to`: where the words stand, as the text's own relative positions. */
export type NewPlace =
  | { readonly slot: string; readonly quote: string; readonly from?: unknown; readonly to?: unknown }
  | Exclude<ThreadPlace, { slot: string }>

export interface NewThread {
  readonly section: string
  readonly at: NewPlace
  readonly kind: (typeof threadKinds)[number]
  /** How far down in its text the words begin, for its card's place among the others. */
  readonly position?: number | undefined
  /** Begins with the words open to be changed. */
  readonly suggests?: boolean | undefined
}

/** What somebody has typed and not sent. */
export interface Draft {
  readonly text: string
  /** Other words for the marked ones; undefined while none are suggested. */
  readonly replacement?: string | undefined
}

export interface ReviewState {
  /** The thread whose text and card are lit. */
  readonly active: string | null
  /** Where it was chosen: the other side then comes into sight. */
  readonly chosenIn: 'text' | 'card' | 'keys' | 'address'
  readonly composing: NewThread | null
  readonly showsSuggestions: boolean
  readonly anchors: Anchors
}

/**
 * The review of one open page: which thread is lit, what is being written, where the marks stand. It outlives the panel, so
 * that a closed panel loses no draft; text, cells and cards all follow it.
 */
export interface ReviewDesk {
  readonly subscribe: (listener: () => void) => () => void
  readonly state: () => ReviewState
  readonly choose: (thread: string | null, chosenIn: ReviewState['chosenIn']) => void
  readonly compose: (thread: NewThread) => void
  /** Takes the new thread's card away; its draft goes too. */
  readonly stopComposing: () => void
  readonly showSuggestions: (shows: boolean) => void
  readonly setAnchors: (anchors: Omit<Anchors, 'seen'>) => void
  readonly draft: (key: string) => Draft | undefined
  readonly keepDraft: (key: string, draft: Draft | undefined) => void
}

/** Under this key stands what is written of a new thread; answers stand under their thread's id. */
export const newThreadKey = 'new'

export function createReviewDesk(active: string | null = null): ReviewDesk {
  const listeners = new Set<() => void>()
  const drafts = new Map<string, Draft>()
  let state: ReviewState = {
    active,
    chosenIn: 'address',
    composing: null,
    showsSuggestions: false,
    anchors: noAnchors,
  }
  const become = (next: Partial<ReviewState>): void => {
    state = { ...state, ...next }
    for (const listener of listeners) listener()
  }
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    state: () => state,
    choose(thread, chosenIn) {
      if (thread !== state.active || thread !== null) become({ active: thread, chosenIn })
    },
    compose: (composing) => become({ composing, active: null }),
    stopComposing() {
      drafts.delete(newThreadKey)
      become({ composing: null })
    },
    showSuggestions: (showsSuggestions) => become({ showsSuggestions }),
    setAnchors(read) {
      if (sameAnchors(state.anchors, read)) return
      become({ anchors: { ...read, seen: new Set([...state.anchors.seen, ...read.marks.keys()]) } })
    },
    draft: (key) => drafts.get(key),
    keepDraft(key, draft) {
      if (draft === undefined || (draft.text === '' && draft.replacement === undefined)) drafts.delete(key)
      else drafts.set(key, draft)
    },
  }
}
