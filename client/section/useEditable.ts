import { itemsOfSlot } from '../../shared/section/item.ts'
import type { ProseSlot } from '../../shared/section/layout.ts'
import { usePermission } from '../report/useReport.ts'
import { useEditing } from './editing.ts'

/** May I type in this text now: by the rules, by my lease, and with the text in step. */
export function useEditable(slot: ProseSlot): boolean {
  const { section, snapshot, isLocked } = useEditing()
  const { allowed } = usePermission('write', section.id, itemsOfSlot(section, slot))
  const { text, connection } = snapshot
  return (
    allowed &&
    !isLocked &&
    text?.mayEdit === true &&
    (connection.state === 'live' || connection.state === 'waiting')
  )
}
