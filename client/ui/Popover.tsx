import { Suspense, type ReactNode } from 'react'
import { ButtonContext } from 'react-aria-components/Button'
import { onDemand } from './onDemand.tsx'
import { useOverlayTrigger } from './useOverlayTrigger.ts'

interface PopoverProps {
  /** The button that opens it. */
  readonly trigger: ReactNode
  readonly name: string
  readonly children: ReactNode | ((close: () => void) => ReactNode)
}

export const PopoverBox = onDemand(() => import('./PopoverBox.tsx'))

/** For choosing, never for messages. */
export function Popover({ trigger, name, children }: PopoverProps) {
  const { at, openedAt, close, button } = useOverlayTrigger('dialog')
  return (
    <>
      <ButtonContext value={{ ...button, ref: at }}>{trigger}</ButtonContext>
      {openedAt === null ? null : (
        <Suspense>
          <PopoverBox name={name} at={at} onClose={close}>
            {typeof children === 'function' ? children(close) : children}
          </PopoverBox>
        </Suspense>
      )}
    </>
  )
}
