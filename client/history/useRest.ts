import { useEffect, useEffectEvent } from 'react'

/** How long a page has to lie still before what it shows counts as read. */
const restMs = 1500

/** Calls `onRest` when the page has not been scrolled for a moment, also without having been scrolled at all. */
export function useRest(onRest: () => void, isOn: boolean): void {
  const rested = useEffectEvent(onRest)
  useEffect(() => {
    if (!isOn) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const wait = (): void => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        // A page in a tab behind is read by nobody.
        if (document.visibilityState === 'visible') rested()
      }, restMs)
    }
    wait()
    document.addEventListener('scroll', wait, { capture: true, passive: true })
    document.addEventListener('visibilitychange', wait)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('scroll', wait, { capture: true })
      document.removeEventListener('visibilitychange', wait)
    }
  }, [isOn])
}

/** Whether the lower end of an element stands in the window. */
export function endIsInView(element: Element | null): boolean {
  if (element === null) return false
  const { bottom, height } = element.getBoundingClientRect()
  return height > 0 && bottom > 0 && bottom <= window.innerHeight
}
