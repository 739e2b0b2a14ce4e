import { MessageSquare, MessageSquarePlus } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useReportConnection } from '../report/useReport.ts'
import { useWords } from '../ui/words.ts'
import { useReview, useReviewState } from './review.ts'

interface Line {
  readonly top: number
  readonly threads: readonly string[]
}

/** Less room than this right of the column and nothing stands there. */
const roomForCount = 64
const roomForButton = 132
const settleMs = 150

interface ThreadMarginProps {
  /** Begins a synpunkt on what is selected. */
  readonly onCompose: () => void
  readonly mayDiscuss: boolean
}

/**
 * Right of the column: how many synpunkter stand at a line, and beside words that are selected the button for one. Where there
 * is no room the counts are left out and the button stands below the selection.
 */
export function ThreadMargin({ onCompose, mayDiscuss }: ThreadMarginProps) {
  const words = useWords()
  const review = useReview()
  const holder = useRef<HTMLDivElement>(null)
  const active = useReviewState((state) => state.active)
  const { store } = useReportConnection()
  const { desk } = review
  const [lines, setLines] = useState<readonly Line[]>([])
  const [room, setRoom] = useState(0)
  const [left, setLeft] = useState<number>()
  const selection = useSelection(holder)

  useEffect(() => {
    const column = holder.current?.parentElement
    if (!column) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const measure = (): void => {
      timer = undefined
      const frame = column.getBoundingClientRect()
      const main = column.closest('main')?.getBoundingClientRect()
      const right = main?.right ?? frame.right
      // A section with tables is wider than its texts.
      const text = column.querySelector('.slot-text')?.getBoundingClientRect() ?? frame
      setRoom(right - text.right)
      setLeft(Math.round(text.right - frame.left))
      // Blocks put their own button there too.
      column.dataset['room'] = right - frame.right < roomForCount ? 'none' : 'beside'
      const next = linesOf(column, frame.top)
      setLines((before) => (sameLines(before, next) ? before : next))
    }
    const later = (): void => {
      timer ??= setTimeout(measure, settleMs)
    }
    const observer = new ResizeObserver(later)
    observer.observe(column)
    later()
    let last: readonly unknown[] = []
    const onChange = (): void => {
      const next = [desk.state().anchors, store.state().report.threads]
      if (next.some((value, at) => value !== last[at])) later()
      last = next
    }
    const stops = [desk.subscribe(onChange), store.subscribe(onChange)]
    return () => {
      clearTimeout(timer)
      for (const stop of stops) stop()
      observer.disconnect()
    }
  }, [desk, store])

  return (
    <div ref={holder} className="thread-margin" data-no-print style={{ left }}>
      {room < roomForCount
        ? null
        : lines.map(({ top, threads: here }) => (
            // The marked words say it to a screen reader, F8 goes through them by keyboard.
            <button
              key={`${top} ${here[0] ?? ''}`}
              type="button"
              className="thread-count"
              aria-hidden="true"
              tabIndex={-1}
              title={words('review.count', { count: here.length })}
              data-active={(active !== null && here.includes(active)) || undefined}
              style={{ top }}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => {
                const at = active === null ? -1 : here.indexOf(active)
                const next = here[(at + 1) % here.length]
                if (next !== undefined) review.choose(next, 'text')
              }}
            >
              <MessageSquare size={15} aria-hidden="true" />
              {here.length}
            </button>
          ))}
      {selection === null || !mayDiscuss || (selection.isMine && room < roomForButton) ? null : (
        <button
          type="button"
          className="thread-new"
          data-below={room < roomForButton || undefined}
          style={{ top: room < roomForButton ? selection.bottom + 8 : selection.top - 6 }}
          // The selection stays while the button is pressed.
          onMouseDown={(event) => event.preventDefault()}
          onClick={onCompose}
        >
          <MessageSquarePlus size={18} aria-hidden="true" />
          {words('review.new')}
        </button>
      )}
    </div>
  )
}

/** Threads by the line their first word stands in. */
function linesOf(column: HTMLElement, columnTop: number): Line[] {
  const seen = new Set<string>()
  const lines: { top: number; threads: string[] }[] = []
  for (const mark of column.querySelectorAll<HTMLElement>('.slot-text [data-thread-mark]')) {
    const id = mark.dataset['threadMark']
    if (id === undefined || seen.has(id)) continue
    seen.add(id)
    const top = Math.round((mark.getClientRects()[0]?.top ?? 0) - columnTop)
    const last = lines.find((line) => Math.abs(line.top - top) < 20)
    if (last === undefined) lines.push({ top, threads: [id] })
    else last.threads.push(id)
  }
  return lines
}

const sameLines = (a: readonly Line[], b: readonly Line[]): boolean =>
  a.length === b.length &&
  a.every((line, at) => line.top === b[at]?.top && line.threads.join() === b[at].threads.join())

interface Selected {
  readonly top: number
  readonly bottom: number
  /** In a text that I write in, whose toolbar has the button too. */
  readonly isMine: boolean
}

/** Where words of a text are selected, in px from the top of the column; null where none are. */
function useSelection(holder: { readonly current: HTMLElement | null }): Selected | null {
  const [selected, select] = useState<Selected | null>(null)
  useEffect(() => {
    let frame = 0
    const measure = (): void => {
      frame = 0
      const column = holder.current?.parentElement
      const selection = getSelection()
      if (!column || selection === null || selection.isCollapsed || selection.rangeCount === 0) {
        select(null)
        return
      }
      const range = selection.getRangeAt(0)
      const at = range.commonAncestorContainer
      const slot = (at instanceof Element ? at : at.parentElement)?.closest<HTMLElement>(
        '.slot-text[data-slot]',
      )
      if (slot == null || !column.contains(slot) || selection.toString().trim() === '') {
        select(null)
        return
      }
      const { top } = column.getBoundingClientRect()
      const box = range.getBoundingClientRect()
      const next = {
        top: Math.round(box.top - top),
        bottom: Math.round(box.bottom - top),
        isMine: slot.dataset['editable'] !== undefined,
      }
      select((before) =>
        before?.top === next.top && before.bottom === next.bottom && before.isMine === next.isMine
          ? before
          : next,
      )
    }
    const later = (): void => {
      if (frame === 0) frame = requestAnimationFrame(measure)
    }
    document.addEventListener('selectionchange', later)
    return () => {
      cancelAnimationFrame(frame)
      document.removeEventListener('selectionchange', later)
    }
  }, [holder])
  return selected
}
