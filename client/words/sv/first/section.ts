/** What the first view of a section says of section; its English is in `words/en/first/section.ts`. */
export const section = {
  'section.responsible': 'Ansvarig {names}',
  'section.reviewer': 'Granskas av {names}',
  'section.dueBy': 'Klart senast {date}',
  'section.wasDue': 'Skulle ha varit klart {date}',
  'section.guidance': 'Anvisning.',
  'section.guidanceNotPrinted': 'Anvisningen följer inte med ut.',
  'section.foldGuidance': 'Fäll ihop anvisningen',
  'section.unfoldGuidance': 'Visa anvisningen',
  'section.previous': 'Föregående: {section}',
  'section.next': 'Nästa: {section}',
  'section.footer': 'Föregående och nästa avsnitt',
  'section.textOf': '{heading}, text',
  'section.commentOf': 'Kommentar, {heading}',
  'section.write': 'Skriv här, eller klistra in från Word.',
  'section.writeComment': 'Kommentar, om du vill',
  'section.fetchFailed':
    'Det gick inte att öppna avsnittet. Försök igen, eller hör av dig till samordnaren med koden {code}.',
  'section.missingTitle': 'Avsnittet finns inte',
  'section.missing': 'Avsnittet finns inte i rapporten, eller har dolts av samordnaren.',
  'section.toOverview': 'Till rapportöversikten',
  'section.readView': 'Läsvy',

  'section.othersWrite': '{names} skriver här. Skriv en synpunkt.',
  'section.notMine': 'Du läser här. Samordnaren kan ge dig texten att skriva.',
  'section.lockedHere': 'Avsnittet är låst. Texten kan inte ändras.',
  'section.noContactHere': 'Ingen kontakt med servern. Du kan skriva när kontakten är tillbaka.',
  'section.openingHere': 'Texten öppnas. Skriv om ett ögonblick.',

  'section.whoUnlocksReady': 'Samordnaren kan låsa upp.',
  'section.whoUnlocksApproved': 'Bara {names} eller en ställföreträdare kan låsa upp.',
  'section.sentBackBy': '{name} skickade tillbaka avsnittet {at}.',
  'section.reopenedBy': '{name} låste upp avsnittet {at}.',
  'section.messageFrom': '{name} klarmarkerade {at}: ”{message}”',
  'section.lockedNow': 'Avsnittet låstes medan du skrev.',

  'section.signedOut':
    'Du har loggats ut. Det som inte hann sparas finns kvar i den här webbläsaren och skickas när du har loggat in igen.',
  'section.signIn': 'Logga in',
  'section.noAccess': 'Du är inte längre med i det här avsnittet.',
  'section.gone': 'Avsnittets text finns inte längre under den här adressen. Ladda om sidan.',
  'section.outdated': 'Samskrift har fått en ny version. Ladda om sidan innan du skriver vidare.',
  'section.reload': 'Ladda om',
  'section.failed':
    'Texten gick inte att öppna för skrivning. Det du har skrivit visas nedan om det inte är sparat.',
  'section.lost': 'Ingen kontakt med servern sedan {time}.',
  'section.lostAdvice':
    'Fortsätt skriva och håll fliken öppen, så skickas texten när kontakten är tillbaka. Siffror och bedömningar kan du ändra först då.',
  'section.neverOpened': 'Texten visas som den var senast. Du kan skriva när kontakten är tillbaka.',
  'section.backAndSaved': 'Kontakten är tillbaka. Allt är sparat.',

  'section.leaveTitle':
    '{count, plural, one {En ändring är inte sparad än. Stanna kvar en stund?} other {# ändringar är inte sparade än. Stanna kvar en stund?}}',
  'section.leaveText':
    'Texten ligger kvar i den här webbläsaren och skickas nästa gång du öppnar avsnittet här. Ingen annan ser den förrän dess.',
  'section.leaveYes': 'Gå ändå',
  'section.leaveNo': 'Stanna kvar',
  'section.footnoteLabel': 'Fotnot: {text}',
  'section.droppedImages':
    '{count, plural, one {En bild följde inte med. Lägg in den med Bild.} other {# bilder följde inte med. Lägg in dem med Bild.}}',

  'section.rescueTitle': 'En del av det du skrev kunde inte sparas',

  'section.moreActions': 'Mer att göra med avsnittet',
  'section.submit': 'Klarmarkera…',
  'section.withdraw': 'Ta tillbaka',
  'section.sendBack': 'Skicka tillbaka…',
  'section.ready': 'Klar för godkännande…',
  'section.reopen': 'Lås upp…',
  'section.moved.submit': '{section} är klarmarkerat.',
  'section.moved.withdraw': '{section} är taget tillbaka.',
  'section.moved.sendBack': '{section} är skickat tillbaka.',
  'section.moved.ready': '{section} är klart för godkännande och låst.',
  'section.moved.approve': '{section} är godkänt.',
  'section.moved.reopen': '{section} är upplåst.',
  'section.offlineAction': 'Går när kontakten är tillbaka.',

  'section.panelLastYear': 'Förra årets text',
  'section.panelLastYearShort': 'Förra året',
  'section.panelGuidance': 'Anvisning',
  'section.panelChecks': 'Kontroller',
  'section.nothingYet': 'Här står ingen text än.',
}
