import type { Awareness } from 'y-protocols/awareness'

interface Change {
  readonly added: readonly number[]
  readonly updated: readonly number[]
  readonly removed: readonly number[]
}
type Listener = (change: Change, origin: unknown) => void

const slotOf = (state: unknown): string | null => {
  if (typeof state !== 'object' || state === null || !('slot' in state)) return null
  return typeof state.slot === 'string' ? state.slot : null
}

/**
 * A section's awareness as the editor of one slot sees it: only those who stand in this slot, and changes only when
 * they concern them. Otherwise each caret that moves anywhere would make every editor of the section draw anew.
 */
export function slotAwareness(awareness: Awareness, slot: string): Awareness {
  const standsHere = (client: number): boolean => slotOf(awareness.getStates().get(client)) === slot
  const wrapped = new Map<unknown, Listener>()
  const wrap = (listener: Listener): Listener => {
    let here = new Set<number>()
    const filtered: Listener = (change, origin) => {
      const others = [...change.added, ...change.updated, ...change.removed].filter(
        (client) => client !== awareness.clientID,
      )
      if (!others.some((client) => here.has(client) || standsHere(client))) return
      here = new Set([...awareness.getStates().keys()].filter(standsHere))
      listener(change, origin)
    }
    wrapped.set(listener, filtered)
    return filtered
  }
  const methods = {
    getStates: () => new Map([...awareness.getStates()].filter(([client]) => standsHere(client))),
    getLocalState: () =>
      slotOf(awareness.getLocalState()) === slot ? awareness.getLocalState() : { slot: null, cursor: null },
    setLocalStateField: (field: string, value: unknown) => {
      if (field !== 'cursor') return
      // An editor that loses its focus takes back its own caret, never that of the slot the person has gone to.
      if (value === null && !standsHere(awareness.clientID)) return
      awareness.setLocalState({ slot, cursor: value })
    },
    on: (name: 'change', listener: Listener) => awareness.on(name, wrap(listener)),
    off: (name: 'change', listener: Listener) => awareness.off(name, wrapped.get(listener) ?? listener),
  }
  return Object.create(
    awareness,
    Object.fromEntries(Object.entries(methods).map(([name, value]) => [name, { value }])),
  ) as Awareness
}
