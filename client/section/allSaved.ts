import type { SectionDoc } from '../sync/sectionDoc.ts'

/**
 * Whether everything typed in the section is on the server's disk, at the latest after a while.
 *
 * @param doc  a document without contact is not waited for
 */
export function allSaved(
  doc: Pick<SectionDoc, 'getSnapshot' | 'subscribe'>,
  patienceMs: number,
): Promise<boolean> {
  const isDone = (): boolean => doc.getSnapshot().waiting === 0
  if (isDone()) return Promise.resolve(true)
  if (doc.getSnapshot().connection.state !== 'live') return Promise.resolve(false)
  return new Promise((answer) => {
    const end = (): void => {
      clearTimeout(timer)
      stop()
      answer(isDone())
    }
    const timer = setTimeout(end, patienceMs)
    const stop = doc.subscribe(() => {
      if (isDone() || doc.getSnapshot().connection.state !== 'live') end()
    })
  })
}
