import { setTimeout as pause } from 'node:timers/promises'
import * as Y from 'yjs'
import { firstText, type RawLine } from '../e2e/rawLine.ts'

/** Several people without browsers who type in the slots of one section. */
export interface Crowd {
  /** Edits written since the beginning. */
  readonly written: () => number
  readonly stop: () => void
}

/** Four keys a second each, not all at the same moment. */
export function typeTogether(lines: readonly RawLine[], slots: readonly string[], letters: string): Crowd {
  let written = 0
  const timers = lines.map((line, at) => {
    const slot = slots[at % slots.length] ?? ''
    const type = (): void => {
      written += 1
      line.write((doc) => {
        const text = firstText(doc, slot)
        text.insert(Math.min(text.length, 20 + at * 7), letters[at % letters.length] ?? 'x')
      })
    }
    let timer = setTimeout(
      () => {
        type()
        timer = setInterval(type, 250)
      },
      (at * 250) / lines.length,
    )
    return () => clearInterval(timer)
  })
  return {
    written: () => written,
    stop: () => timers.forEach((stop) => stop()),
  }
}

/** Waits until everybody has everything. */
export async function settled(lines: readonly RawLine[]): Promise<void> {
  const state = ({ doc }: RawLine): string =>
    JSON.stringify([...Y.decodeStateVector(Y.encodeStateVector(doc))].toSorted(([a], [b]) => a - b))
  const end = Date.now() + 15_000
  while (new Set(lines.map(state)).size > 1) {
    const gone = lines.flatMap((line) => line.closed() ?? [])
    if (gone.length > 0 || Date.now() > end) throw new Error(`the crowd does not settle: ${gone.join(', ')}`)
    await pause(20)
  }
}

/** When the first line's keys come to the second one, in ms: from the write to the applied update. */
export function measureKeys([from, to]: readonly [RawLine, RawLine]): {
  readonly latencies: readonly number[]
} {
  const sent = new Map<number, number>()
  const latencies: number[] = []
  const { clientID } = from.doc
  from.doc.on('update', (_update: Uint8Array, origin: unknown) => {
    if (origin !== 'server') sent.set(Y.getState(from.doc.store, clientID), performance.now())
  })
  to.doc.on('update', () => {
    const reached = Y.getState(to.doc.store, clientID)
    for (const [clock, at] of sent) {
      if (clock > reached) continue
      latencies.push(performance.now() - at)
      sent.delete(clock)
    }
  })
  return { latencies }
}

export const percentile = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ??
  Number.NaN
