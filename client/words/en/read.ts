import type { read as sv } from '../sv/read.ts'

export const read = {
  'read.contents': 'Contents with page numbers',
  'read.title': 'Read view',
  'read.backToEditing': 'Back to editing',
  'read.print': 'Print',
  'read.downloadFile': 'Download as a file',
  'read.downloadData': 'Download as data (JSON)',
  'read.summary': 'What the board sees',
  'read.shows': 'This shows the report as of {time}.',
  'read.count.godkand': '{count, plural, one {# section approved} other {# sections approved}}',
  'read.count.klar': '{count} ready for approval',
  'read.count.granskning': '{count} in review',
  'read.count.arbete': '{count} in progress',
  'read.stateOnPages': 'Until the report is submitted to the board, every page says {state}.',
  'read.neverFollows': 'Remarks, guidance and checks never follow.',
} satisfies Record<keyof typeof sv, string>
