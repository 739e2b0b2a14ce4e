/** What the first view of a section says of check; its English is in `words/en/first/check.ts`. */
export const check = {
  'check.title': 'Kontroller',
  'check.useComputed': 'Använd det uträknade',
  'check.changeTo': 'Ändra till {value}',
  'check.explainAsk': 'Förklara…',
  'check.here': 'Här {shown}, borde vara {computed}, skillnad {difference}.',
  'check.hereOther': 'Här {shown}, där {computed}, skillnad {difference}.',
}
