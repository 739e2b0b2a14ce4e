import type { ReactNode, RefObject } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import style from './Popover.module.css'

interface PopoverBoxProps {
  readonly name: string
  readonly at: RefObject<HTMLElement | null>
  readonly onClose: () => void
  readonly children: ReactNode
}

/** The opened box of a `Popover`. */
export default function PopoverBox({ name, at, onClose, children }: PopoverBoxProps) {
  return (
    <Popover
      isOpen
      triggerRef={at}
      className={style['popover'] ?? ''}
      offset={6}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
    >
      <Dialog aria-label={name} className={style['dialog'] ?? ''}>
        {children}
      </Dialog>
    </Popover>
  )
}
