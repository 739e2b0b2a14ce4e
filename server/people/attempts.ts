/** Counts failures by key, so that guessing is slow whoever is guessed at and wherever it comes from. */
export interface Attempts {
  /** Seconds to wait before the next try; 0 if it may be made now. */
  waitSeconds(key: string): number
  /** Counts a try as failed before it is judged, so that many at once are all counted. */
  begun(key: string): void
  /** It was right after all. `clean` forgets earlier failures too. */
  succeeded(key: string, clean: boolean): void
}

/** By name, and by address more generously: behind a proxy everybody comes from one. */
export interface SignInAttempts {
  readonly byUser: Attempts
  readonly byAddress: Attempts
}

interface Window {
  failures: number
  until: number
}

/** At most `limit` failures per key within `windowMs`, counted from the first one. */
function countAttempts(limit: number, windowMs: number, now: () => Date): Attempts {
  const windows = new Map<string, Window>()
  const current = (key: string): Window | undefined => {
    const window = windows.get(key)
    if (window === undefined || window.until > now().getTime()) return window
    windows.delete(key)
    return undefined
  }
  return {
    waitSeconds(key) {
      const window = current(key)
      return window !== undefined && window.failures >= limit
        ? Math.ceil((window.until - now().getTime()) / 1000)
        : 0
    },
    begun(key) {
      const window = current(key)
      if (window !== undefined) window.failures += 1
      else {
        // Keys come from outside: what has run out goes before the map grows large.
        if (windows.size >= 10_000) for (const old of windows.keys()) current(old)
        if (windows.size < 10_000) windows.set(key, { failures: 1, until: now().getTime() + windowMs })
      }
    },
    succeeded(key, clean) {
      const window = current(key)
      if (clean) windows.delete(key)
      else if (window !== undefined) window.failures -= 1
    },
  }
}

const quarterOfAnHour = 15 * 60_000

export const signInAttempts = (now: () => Date): SignInAttempts => ({
  byUser: countAttempts(10, quarterOfAnHour, now),
  byAddress: countAttempts(300, quarterOfAnHour, now),
})
