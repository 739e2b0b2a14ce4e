import type { approval as sv } from '../sv/approval.ts'

export const approval: Record<keyof typeof sv, string> = {
  'approval.title': 'Approve',
  'approval.approveAsk': 'Approve…',
  'approval.newRemark': 'New remark',

  'approval.approvedBy': 'Approved by {name}, {title}, {at}. Locked.',
  'approval.approvedByDeputy': 'Approved by {name}, for {title}, {at}. Locked.',
  'approval.readyBy': 'Ready for approval, locked by {name} {at}.',
  'approval.awaits': 'Waiting for {names}.',
  'approval.awaitsYou': 'Waiting for you.',
  'approval.awaitsNobody': 'Nobody approves here yet. The coordinator adds someone.',
  'approval.deputyFor': '{name} for {title}',
  'approval.version': 'Version {version}',
  'approval.explainedCount':
    '{count, plural, =0 {No checks needed explaining.} one {One check explained by {names}.} other {# checks explained by {names}.}}',
  'approval.details': 'Details',
  'approval.versionLabel': 'Version',
  'approval.versionAt': '{version}, {at}',
  'approval.deputyLabel': 'Deputy',
  'approval.deputyWords': '{name} approved for {forName}.',
  'approval.deputyDates': 'From {from} to {to}: {reason}',
  'approval.explainedLabel': 'Explained checks',
  'approval.noneExplained': 'No checks needed explaining.',
  'approval.explainedBy': 'Explained by {name} {when}.',
  'approval.checksum': 'Checksum',
  'approval.check': 'Check',
  'approval.check.holds': 'The checksum matches. Nothing has changed since {at}.',
  'approval.check.broken':
    'The checksum does not match. Contact the administrator before the report is used.',
  'approval.check.notComputed':
    'This browser does not compute the checksum without a secure connection. Open the page over https.',
  'approval.figuresChanged': 'Figures have changed since approval.',
  'approval.figureChanged': '{figure} in {section} changed from {before} to {after}.',
  'approval.figureChangedAt': '{figure} in {section} changed {at} from {before} to {after}.',
  'approval.emptyFigure': 'empty',
  'approval.moreFigures': '{count, plural, one {And one figure more.} other {And # figures more.}}',
  'approval.asApproved': 'The approval is of the figures that stood here then.',
  'approval.unlockTitle': 'Unlock the section?',
  'approval.unlockApproved':
    'Authors can write again. The approval is kept in history and the section must be approved again.',
  'approval.unlockReady':
    'Authors can write again. The section must be marked as done and made ready for approval again.',
  'approval.unlockReason': 'Reason',
  'approval.unlockReasonHint': 'Seen by everybody in the section.',
}
