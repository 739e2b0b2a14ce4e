import { createContext, use, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'

/** Says something to screen readers. Polite: at most one sentence in five seconds, the latest of each kind. */
export interface Announcer {
  /** @param kind  a later sentence of the same kind takes the place of one that waits */
  readonly polite: (sentence: string, kind?: string) => void
  readonly assertive: (sentence: string) => void
}

const quietMs = 5000

const AnnouncerContext = createContext<Announcer>({ polite: () => undefined, assertive: () => undefined })

export const useAnnounce = (): Announcer => use(AnnouncerContext)

export function LiveRegions({ children }: { children: ReactNode }) {
  const [polite, setPolite] = useState('')
  const [assertive, setAssertive] = useState('')
  const waiting = useRef(new Map<string, string>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const announcer = useMemo<Announcer>(() => {
    const next = (): void => {
      const [first] = waiting.current
      if (first === undefined) {
        timer.current = undefined
        return
      }
      waiting.current.delete(first[0])
      setPolite((said) => (said === first[1] ? `${first[1]}\u00a0` : first[1]))
      timer.current = setTimeout(next, quietMs)
    }
    return {
      polite: (sentence, kind = sentence) => {
        waiting.current.set(kind, sentence)
        if (timer.current === undefined) next()
      },
      // The same sentence again is read again: a no-break space makes it new.
      assertive: (sentence) => setAssertive((said) => (said === sentence ? `${sentence}\u00a0` : sentence)),
    }
  }, [])
  useEffect(() => () => clearTimeout(timer.current), [])

  return (
    <AnnouncerContext value={announcer}>
      {children}
      {createPortal(
        // An open dialog makes all else of the page inert, where nothing is said. What bears this attribute it leaves alone.
        <div data-live-announcer>
          <output aria-live="polite" className="hidden-words">
            {polite}
          </output>
          <div role="alert" aria-live="assertive" className="hidden-words">
            {assertive}
          </div>
        </div>,
        document.body,
      )}
    </AnnouncerContext>
  )
}
