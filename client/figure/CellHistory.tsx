import { Suspense } from 'react'
import { onDemand } from '../ui/onDemand.tsx'
import type { CellHistoryBoxProps } from './CellHistoryBox.tsx'

export const CellHistoryBox = onDemand(() => import('./CellHistoryBox.tsx'))

/** What a cell has held, by whom and from where, the latest first. Stands at the cell; Esc goes back to it. */
export const CellHistory = (props: CellHistoryBoxProps) => (
  <Suspense>
    <CellHistoryBox {...props} />
  </Suspense>
)
