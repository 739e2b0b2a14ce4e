/** The read view, which says what the nämnd will get. */
export const read = {
  'read.contents': 'Innehåll med sidnummer',
  'read.title': 'Läsvy',
  'read.backToEditing': 'Tillbaka till redigering',
  'read.print': 'Skriv ut',
  'read.downloadFile': 'Ladda ner som fil',
  'read.downloadData': 'Ladda ner som data (JSON)',
  'read.summary': 'Så här ser nämnden det',
  'read.shows': 'Utskriften visar läget {time}.',
  'read.count.godkand': '{count, plural, one {# avsnitt godkänt} other {# avsnitt godkända}}',
  'read.count.klar': '{count, plural, one {# klart för godkännande} other {# klara för godkännande}}',
  'read.count.granskning': '{count} på granskning',
  'read.count.arbete': '{count} under arbete',
  'read.stateOnPages': 'Tills rapporten är lämnad till nämnden står {state} på varje sida.',
  'read.neverFollows': 'Synpunkter, anvisningar och kontroller följer aldrig med.',
} satisfies Record<string, string>
