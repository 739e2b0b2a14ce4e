/** What the first view of a section says of notice; its English is in `words/en/first/notice.ts`. */
export const notice = {
  'notice.title': 'Nytt',
  'notice.bell': '{count, plural, =0 {Nytt, inget oläst} one {Nytt, ett oläst} other {Nytt, # olästa}}',
  'notice.arrived': '{count, plural, one {Något nytt till dig.} other {# nya händelser till dig.}}',
  'notice.settingsOpen': 'Aviseringar…',
}
