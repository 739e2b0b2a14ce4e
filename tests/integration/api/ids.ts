/** Ids that tests can tell apart and that come out the same each time. */
export function countingIds(prefix = 'id'): () => string {
  let last = 0
  return () => `${prefix}${String(++last).padStart(6, '0')}`
}
