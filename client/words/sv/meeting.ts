/** What the reader sees of meeting. Keys begin with `meeting.`; each has its counterpart in `words/en/meeting.ts`. */
export const meeting = {
  'meeting.title': 'Genomgång',
  'meeting.nothing': 'Rapporten har inget som bedöms.',
  'meeting.progress': '{settled} av {of} fastställda',
  'meeting.fullScreen': 'Helskärm',
  'meeting.parts': 'Vad mötet går igenom',
  'meeting.part.mal': 'Mål och uppdrag ({count})',
  'meeting.part.indikatorer': 'Indikatorer ({count})',
  'meeting.part.intern-kontroll': 'Intern kontroll ({count})',
  'meeting.part.alla': 'Alla ({count})',
  'meeting.steps': 'Bedömningar i tur och ordning',
  'meeting.step': '{n}. {title}, {state}',
  'meeting.state.settled': 'fastställd',
  'meeting.state.proposed': 'föreslagen',
  'meeting.state.nothing': 'inte bedömd',
  'meeting.at': '{n} av {of}: {title}',
  'meeting.nothingWritten': 'Ingen kommentar är skriven än.',
  'meeting.noText': 'Texten gick inte att hämta. Öppna avsnittet i stället.',
  'meeting.locked': 'Avsnittet är låst. Bedömningen kan inte ändras.',
  'meeting.mayNot':
    'Du kan följa med. Samordnaren och godkännaren fastställer, och granskare medan avsnittet är på granskning.',
  'meeting.nameIt':
    'Skriv mötets namn först, till exempel Ledningsgruppen 25 jan. Det följer med varje bedömning.',
  'meeting.back': 'Föregående',
  'meeting.skip': 'Hoppa över',
  'meeting.settleNext': 'Fastställ och gå vidare',
  'meeting.settleLast': 'Fastställ och avsluta',
  'meeting.allSettled': 'Alla {of} bedömningar är fastställda',
  'meeting.notSettled':
    '{count} av {of} bedömningar ej {count, plural, one {fastställd} other {fastställda}}',
  'meeting.openHeading': 'Inte fastställda',
  'meeting.toOverview': 'Rapportöversikt',
}
