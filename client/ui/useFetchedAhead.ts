import { useEffect } from 'react'

const afterMs = 500

/**
 * Fetches parts of a page that are drawn only on demand once the page itself has had time to appear, so that they
 * are at hand when they are asked for, also when contact has been lost by then.
 *
 * @param loads  as given to `lazy`; the same list at every drawing
 */
export function useFetchedAhead(loads: readonly (() => Promise<unknown>)[]): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      // One that fails is fetched again, and its failure told, when it is drawn.
      for (const load of loads) load().catch(() => undefined)
    }, afterMs)
    return () => clearTimeout(timer)
  }, [loads])
}
