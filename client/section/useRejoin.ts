import { useEffect } from 'react'
import { sectionTarget } from '../../shared/report/target.ts'
import { itemsOfSlot } from '../../shared/section/item.ts'
import { proseSlotsOf, type SectionLayout } from '../../shared/section/layout.ts'
import { useReportConnection, useReportPart } from '../report/useReport.ts'
import type { Editing } from './editing.ts'

/** By the rules, in at least one of its texts; whether there is contact is another matter. */
export function useMayWriteSomewhere(section: SectionLayout): boolean {
  const { store } = useReportConnection()
  return useReportPart(({ report }) =>
    proseSlotsOf(section).some(
      (slot) => store.may('write', sectionTarget(report, section.id, itemsOfSlot(section, slot))).allowed,
    ),
  )
}

/** When the section is unlocked, or somebody may write who might not before, the lease is asked for anew. */
export function useRejoinWithRights({ doc, snapshot, isLocked }: Editing, mayWrite: boolean): void {
  const { connection, text } = snapshot
  const isShut = connection.state === 'closed' && connection.because === 'locked'
  const onlyReads = text?.mayEdit === false && mayWrite
  useEffect(() => {
    if (isLocked || !(isShut || onlyReads)) return undefined
    // Not at once: were the two to disagree, this would ask without end.
    const timer = setTimeout(() => doc.join(), 300)
    return () => clearTimeout(timer)
  }, [doc, isLocked, isShut, onlyReads])
}
