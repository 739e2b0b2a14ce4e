import type { Thread } from '../../shared/review/thread.ts'
import type { NewPlace, ReviewState } from './reviewDesk.ts'

/** What on the page a thread is about: its marked words, its cell, its block; null where nothing of it is drawn. */
export function elementOf(at: NewPlace | Thread['at'], thread?: string): HTMLElement | null {
  if ('slot' in at) {
    const marked =
      thread === undefined
        ? document.querySelector<HTMLElement>(
            `[data-slot="${CSS.escape(at.slot)}"] .thread-mark[data-active]`,
          )
        : document.querySelector<HTMLElement>(`[data-thread-mark="${CSS.escape(thread)}"]`)
    return marked ?? document.getElementById(at.slot)
  }
  const { block, row, column } = at
  const cell =
    row === undefined || column === undefined
      ? null
      : document.querySelector<HTMLElement>(
          `[data-table="${CSS.escape(block)}"] [data-row="${CSS.escape(row)}"][data-column="${CSS.escape(column)}"]`,
        )
  return (
    cell ??
    document.querySelector<HTMLElement>(`[data-status-at="${CSS.escape(`${block}.${row}.${column}`)}"]`) ??
    document.querySelector<HTMLElement>(`[data-block="${CSS.escape(block)}"]`)
  )
}

/** Above this share of the window's height the sheet of a phone leaves the text in sight. */
const aboveSheet = 0.03

const isPhone = (): boolean => matchMedia('(max-width: 719px)').matches

const behavior = (): ScrollBehavior =>
  matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth'

/** Brings what a thread is about into sight: above the sheet on a phone, else only if it is out of sight. */
export function bringIntoSight(at: NewPlace | Thread['at'], thread?: string): void {
  const element = elementOf(at, thread)
  if (element === null) return
  const { top, bottom } = element.getBoundingClientRect()
  if (isPhone()) {
    const head = document.querySelector('header')?.getBoundingClientRect().bottom ?? 0
    window.scrollBy({ top: top - head - innerHeight * aboveSheet, behavior: 'instant' })
  } else if (top < 140 || bottom > innerHeight - 40) {
    element.scrollIntoView({ block: 'center', behavior: behavior() })
  }
}

/** Puts a card at the height of its text when the text was chosen; brings the text to the card otherwise. */
export function alignCard(
  card: HTMLElement,
  { id, at }: { readonly id?: string; readonly at: NewPlace | Thread['at'] },
  chosenIn: ReviewState['chosenIn'],
): void {
  const scroller = scrollerOf(card)
  if (chosenIn === 'text' && !isPhone() && scroller !== null) {
    const text = elementOf(at, id)
    if (text !== null) {
      scroller.scrollTop += card.getBoundingClientRect().top - text.getBoundingClientRect().top
      return
    }
  }
  card.scrollIntoView({ block: 'nearest', behavior: 'instant' })
  bringIntoSight(at, id)
}

/** The nearest element around this one that scrolls; null where the page does. */
export function scrollerOf(element: HTMLElement): HTMLElement | null {
  for (let at = element.parentElement; at !== null; at = at.parentElement) {
    const { overflowY } = getComputedStyle(at)
    if (overflowY === 'auto' || overflowY === 'scroll') return at
  }
  return null
}
