/** What is marked, and the line a range is drawn from. */
export interface Marks {
  readonly ids: ReadonlySet<string>
  readonly anchor: string | null
}

export const noMarks: Marks = { ids: new Set(), anchor: null }

/** A plain click: this line alone changes, and the next range begins here. */
export function toggled(marks: Marks, id: string): Marks {
  const ids = new Set(marks.ids)
  if (!ids.delete(id)) ids.add(id)
  return { ids, anchor: id }
}

/**
 * Shift+click, Shift+arrow: all lines from the anchor to this one get the anchor's state, as in a spreadsheet.
 *
 * @param shown  ids of the lines on the page, in order; folded ones are not touched
 */
export function rangeTo(marks: Marks, shown: readonly string[], id: string): Marks {
  const from = marks.anchor === null ? -1 : shown.indexOf(marks.anchor)
  const to = shown.indexOf(id)
  if (from === -1 || to === -1 || marks.anchor === null) return toggled(marks, id)
  const isOn = marks.ids.has(marks.anchor)
  const ids = new Set(marks.ids)
  for (const between of shown.slice(Math.min(from, to), Math.max(from, to) + 1)) {
    if (isOn) ids.add(between)
    else ids.delete(between)
  }
  return { ids, anchor: marks.anchor }
}

/** `punkter=5.3,7`: sections by their number or id, items by their id. */
export function marksOf(
  query: string | undefined,
  rows: readonly { readonly id: string; readonly number?: string }[],
): Marks {
  const wanted = new Set((query ?? '').split(',').map((part) => part.trim()))
  const ids = rows
    .filter(({ id, number }) => wanted.has(id) || (number !== undefined && wanted.has(number)))
    .map(({ id }) => id)
  return { ids: new Set(ids), anchor: ids.at(-1) ?? null }
}
