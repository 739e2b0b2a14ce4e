/*
 * What a person has chosen on this computer. Kept in the browser; where storage is closed (private window,
 * policy) the choice holds for the page alone.
 */
const key = (name: string): string => `samskrift.${name}`

/** The stored choice, or `fallback` where nothing, or nothing known, is stored. */
export function readSetting<T extends string>(name: string, allowed: readonly T[], fallback: T): T {
  const stored = readStored(name)
  return allowed.find((value) => value === stored) ?? fallback
}

export function writeSetting(name: string, value: string): void {
  try {
    localStorage.setItem(key(name), value)
  } catch {
    // Storage is closed: the page goes on with what it holds in memory.
  }
}

function readStored(name: string): string | null {
  try {
    return localStorage.getItem(key(name))
  } catch {
    // Storage is closed.
    return null
  }
}
