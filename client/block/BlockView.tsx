import { Suspense } from 'react'
import type { BlockViewProps } from './blockViewProps.ts'
import { blockViews } from './kinds.tsx'
import style from './block.module.css'

/** A structured block of a section, as it is filled in and as it is read. Stands inside a <TableDesk>. */
export function BlockView(props: BlockViewProps) {
  const View = blockViews[props.block.kind]
  return (
    <div className={style['block']} data-block={props.block.id} data-kind={props.block.kind}>
      <Suspense>
        <View {...props} />
      </Suspense>
    </div>
  )
}
