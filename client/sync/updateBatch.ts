import * as Y from 'yjs'

/**
 * Collects updates from others and applies all that arrived within one animation frame in one transaction: an editor
 * rebuilds its whole slot at each, so twenty at once cost one rebuild and not twenty.
 *
 * @param schedule  asks for one call at the next frame; returns how to call it off
 * @param onThrow  an observer (an editor) threw; the doc itself holds the updates all the same
 */
export function createUpdateBatch(
  doc: Y.Doc,
  origin: unknown,
  onThrow: (error: unknown) => void,
  schedule: (run: () => void) => () => void = atNextFrame,
) {
  let waiting: Uint8Array[] = []
  let callOff: (() => void) | null = null

  const flush = (): void => {
    callOff?.()
    callOff = null
    if (waiting.length === 0) return
    const updates = waiting
    waiting = []
    try {
      doc.transact(() => {
        for (const update of updates) Y.applyUpdate(doc, update, origin)
      }, origin)
    } catch (error) {
      onThrow(error)
    }
  }

  return {
    add(update: Uint8Array): void {
      waiting.push(update)
      callOff ??= schedule(flush)
    },
    /** Applies at once what is waiting; before anything that asks for the present state. */
    flush,
    isEmpty: (): boolean => waiting.length === 0,
    /** Drops what is waiting. */
    close(): void {
      callOff?.()
      callOff = null
      waiting = []
    },
  }
}

/** Hidden tabs draw no frames, so a timer stands in for them. */
function atNextFrame(run: () => void): () => void {
  const timer = setTimeout(run, 100)
  const frame = requestAnimationFrame(run)
  return () => {
    clearTimeout(timer)
    cancelAnimationFrame(frame)
  }
}
