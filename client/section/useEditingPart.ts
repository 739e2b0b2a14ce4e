import { useEffect, useMemo, useState } from 'react'
import type { SectionConnection, SectionDoc } from '../sync/sectionDoc.ts'
import { unopenedDoc } from '../sync/unopenedDoc.ts'
import type { EditingPart } from './editingPart.ts'

const load = (): Promise<{ editingPart: EditingPart }> => import('./editingPart.ts')

// On its way as soon as a section page is; whoever waits for it below is told if it does not come.
load().catch(() => undefined)

/**
 * The part of the page that writes, and the text of a section, opened when that part is here.
 *
 * Until then, and for as long as it cannot be fetched, the text is one that nobody types in and that says why.
 */
export function useEditingPart(
  report: string,
  section: string,
  user: string,
): { readonly part: EditingPart | null; readonly doc: SectionDoc } {
  const [part, arrive] = useState<EditingPart | null>(null)
  const [failedAt, fail] = useState<number | null>(null)

  useEffect(() => {
    if (failedAt !== null) return undefined
    let isOver = false
    load().then(
      ({ editingPart }) => isOver || arrive(editingPart),
      () => isOver || fail(Date.now()),
    )
    return () => {
      isOver = true
    }
  }, [failedAt])

  const doc = useMemo(() => {
    if (part !== null) return part.openSectionDoc(report, section, user)
    return unopenedDoc(connectionWithout(failedAt), () => fail(null))
  }, [part, report, section, user, failedAt])
  return { part, doc }
}

/** Without contact it comes later; with contact the server has a newer one, under another address. */
function connectionWithout(failedAt: number | null): SectionConnection {
  if (failedAt === null) return { state: 'opening' }
  return navigator.onLine
    ? { state: 'closed', because: 'outdated' }
    : { state: 'unreachable', since: failedAt }
}
