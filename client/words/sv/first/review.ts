/** What the first view of a section says of review; its English is in `words/en/first/review.ts`. */
export const review = {
  'review.title': 'Synpunkter',
  'review.new': 'Synpunkt',
  'review.description': 'synpunkt {number} av {total}',

  'review.reportFault': 'Rapportera fel i låst text',
  'review.lockedTextUnnamed': 'Låst text',
  'review.onBlock': 'Synpunkt på {title}',
  'review.onStatus': 'Synpunkt på bedömningen',
  'review.showThreads': '{count, plural, one {Visa synpunkten} other {Visa # synpunkter}}',
  'review.count': '{count, plural, one {# synpunkt} other {# synpunkter}}',
  'review.sayCell': '{count, plural, one {en synpunkt} other {# synpunkter}}',

  'review.selectFirst': 'Markera orden eller cellen som synpunkten gäller och välj Synpunkt.',
  'review.tooLong': 'Markera färre ord. En synpunkt kan gälla högst 4 000 tecken.',
  'review.oneText': 'Markera ord i en och samma text.',

  'review.saidNew': 'Ny synpunkt av {name}',
  'review.saidMine': '{name} har skrivit till dig i {section}',
  'review.saidReply': '{name} svarade på en synpunkt',
}
