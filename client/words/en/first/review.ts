import type { review as sv } from '../../sv/first/review.ts'

export const review: Record<keyof typeof sv, string> = {
  'review.title': 'Remarks',
  'review.new': 'Remark',
  'review.description': 'remark {number} of {total}',

  'review.reportFault': 'Report an error in locked text',
  'review.lockedTextUnnamed': 'Locked text',
  'review.onBlock': 'Remark on {title}',
  'review.onStatus': 'Remark on the assessment',
  'review.showThreads': '{count, plural, one {Show the remark} other {Show # remarks}}',
  'review.count': '{count, plural, one {# remark} other {# remarks}}',
  'review.sayCell': '{count, plural, one {one remark} other {# remarks}}',

  'review.selectFirst': 'Select the words or the cell that the remark is about and choose Remark.',
  'review.tooLong': 'Select fewer words. A remark can be about at most 4,000 characters.',
  'review.oneText': 'Select words in one text.',

  'review.saidNew': 'New remark by {name}',
  'review.saidMine': '{name} has written to you in {section}',
  'review.saidReply': '{name} answered a remark',
}
