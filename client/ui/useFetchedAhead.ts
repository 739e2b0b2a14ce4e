import { useEffect } from 'react'
import type { OnDemand } from './onDemand.tsx'

const afterMs = 500

/**
 * Fetches parts of a page that are drawn only on demand once the page itself has had time to appear, so that they
 * are at hand when they are asked for, also when contact has been lost by then.
 *
 * @param parts  the same list at every drawing
 */
export function useFetchedAhead(parts: readonly Pick<OnDemand<never>, 'fetch'>[]): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      // One that fails is fetched again, and its failure told, when it is drawn.
      for (const part of parts) part.fetch().catch(() => undefined)
    }, afterMs)
    return () => clearTimeout(timer)
  }, [parts])
}
