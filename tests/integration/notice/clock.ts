import type { After } from '../../../server/store/after.ts'

/** A clock that stands still until it is moved, and what waits by it. */
export interface Clock {
  readonly now: () => Date
  readonly after: After
  /** Moves on to this moment; what is due by then runs at its own time. */
  to(instant: string): void
}

export function clockAt(start: string): Clock {
  let at = Date.parse(start)
  const waiting = new Set<{ at: number; run: () => void }>()
  return {
    now: () => new Date(at),
    after(ms, run) {
      const timer = { at: at + ms, run }
      waiting.add(timer)
      return () => waiting.delete(timer)
    },
    to(instant) {
      const end = Date.parse(instant)
      for (;;) {
        const [next] = [...waiting].filter((timer) => timer.at <= end).toSorted((a, b) => a.at - b.at)
        if (next === undefined) break
        waiting.delete(next)
        at = Math.max(at, next.at)
        next.run()
      }
      at = Math.max(at, end)
    },
  }
}
