import { useRef, useState, type RefObject } from 'react'
import type { ButtonProps, PressEvent } from 'react-aria-components/Button'

/** What gets the focus in a list that is opened: by pointer the list itself, by key its first or last entry. */
export type OpenedAt = 'pointer' | 'first' | 'last'

interface OverlayTrigger {
  /** The button, at which what is opened stands. */
  readonly at: RefObject<HTMLButtonElement | null>
  /** Null while nothing is open. */
  readonly openedAt: OpenedAt | null
  readonly close: () => void
  /** For the `ButtonContext` around the button. */
  readonly button: ButtonProps
}

/**
 * A button that opens a menu or a popover. It does what React Aria's own triggers do, without the code of menus and
 * popovers, which is fetched on demand.
 */
export function useOverlayTrigger(opens: 'menu' | 'dialog'): OverlayTrigger {
  const at = useRef<HTMLButtonElement>(null)
  const [openedAt, openAt] = useState<OpenedAt | null>(null)
  const open = (how: OpenedAt): void => {
    // What is opened gives the focus back to where it was.
    at.current?.focus({ preventScroll: true })
    openAt(how)
  }
  const isOpen = openedAt !== null
  const shared = { 'aria-haspopup': opens, 'aria-expanded': isOpen, isPressed: isOpen } as const
  const button: ButtonProps =
    opens === 'dialog'
      ? { ...shared, onPress: () => open('pointer') }
      : {
          ...shared,
          // A menu opens as the button of the mouse goes down, as the computer's own do.
          onPressStart: ({ pointerType }: PressEvent) => {
            if (pointerType !== 'touch' && pointerType !== 'keyboard')
              open(pointerType === 'virtual' ? 'first' : 'pointer')
          },
          onPress: ({ pointerType }: PressEvent) => {
            if (pointerType === 'touch') open('pointer')
            else if (pointerType === 'keyboard') open('first')
          },
          onKeyDown: (event) => {
            if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') {
              event.continuePropagation()
              return
            }
            event.preventDefault()
            open(event.key === 'ArrowDown' ? 'first' : 'last')
          },
        }
  return { at, openedAt, close: () => openAt(null), button }
}
