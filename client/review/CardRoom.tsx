import { useEffect, useRef, useState, type ReactNode } from 'react'
import { scrollerOf } from './inSight.ts'
import style from './review.module.css'

/** Tells each of a list's cards when it comes near sight and when it leaves. */
export interface Sight {
  readonly watch: (card: HTMLElement, tell: (entry: IntersectionObserverEntry) => void) => () => void
}

/** One watcher for the whole list: several hundred of their own would cost more than the cards. */
export function createSight(): Sight {
  const watched = new Map<Element, (entry: IntersectionObserverEntry) => void>()
  let observer: IntersectionObserver | null = null
  return {
    watch(card, tell) {
      observer ??= new IntersectionObserver(
        (entries) => {
          for (const entry of entries) watched.get(entry.target)?.(entry)
        },
        // The margin counts only around the element that scrolls.
        { root: scrollerOf(card), rootMargin: '600px 0px' },
      )
      watched.set(card, tell)
      observer.observe(card)
      return () => {
        watched.delete(card)
        observer?.unobserve(card)
        if (watched.size > 0) return
        observer?.disconnect()
        observer = null
      }
    },
  }
}

const guessedHeight = 150

interface CardRoomProps {
  readonly sight: Sight
  /** Drawn until it is known to be far from sight. */
  readonly isFirst: boolean
  /** Drawn wherever it stands. */
  readonly isNeeded: boolean
  readonly children: () => ReactNode
}

/**
 * The room of one card: drawn near sight, else as high as it was. Each card has its own, so that one that comes or goes leaves
 * the others, and what is being written in them, as they are.
 */
export function CardRoom({ sight, isFirst, isNeeded, children }: CardRoomProps) {
  const room = useRef<HTMLDivElement>(null)
  const [isNear, setNear] = useState(isFirst)
  const [height, setHeight] = useState(guessedHeight)
  useEffect(() => {
    if (room.current === null) return undefined
    return sight.watch(room.current, ({ isIntersecting, boundingClientRect }) => {
      if (!isIntersecting && boundingClientRect.height > 0) setHeight(boundingClientRect.height)
      setNear(isIntersecting)
    })
  }, [sight])
  const isDrawn = isNear || isNeeded
  return (
    <div ref={room} className={style['room']} role="presentation" style={isDrawn ? undefined : { height }}>
      {isDrawn ? children() : null}
    </div>
  )
}
