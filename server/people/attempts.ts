/** Counts failures by key, so that guessing is slow whoever is guessed at and wherever it comes from. */
export interface Attempts {
  /** Seconds to wait before the next try; 0 if it may be made now. */
  waitSeconds(key: string): number
  failed(key: string): void
  succeeded(key: string): void
}

interface Window {
  failures: number
  until: number
}

/** At most `limit` failures per key within `windowMs`, counted from the first one. */
export function countAttempts(limit: number, windowMs: number, now: () => Date): Attempts {
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
    failed(key) {
      const window = current(key)
      if (window !== undefined) window.failures += 1
      else {
        // Keys come from outside: what has run out goes before the map grows large.
        if (windows.size >= 10_000) for (const old of windows.keys()) current(old)
        if (windows.size < 10_000) windows.set(key, { failures: 1, until: now().getTime() + windowMs })
      }
    },
    succeeded: (key) => void windows.delete(key),
  }
}
