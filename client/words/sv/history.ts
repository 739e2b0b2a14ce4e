/** What the reader sees of history. Keys begin with `history.`; each has its counterpart in `words/en/history.ts`. */
export const history = {
  'history.title': 'Historik',
}
