/** What the reader sees of audit. Keys begin with `audit.`; each has its counterpart in `words/en/audit.ts`. */
export const audit = {
  'audit.title': 'Logg',
}
