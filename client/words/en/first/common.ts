import type { common as sv } from '../../sv/first/common.ts'

export const common: Record<keyof typeof sv, string> = {
  'common.product': 'Samskrift',
  'common.pageTitle': '{page}, Samskrift',
  'common.toText': 'To the text',
  'common.close': 'Close',
  'common.cancel': 'Cancel',
  'common.undo': 'Undo',
  'common.message': 'Message',
  'common.tryAgain': 'Try again',
  'common.loading': 'Loading',

  'state.ej_paborjat': 'Not started',
  'state.arbete': 'In progress',
  'state.granskning': 'In review',
  'state.klar': 'Ready for approval',
  'state.godkand': 'Approved',
  'itemState.ej_paborjad': 'Not started',
  'itemState.paborjad': 'Begun',
  'itemState.inlamnad': 'Handed in',
  'itemState.inget_att_rapportera': 'Nothing to report',
  'itemState.tillbaka': 'Sent back',

  'saved.savedAt': 'Saved {time}',
  'saved.saving': 'Saving…',
  'saved.waiting': '{count, plural, one {# change waiting} other {# changes waiting}}',
  'saved.locked': 'Locked',
  'saved.nothing': 'Nothing to save yet',

  'contact.lost': 'No contact with the server since {time}.',
  'contact.lostAdvice':
    'Keep writing and keep this tab open; the text is sent when contact returns. Figures and assessments can be changed then.',
  'contact.tryNow': 'Try now',
  'contact.back': 'Contact is back. Everything is saved.',
  'contact.none': 'No contact with the server. Try again in a moment.',

  'error.title': 'Something went wrong',
  'error.page': 'The page could not be shown. Try again, or give the coordinator code {code}.',
  'error.goneTitle': 'The report does not exist',
  'error.gone': 'The report does not exist, has been removed, or belongs to a board you are not part of.',
  'error.goneAdvice': 'The coordinator of the report can add you.',
  'error.pageMissingTitle': 'The page does not exist',
  'error.pageMissing': 'The address leads nowhere. It may have changed.',
  'error.toMine': 'To my tasks',
  'error.toReports': 'To the reports',

  'demo.name': 'Demonstration',
  'demo.banner': 'Demonstration. The people are made up.',
  'keys.searchKeys': 'Ctrl+Shift+F',
}
