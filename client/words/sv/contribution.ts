/** What the reader sees of contribution. Keys begin with `contribution.`; each has its counterpart in `words/en/contribution.ts`. */
export const contribution = {
  'contribution.title': 'Bidrag',
}
