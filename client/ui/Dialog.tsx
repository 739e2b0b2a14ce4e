import { Suspense } from 'react'
import type { DialogBoxProps, SheetBoxProps } from './DialogBox.tsx'
import { onDemand } from './onDemand.tsx'

interface Opening {
  readonly isOpen: boolean
}

export const DialogBox = onDemand(async () => ({ default: (await import('./DialogBox.tsx')).DialogBox }))
export const SheetBox = onDemand(async () => ({ default: (await import('./DialogBox.tsx')).SheetBox }))

/** A modal question, labelled by its title. */
export function Dialog({ isOpen, ...box }: DialogBoxProps & Opening) {
  return isOpen ? (
    <Suspense>
      <DialogBox {...box} />
    </Suspense>
  ) : null
}

/** A panel or the contents on a narrow page: comes in from a side, on a phone from below. */
export function Sheet({ isOpen, ...box }: SheetBoxProps & Opening) {
  return isOpen ? (
    <Suspense>
      <SheetBox {...box} />
    </Suspense>
  ) : null
}
