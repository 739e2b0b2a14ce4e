import { useId, type ReactNode } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { X } from 'lucide-react'
import { IconButton } from './Button.tsx'
import style from './Dialog.module.css'
import { useWords } from './words.ts'

export interface DialogBoxProps {
  readonly onClose: () => void
  readonly title: ReactNode
  readonly children: ReactNode
  /** Buttons, the safest first: it gets the first focus where there is no field. */
  readonly foot?: ReactNode
  readonly wide?: boolean
  /** Something typed would be lost: Esc and a click outside then do not close. */
  readonly hasInput?: boolean
}

/** An open `Dialog`. */
export function DialogBox({
  onClose,
  title,
  children,
  foot,
  wide = false,
  hasInput = false,
}: DialogBoxProps) {
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      isDismissable={!hasInput}
      isKeyboardDismissDisabled={hasInput}
      className={style['scrim'] ?? ''}
    >
      <Modal className={style['modal'] ?? ''} data-wide={wide || undefined}>
        <AriaDialog className={style['dialog'] ?? ''}>
          <div className={style['body']}>
            <Heading slot="title" className={style['title'] ?? ''}>
              {title}
            </Heading>
            {children}
          </div>
          {foot === undefined ? null : <div className={style['foot']}>{foot}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

export interface SheetBoxProps {
  readonly onClose: () => void
  readonly title: string
  readonly from: 'left' | 'right' | 'bottom'
  readonly children: ReactNode
}

/** An open `Sheet`. */
export function SheetBox({ onClose, title, from, children }: SheetBoxProps) {
  const words = useWords()
  const heading = useId()
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      isDismissable
      className={style['scrim'] ?? ''}
    >
      <Modal className={style['sheet'] ?? ''} data-from={from}>
        <AriaDialog className={style['sheetDialog'] ?? ''} aria-labelledby={heading}>
          <div className={style['sheetHead']}>
            <h2 id={heading}>{title}</h2>
            <IconButton name={words('common.close')} onPress={onClose}>
              <X size={20} aria-hidden="true" />
            </IconButton>
          </div>
          <div className={style['sheetBody']}>{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
