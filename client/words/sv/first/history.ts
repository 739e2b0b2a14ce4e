/** What the first view of a section says of history; its English is in `words/en/first/history.ts`. */
export const history = {
  'history.title': 'Historik',
}
