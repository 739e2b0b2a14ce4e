/** A slot of the file, `<block>.<key>.comment` with the id of the report's own row in place of its key. */
export const slotAt = (slot: string, at: (place: string) => string): string =>
  slot.endsWith('.comment') ? `${at(slot.slice(0, -'.comment'.length))}.comment` : slot
