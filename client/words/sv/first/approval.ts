/** What the first view of a section says of approval; its English is in `words/en/first/approval.ts`. */
export const approval = {
  'approval.approveAsk': 'Godkänn…',
  'approval.newRemark': 'Ny synpunkt',

  'approval.approvedBy': 'Godkänt av {name}, {title}, {at}. Låst.',
  'approval.approvedByDeputy': 'Godkänt av {name}, för {title}, {at}. Låst.',
  'approval.readyBy': 'Klar för godkännande, låst av {name} {at}.',
  'approval.awaits': 'Väntar på {names}.',
  'approval.awaitsYou': 'Väntar på dig.',
  'approval.awaitsNobody': 'Ingen är godkännare här än. Samordnaren lägger till någon.',
  'approval.deputyFor': '{name} för {title}',
  'approval.explainedCount':
    '{count, plural, =0 {Inga kontroller behövde förklaras.} one {En kontroll förklarad av {names}.} other {# kontroller förklarade av {names}.}}',
  'approval.details': 'Detaljer',
}
