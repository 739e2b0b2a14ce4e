import { useEffect } from 'react'
import { useReportConnection } from '../report/useReport.ts'
import type { Editing } from './editing.ts'

/** After undo or redo the caret goes to the text that has changed. */
export function useFollowUndo({ snapshot, desk }: Editing): void {
  const { text } = snapshot
  useEffect(() => {
    if (text === null) return undefined
    const follow = ({ changedParentTypes }: { changedParentTypes: ReadonlyMap<unknown, unknown> }): void =>
      desk.follow(text.doc, changedParentTypes)
    text.undo.on('stack-item-popped', follow)
    return () => text.undo.off('stack-item-popped', follow)
  }, [text, desk])
}

/** Tells the text in which slot I stand: undo stops there, and others see it. */
export function useStandingSlot({ doc, desk }: Editing): void {
  useEffect(() => desk.subscribe(() => doc.stand(desk.active()?.slot ?? null)), [doc, desk])
}

/** Tells the others where I am. */
export function useStandingHere({ section }: Editing): void {
  const { here } = useReportConnection()
  useEffect(() => {
    here(section.id)
    return () => here(null)
  }, [here, section.id])
}
