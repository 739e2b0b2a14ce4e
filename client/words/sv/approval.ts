/** What the reader sees of approval. Keys begin with `approval.`; each has its counterpart in `words/en/approval.ts`. */
export const approval = {
  'approval.title': 'Godkänn',
}
