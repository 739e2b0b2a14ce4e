import type { meeting as sv } from '../sv/meeting.ts'

export const meeting: Record<keyof typeof sv, string> = {
  'meeting.title': 'Walk-through',
  'meeting.nothing': 'Nothing in the report is judged.',
  'meeting.progress': '{settled} of {of} settled',
  'meeting.fullScreen': 'Full screen',
  'meeting.parts': 'What the meeting goes through',
  'meeting.part.mal': 'Goals and assignments ({count})',
  'meeting.part.indikatorer': 'Indicators ({count})',
  'meeting.part.intern-kontroll': 'Internal control ({count})',
  'meeting.part.alla': 'All ({count})',
  'meeting.steps': 'Assessments in turn',
  'meeting.step': '{n}. {title}, {state}',
  'meeting.state.settled': 'settled',
  'meeting.state.proposed': 'proposed',
  'meeting.state.nothing': 'not assessed',
  'meeting.at': '{n} of {of}: {title}',
  'meeting.nothingWritten': 'No comment has been written yet.',
  'meeting.noText': 'The text could not be fetched. Open the section instead.',
  'meeting.locked': 'The section is locked. The assessment cannot be changed.',
  'meeting.mayNot':
    'You can follow along. The coordinator and the approver settle, and reviewers while the section is in review.',
  'meeting.nameIt':
    'Name the meeting first, for instance Management group 25 Jan. It goes with every assessment.',
  'meeting.back': 'Previous',
  'meeting.skip': 'Skip',
  'meeting.settleNext': 'Settle and go on',
  'meeting.settleLast': 'Settle and finish',
  'meeting.allSettled': 'All {of} assessments are settled',
  'meeting.notSettled': '{count} of {of} assessments not settled',
  'meeting.openHeading': 'Not settled',
  'meeting.toOverview': 'Report overview',
}
