import type { ShownSectionState } from '../ui/symbol/sectionSymbol.tsx'
import type { Words } from '../ui/words.ts'

/** In the order in which the counts are said: what is finished first. */
export const stripOrder: readonly ShownSectionState[] = [
  'godkand',
  'klar',
  'granskning',
  'arbete',
  'ej_paborjat',
]

/** How many sections stand in each state, those without any left out. */
export const countStates = (
  states: readonly ShownSectionState[],
): { state: ShownSectionState; count: number }[] =>
  stripOrder
    .map((state) => ({ state, count: states.filter((other) => other === state).length }))
    .filter(({ count }) => count > 0)

/** "6 godkända, 1 klart för godkännande": the name of the strip for who does not see it. */
export const countsInWords = (states: readonly ShownSectionState[], words: Words): string =>
  countStates(states)
    .map(({ state, count }) => `${count} ${words(`overview.count.${state}`, { count })}`)
    .join(', ')
