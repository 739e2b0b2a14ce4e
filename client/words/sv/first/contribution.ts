/** What the first view of a section says of contribution; its English is in `words/en/first/contribution.ts`. */
export const contribution = {
  'contribution.title': 'Bidrag',
  'contribution.tools': 'Bidrag till {item}',
  'contribution.writeAlone': 'Skriv enskilt',
  'contribution.goOn': 'Fortsätt skriva enskilt',
  'contribution.ask': 'Be om bidrag…',
  'contribution.askMore': 'Be fler om bidrag…',
  'contribution.lockedNow': 'Avsnittet är låst.',
  'contribution.count': 'Bidrag {done} av {all}',
  'contribution.mine': 'Mitt bidrag',
  'contribution.failed': 'Det gick inte: {why}',
  'contribution.handedInNews': '{who} har lämnat in sitt bidrag.',
  'contribution.nothingNews': '{who} har inget att rapportera.',
  'contribution.sentBackNews': '{name} har skickat tillbaka ditt bidrag.',
}
