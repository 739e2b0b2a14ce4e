import type { section as sv } from '../../sv/first/section.ts'

export const section: Record<keyof typeof sv, string> = {
  'section.responsible': 'Responsible {names}',
  'section.reviewer': 'Reviewed by {names}',
  'section.dueBy': 'Due {date}',
  'section.wasDue': 'Was due {date}',
  'section.guidance': 'Guidance.',
  'section.guidanceNotPrinted': 'The guidance is not printed.',
  'section.foldGuidance': 'Fold the guidance',
  'section.unfoldGuidance': 'Show the guidance',
  'section.previous': 'Previous: {section}',
  'section.next': 'Next: {section}',
  'section.footer': 'Previous and next section',
  'section.textOf': '{heading}, text',
  'section.commentOf': 'Comment, {heading}',
  'section.write': 'Write here, or paste from Word.',
  'section.writeComment': 'Comment, if you like',
  'section.fetchFailed': 'The section could not be opened. Try again, or give the coordinator code {code}.',
  'section.missingTitle': 'There is no such section',
  'section.missing': 'The section is not in the report, or the coordinator has hidden it.',
  'section.toOverview': 'To the overview',
  'section.readView': 'Read view',

  'section.othersWrite': '{names} writes here. Write a remark.',
  'section.notMine': 'You are reading here. The coordinator can give you the text to write.',
  'section.lockedHere': 'The section is locked. The text cannot be changed.',
  'section.noContactHere': 'No contact with the server. You can write when contact returns.',
  'section.openingHere': 'The text is being opened. Write in a moment.',

  'section.whoUnlocksReady': 'The coordinator can unlock it.',
  'section.whoUnlocksApproved': 'Only {names} or a deputy can unlock it.',
  'section.sentBackBy': '{name} sent the section back {at}.',
  'section.reopenedBy': '{name} unlocked the section {at}.',
  'section.messageFrom': '{name} marked it as done {at}: “{message}”',
  'section.lockedNow': 'The section was locked while you were writing.',

  'section.signedOut':
    'You have been signed out. What was not saved is kept in this browser and sent when you have signed in again.',
  'section.signIn': 'Sign in',
  'section.noAccess': 'You no longer have a part in this section.',
  'section.gone': 'The text of the section is no longer found under this address. Reload the page.',
  'section.outdated': 'There is a new version of Samskrift. Reload the page before you go on writing.',
  'section.reload': 'Reload',
  'section.failed':
    'The text could not be opened for writing. What you have written is shown below if it is not saved.',
  'section.lost': 'No contact with the server since {time}.',
  'section.lostAdvice':
    'Keep writing and keep this tab open; the text is sent when contact returns. Figures and assessments can be changed then.',
  'section.neverOpened': 'The text is shown as it was. You can write when contact returns.',
  'section.backAndSaved': 'Contact is back. Everything is saved.',

  'section.leaveTitle':
    '{count, plural, one {One change is not saved yet. Stay a moment?} other {# changes are not saved yet. Stay a moment?}}',
  'section.leaveText':
    'The text stays in this browser and is sent the next time you open the section here. Nobody else sees it until then.',
  'section.leaveYes': 'Leave anyway',
  'section.leaveNo': 'Stay',
  'section.footnoteLabel': 'Footnote: {text}',
  'section.droppedImages':
    '{count, plural, one {A picture was left out. Insert it with Picture.} other {# pictures were left out. Insert them with Picture.}}',

  'section.rescueTitle': 'Part of what you wrote could not be saved',

  'section.moreActions': 'More to do with the section',
  'section.submit': 'Mark as done…',
  'section.withdraw': 'Take back',
  'section.sendBack': 'Send back…',
  'section.ready': 'Ready for approval…',
  'section.reopen': 'Unlock…',
  'section.moved.submit': '{section} is marked as done.',
  'section.moved.withdraw': '{section} has been taken back.',
  'section.moved.sendBack': '{section} has been sent back.',
  'section.moved.ready': '{section} is ready for approval and locked.',
  'section.moved.approve': '{section} is approved.',
  'section.moved.reopen': '{section} is unlocked.',
  'section.offlineAction': 'Possible when contact returns.',

  'section.panelLastYear': 'Last year’s text',
  'section.panelLastYearShort': 'Last year',
  'section.panelGuidance': 'Guidance',
  'section.panelChecks': 'Checks',
  'section.nothingYet': 'There is no text here yet.',
}
