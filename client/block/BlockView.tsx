import type { ReactNode } from 'react'
import type { Block } from '../../shared/block/block.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { blockViews } from './kinds.tsx'
import style from './block.module.css'

export interface BlockViewProps {
  readonly section: SectionLayout
  readonly block: Block
  /** Draws the Kommentar with this slot id, heading and all; the block decides where it stands. */
  readonly commentSlot: (slotId: string) => ReactNode
}

/** A structured block of a section, as it is filled in and as it is read. Stands inside a <TableDesk>. */
export function BlockView(props: BlockViewProps) {
  const View = blockViews[props.block.kind]
  return (
    <div className={style['block']} data-block={props.block.id} data-kind={props.block.kind}>
      <View {...props} />
    </div>
  )
}
