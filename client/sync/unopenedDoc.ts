import type { SectionConnection, SectionDoc } from './sectionDoc.ts'

/**
 * Stands for the text of a section until what opens it has arrived: nothing to write in, and why.
 *
 * @param tryAgain  called when somebody asks for the text anew; not for the first `join`, by which a page begins
 */
export function unopenedDoc(connection: SectionConnection, tryAgain: () => void): SectionDoc {
  let hasBegun = false
  const snapshot = { connection, text: null, waiting: 0, savedAt: null, people: new Map(), rescues: [] }
  return {
    getSnapshot: () => snapshot,
    subscribe: () => () => undefined,
    setSlots: () => undefined,
    join() {
      if (hasBegun) tryAgain()
      hasBegun = true
    },
    stand: () => undefined,
    discardRescue: () => undefined,
    close: () => undefined,
  }
}
