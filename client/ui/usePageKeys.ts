import { useEffect, useEffectEvent } from 'react'

/** F6 and Shift+F6 between the regions of the page; F1, or ? outside text, for the list of keys. */
export function usePageKeys(onHelp: () => void): void {
  const help = useEffectEvent(onHelp)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return
      if (event.key === 'F6') {
        event.preventDefault()
        moveRegion(event.shiftKey ? -1 : 1)
      } else if (event.key === 'F1' || (event.key === '?' && !isTyping(event.target))) {
        event.preventDefault()
        help()
      }
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

/** Whether a key typed there is text. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('input:not([type="checkbox"], [type="radio"], [type="button"]), textarea, select'))

function moveRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (region) => region.offsetParent !== null || region.getClientRects().length > 0,
  )
  if (regions.length === 0) return
  const at = regions.findIndex((region) => region.contains(document.activeElement))
  const next =
    regions[at === -1 ? (step === 1 ? 0 : regions.length - 1) : (at + step + regions.length) % regions.length]
  next?.focus()
}
