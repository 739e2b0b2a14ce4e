/**
 * JSON with sorted keys and no space, so that equal values have equal bytes and so equal hashes. What JSON cannot say (undefined,
 * functions) is left out as `JSON.stringify` leaves it out.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
