/** What the reader sees of notice. Keys begin with `notice.`; each has its counterpart in `words/en/notice.ts`. */
export const notice = {
  'notice.title': 'Nytt',
}
