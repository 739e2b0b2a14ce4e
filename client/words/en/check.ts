import type { check as sv } from '../sv/check.ts'

export const check: Record<keyof typeof sv, string> = {
  'check.intro': 'They never stop you from saving. Correct, or explain what is right all the same.',
  'check.where': 'Which checks are shown',
  'check.thisSection': 'This section',
  'check.wholeReport': 'Whole report',
  'check.error': 'Error',
  'check.toExplain': 'To explain',
  'check.note': 'Note',
  'check.explained': 'Explained',
  'check.counts':
    '{open, plural, one {# unexplained} other {# unexplained}}, {explained, plural, one {# explained} other {# explained}}',
  'check.allWell': 'Everything adds up.',
  'check.checked':
    '{count, plural, =0 {There are no relations to check yet.} one {# relation checked, nothing to report.} other {# relations checked, nothing to report.}}',
  'check.checkedHere':
    'Nothing to report in this section. {count, plural, one {# relation checked} other {# relations checked}} in the whole report.',
  'check.sum': 'Sum',
  'check.computed': 'Computed',
  'check.inTable': 'In the table',
  'check.difference': 'Difference',
  'check.minus': 'minus {label}',
  'check.dividedBy': 'divided by {label}',
  'check.otherPlace': 'The other place says',
  'check.show': 'Show the cell',
  'check.showText': 'Show the place',
  'check.explain': 'Explain',
  'check.why': 'Why is it right all the same? The approver sees the explanation.',
  'check.also': 'Also holds for {place}',
  'check.saveReason': 'Save the explanation',
  'check.explainedBy': 'Explained by {name} {when}: {reason}',
  'check.removeReason': 'Remove the explanation',
  'check.follows': 'Follows from this:',
  'check.section': '{number} {title}',
}
