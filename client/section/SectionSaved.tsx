import { useSnapshot } from '../sync/useSectionDoc.ts'
import { SavedState } from '../ui/SavedState.tsx'
import { useEditing } from './editing.ts'
import { useSaved } from './useSaved.ts'

interface SectionSavedProps {
  /** Whether it says something even when nothing waits. */
  readonly always: boolean
}

/** Whether what was written in the section is on disk. Drawn at every key, and alone. */
export function SectionSaved({ always }: SectionSavedProps) {
  const { doc, isLocked } = useEditing()
  const snapshot = useSnapshot(doc)
  const saved = useSaved(snapshot, isLocked)
  return always || snapshot.waiting > 0 ? <SavedState saved={saved} /> : null
}
