import type { GridCell } from './gridState.ts'

/** The cell that something in a table stands in. */
export const placeOf = (target: EventTarget | null): GridCell | undefined => {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null
  const { row, column } = cell?.dataset ?? {}
  return row === undefined || column === undefined ? undefined : { row, column }
}

export const withPlaceOf = (target: EventTarget | null, act: (place: GridCell) => void): void => {
  const place = placeOf(target)
  if (place !== undefined) act(place)
}

export const isInput = (target: EventTarget): boolean => target instanceof HTMLInputElement
