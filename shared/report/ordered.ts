/*
 * Lists in the order people gave them, of things with ids.
 */

/** Changes the one with the id; the same list where none has it. */
export const mapId = <T extends { id: string }>(
  list: readonly T[],
  id: string,
  change: (value: T) => T,
): T[] => list.map((value) => (value.id === id ? change(value) : value))

/** Inserts before the one with id `before`; at the end where that is null or gone. */
export function insertBefore<T extends { id: string }>(
  list: readonly T[],
  value: T,
  before: string | null,
): T[] {
  const at = before === null ? -1 : list.findIndex((candidate) => candidate.id === before)
  return at === -1 ? [...list, value] : [...list.slice(0, at), value, ...list.slice(at)]
}

/** Moves the one with the id in front of the one with id `before`, changed on the way; the same list where none has it. */
export function moveBefore<T extends { id: string }>(
  list: readonly T[],
  id: string,
  before: string | null,
  change: (value: T) => T = (value) => value,
): T[] {
  const moved = list.find((value) => value.id === id)
  if (moved === undefined) return [...list]
  return insertBefore(
    list.filter((value) => value.id !== id),
    change(moved),
    before,
  )
}
