/** What the reader sees of meeting. Keys begin with `meeting.`; each has its counterpart in `words/en/meeting.ts`. */
export const meeting = {
  'meeting.title': 'Genomgång',
}
