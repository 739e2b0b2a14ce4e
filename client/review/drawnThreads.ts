/** How the words under one thread's mark are drawn. */
export interface DrawnThread {
  readonly isActive: boolean
  /** For a screen reader: "synpunkt 1 av 3". */
  readonly description: string
  /** Shown after the words, which are struck: only while the thread is lit or suggestions are shown. */
  readonly replacement?: string
}

/** What texts need to know of the synpunkter in them; asked anew whenever `subscribe` tells. */
export interface ThreadDrawing {
  readonly subscribe: (listener: () => void) => () => void
  /** Undefined for one that is resolved or unknown: its mark is not drawn. */
  readonly drawn: (thread: string) => DrawnThread | undefined
  readonly choose: (thread: string) => void
  /** The words that a new thread is being written about, if they stand in this slot. */
  readonly composing: (slot: string) => { readonly from: unknown; readonly to: unknown } | null
}

/** The thread whose words have been pressed: where several lie over each other, the innermost. */
export const threadAt = (target: EventTarget | null): string | undefined =>
  target instanceof Element
    ? target.closest<HTMLElement>('[data-thread-mark]')?.dataset['threadMark']
    : undefined

/** What makes a run of words look like the marked ones; the same in text that is not open (section/StaticProse.tsx). */
export const markAttributes = (
  id: string,
  { isActive, description, replacement }: DrawnThread,
): Record<string, string> => ({
  class: replacement === undefined ? 'thread-mark' : 'thread-mark thread-struck',
  'data-thread-mark': id,
  'aria-description': description,
  ...(isActive ? { 'data-active': 'true' } : {}),
})
