import type { approval as sv } from '../../sv/first/approval.ts'

export const approval: Record<keyof typeof sv, string> = {
  'approval.approveAsk': 'Approve…',
  'approval.newRemark': 'New remark',

  'approval.approvedBy': 'Approved by {name}, {title}, {at}. Locked.',
  'approval.approvedByDeputy': 'Approved by {name}, for {title}, {at}. Locked.',
  'approval.readyBy': 'Ready for approval, locked by {name} {at}.',
  'approval.awaits': 'Waiting for {names}.',
  'approval.awaitsYou': 'Waiting for you.',
  'approval.awaitsNobody': 'Nobody approves here yet. The coordinator adds someone.',
  'approval.deputyFor': '{name} for {title}',
  'approval.explainedCount':
    '{count, plural, =0 {No checks needed explaining.} one {One check explained by {names}.} other {# checks explained by {names}.}}',
  'approval.details': 'Details',
}
