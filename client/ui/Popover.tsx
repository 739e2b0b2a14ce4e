import type { ReactNode } from 'react'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Popover as AriaPopover } from 'react-aria-components/Popover'
import style from './Popover.module.css'

interface PopoverProps {
  /** The button that opens it. */
  readonly trigger: ReactNode
  readonly name: string
  readonly children: ReactNode | ((close: () => void) => ReactNode)
}

/** For choosing, never for messages. */
export function Popover({ trigger, name, children }: PopoverProps) {
  return (
    <DialogTrigger>
      {trigger}
      <AriaPopover className={style['popover'] ?? ''} offset={6}>
        <Dialog aria-label={name} className={style['dialog'] ?? ''}>
          {({ close }) => (typeof children === 'function' ? children(close) : children)}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  )
}
