/** What the first view of a section says of common; its English is in `words/en/first/common.ts`. */
export const common = {
  'common.product': 'Samskrift',
  'common.pageTitle': '{page}, Samskrift',
  'common.toText': 'Till texten',
  'common.close': 'Stäng',
  'common.cancel': 'Avbryt',
  'common.undo': 'Ångra',
  'common.message': 'Meddelande',
  'common.tryAgain': 'Försök igen',
  'common.loading': 'Hämtar',

  'state.ej_paborjat': 'Ej påbörjat',
  'state.arbete': 'Under arbete',
  'state.granskning': 'På granskning',
  'state.klar': 'Klar för godkännande',
  'state.godkand': 'Godkänt',
  'itemState.ej_paborjad': 'Ej påbörjad',
  'itemState.paborjad': 'Påbörjad',
  'itemState.inlamnad': 'Inlämnad',
  'itemState.inget_att_rapportera': 'Inget att rapportera',
  'itemState.tillbaka': 'Skickad tillbaka',

  'saved.savedAt': 'Sparat {time}',
  'saved.saving': 'Sparar…',
  'saved.waiting': '{count, plural, one {# ändring väntar} other {# ändringar väntar}}',
  'saved.locked': 'Låst',
  'saved.nothing': 'Inget att spara än',

  'contact.lost': 'Ingen kontakt med servern sedan {time}.',
  'contact.lostAdvice':
    'Fortsätt skriva och håll fliken öppen, så skickas texten när kontakten är tillbaka. Siffror och bedömningar kan du ändra först då.',
  'contact.tryNow': 'Försök nu',
  'contact.back': 'Kontakten är tillbaka. Allt är sparat.',
  'contact.none': 'Ingen kontakt med servern. Försök igen om en stund.',

  'error.title': 'Något gick fel',
  'error.page':
    'Det gick inte att visa sidan. Försök igen, eller hör av dig till samordnaren med koden {code}.',
  'error.goneTitle': 'Rapporten finns inte',
  'error.gone': 'Rapporten finns inte, har tagits bort eller hör till en nämnd som du inte är med i.',
  'error.goneAdvice': 'Samordnaren för rapporten kan lägga till dig.',
  'error.pageMissingTitle': 'Sidan finns inte',
  'error.pageMissing': 'Adressen leder ingenstans. Den kan ha ändrats.',
  'error.toMine': 'Till mina uppgifter',
  'error.toReports': 'Till rapporterna',

  'demo.name': 'Demonstration',
  'demo.banner': 'Demonstration. Personerna är påhittade.',
  'keys.searchKeys': 'Ctrl+Skift+F',
}
