import { useCallback, useEffect, useEffectEvent, useRef } from 'react'
import { sectionAnchor } from '../../shared/read/ReportDocument.tsx'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { useReportConnection } from '../report/useReport.ts'
import { lettersOf, quotedRange, type PageLetters } from '../review/quotedRange.ts'
import type { ReviewDesk } from '../review/reviewDesk.ts'
import { isOpen } from '../review/threadState.ts'

/** The printed section with this heading. */
export const sectionInPage = (anchor: string): Element | null =>
  document.getElementById(anchor)?.closest('.section') ?? null

const settleMs = 120
const names = ['thread', 'thread-active'] as const

/**
 * Lights the words of open synpunkter in the printed text by highlights of the browser: nothing is put into the text, so nothing
 * can be printed or exported. A browser without them shows the cards alone.
 */
export function useHighlights(
  desk: ReviewDesk,
  text: { readonly current: HTMLElement | null },
  sections: readonly SectionLayout[],
): { readonly bringIntoSight: (thread: string) => void } {
  const { store } = useReportConnection()
  const ranges = useRef<ReadonlyMap<string, Range>>(new Map())

  const find = useEffectEvent(() => {
    const { threads } = store.state().report
    const { marks } = desk.state().anchors
    const letters = new Map<string, PageLetters>()
    const found = new Map<string, Range>()
    for (const thread of Object.values(threads)) {
      const mark = marks.get(thread.id)
      if (!isOpen(thread) || mark === undefined) continue
      if (!sections.some(({ id }) => id === thread.section)) continue
      const root = sectionInPage(sectionAnchor(thread.section))
      if (root === null) continue
      const known = letters.get(thread.section) ?? lettersOf(root)
      letters.set(thread.section, known)
      const range = quotedRange(known, mark.runs)
      if (range !== null) found.set(thread.id, range)
    }
    ranges.current = found
  })
  const draw = useEffectEvent(() => {
    if (!('highlights' in CSS)) return
    const { active } = desk.state()
    const lit = active === null ? undefined : ranges.current.get(active)
    const others = [...ranges.current].flatMap(([id, range]) => (id === active ? [] : [range]))
    CSS.highlights.set('thread', new Highlight(...others))
    CSS.highlights.set('thread-active', new Highlight(...(lit === undefined ? [] : [lit])))
  })
  const bringIntoSight = useCallback(
    (thread: string): void => {
      const { report } = store.state()
      const place = report.threads[thread]
      const range = ranges.current.get(thread)
      const box =
        range?.getBoundingClientRect() ??
        (place === undefined
          ? undefined
          : document.getElementById(sectionAnchor(place.section))?.getBoundingClientRect())
      if (box === undefined) return
      const isPhone = matchMedia('(max-width: 719px)').matches
      if (!isPhone && box.top > 100 && box.bottom < innerHeight - 60) return
      window.scrollBy({
        top: box.top - (isPhone ? innerHeight * 0.08 : innerHeight * 0.3),
        behavior: 'instant',
      })
    },
    [store],
  )

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let last: readonly unknown[] = []
    const update = (): void => {
      const { active, chosenIn, anchors } = desk.state()
      const next = [anchors, store.state().report.threads]
      if (next.some((value, at) => value !== last[at])) {
        last = next
        clearTimeout(timer)
        timer = setTimeout(() => {
          find()
          draw()
          // Led here by an address: its words are known only now.
          if (active !== null && chosenIn === 'address') bringIntoSight(active)
        }, settleMs)
      } else draw()
    }
    update()
    const stops = [desk.subscribe(update), store.subscribe(update)]
    return () => {
      clearTimeout(timer)
      for (const stop of stops) stop()
      if ('highlights' in CSS) for (const name of names) CSS.highlights.delete(name)
    }
  }, [desk, store, bringIntoSight])

  useEffect(() => {
    const element = text.current
    if (element === null) return undefined
    const press = (event: MouseEvent): void => {
      if (getSelection()?.isCollapsed === false) return
      const hit = [...ranges.current].find(([, range]) =>
        [...range.getClientRects()].some(
          ({ left, right, top, bottom }) =>
            event.clientX >= left &&
            event.clientX <= right &&
            event.clientY >= top &&
            event.clientY <= bottom,
        ),
      )
      if (hit !== undefined) desk.choose(hit[0], 'text')
    }
    element.addEventListener('click', press)
    return () => element.removeEventListener('click', press)
  }, [desk, text])
  return { bringIntoSight }
}
