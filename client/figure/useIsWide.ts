import { useEffect, useState, type RefObject } from 'react'

/** Whether what is in the frame is wider than the frame: it then scrolls by itself and keeps its labels in sight. */
export function useIsWide(frame: RefObject<HTMLElement | null>): boolean {
  const [isWide, setWide] = useState(false)
  useEffect(() => {
    const element = frame.current
    const inner = element?.firstElementChild
    if (element === null || !inner) return undefined
    const observer = new ResizeObserver(() =>
      setWide(inner instanceof HTMLElement && inner.offsetWidth > element.clientWidth + 1),
    )
    observer.observe(element)
    observer.observe(inner)
    return () => observer.disconnect()
  }, [frame])
  return isWide
}
