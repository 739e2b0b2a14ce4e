import { useSyncExternalStore } from 'react'

/** `wide` >= 1360, `medium` 1100-1359, `narrow` 720-1099 (and 200 % zoom), `phone` < 720. */
export type Width = 'wide' | 'medium' | 'narrow' | 'phone'

const queries = [
  ['wide', '(min-width: 1360px)'],
  ['medium', '(min-width: 1100px)'],
  ['narrow', '(min-width: 720px)'],
] as const

const read = (): Width => queries.find(([, query]) => matchMedia(query).matches)?.[0] ?? 'phone'

function subscribe(listener: () => void): () => void {
  const lists = queries.map(([, query]) => matchMedia(query))
  lists.forEach((list) => list.addEventListener('change', listener))
  return () => lists.forEach((list) => list.removeEventListener('change', listener))
}

export const useWidth = (): Width => useSyncExternalStore(subscribe, read)
