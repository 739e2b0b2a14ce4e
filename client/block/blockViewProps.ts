import type { ReactNode } from 'react'
import type { Block } from '../../shared/block/block.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'

/** What every kind of block is drawn from. Values are read from the report's store, cell by cell. */
export interface BlockViewProps {
  readonly section: SectionLayout
  readonly block: Block
  /** Draws the Kommentar with this slot id, heading and all; the block decides where it stands. */
  readonly commentSlot: (slotId: string) => ReactNode
}
