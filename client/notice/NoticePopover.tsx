import type { ReactNode, RefObject } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import popover from '../ui/Popover.module.css'
import { useWords } from '../ui/words.ts'
import style from './notice.module.css'

interface NoticePopoverProps {
  readonly at: RefObject<HTMLElement | null>
  readonly onClose: () => void
  /** The list. */
  readonly children: ReactNode
}

/** What the bell opens where there is room for it. */
export default function NoticePopover({ at, onClose, children }: NoticePopoverProps) {
  const words = useWords()
  return (
    <Popover
      isOpen
      triggerRef={at}
      className={`${popover['popover'] ?? ''} ${style['popover'] ?? ''}`}
      offset={6}
      placement="bottom end"
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
    >
      <Dialog aria-label={words('notice.title')} className={style['dialog'] ?? ''}>
        <h2 className={style['title']}>{words('notice.title')}</h2>
        {children}
      </Dialog>
    </Popover>
  )
}
