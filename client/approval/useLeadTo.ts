import { useCallback, useEffect, useRef } from 'react'

/** What a person does to go somewhere else. */
const ownMoves = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const

/**
 * Brings a place to the top of the page, and keeps it there while what is being fetched grows around it: until then the page may
 * be too short to reach it, or push it away. Ends with the person's own next move.
 *
 * @returns takes the id of an element, which need not be drawn yet
 */
export function useLeadTo(): (id: string) => void {
  const end = useRef<(() => void) | null>(null)
  useEffect(() => () => end.current?.(), [])
  return useCallback((id) => {
    end.current?.()
    const page = document.querySelector('main')
    if (page === null) return
    const observer = new ResizeObserver(() => document.getElementById(id)?.scrollIntoView({ block: 'start' }))
    const stop = (): void => {
      observer.disconnect()
      for (const move of ownMoves) document.removeEventListener(move, stop, true)
    }
    // It tells the size as it is first, and so leads there at once.
    observer.observe(page)
    for (const move of ownMoves) document.addEventListener(move, stop, true)
    end.current = stop
  }, [])
}
