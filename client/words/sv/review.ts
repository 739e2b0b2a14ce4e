/** What the reader sees of review. Keys begin with `review.`; each has its counterpart in `words/en/review.ts`. */
export const review = {
  'review.title': 'Synpunkter',
}
