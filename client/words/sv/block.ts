/** What the reader sees of block. Keys begin with `block.`; each has its counterpart in `words/en/block.ts`. */
export const block = {
  'block.table.row': 'Rad',
  'block.table.markFinalConfirm': 'Siffror klara',
  'block.table.finalTitle': 'Är siffrorna i {title} klara?',
  'block.table.finalExplain': 'Cellerna låses, inte texten. Du kan ta tillbaka det.',
  'block.table.finalEmpty':
    '{count, plural, =0 {Inga celler är tomma.} one {# cell är tom: {names}} other {# celler är tomma: {names}}}',
  'block.table.finalChecks':
    '{count, plural, =0 {Inga kontroller är öppna.} one {# kontroll är öppen.} other {# kontroller är öppna.}}',
  'block.history.of': '{cell}, historik',
  'block.history.none': 'Ingen har fyllt i cellen än.',
  'block.history.empty': 'tom',
  'block.history.became': 'blev',
  'block.history.delivered': 'enligt källan',
  'block.paste.title': 'Klistra in i {title}',
  'block.paste.size':
    '{rows, plural, one {# rad} other {# rader}} och {columns, plural, one {# kolumn} other {# kolumner}}. Ingenting ändras förrän du väljer Lägg in.',
  'block.paste.empty': 'Kopiera cellerna i Excel, ställ dig i rutan här under och klistra in.',
  'block.paste.field': 'Klistra in cellerna här',
  'block.paste.from': 'Börjar i {cell}',
  'block.paste.computed': 'räknas ut',
  'block.paste.locked': 'låst',
  'block.paste.unreadable': 'ingen siffra: {raw}',
  'block.paste.absent': 'finns inte',
  'block.paste.change': '{before} ändras till {after}',
  'block.paste.scale': 'Beloppen är i tusen kronor, tabellen är i miljoner.',
  'block.paste.first': 'Första cellen är {value}.',
  'block.paste.convert': 'Räkna om till mnkr',
  'block.paste.asIs': 'Använd som de är',
  'block.paste.changes':
    '{count, plural, =0 {Inga celler ändras.} one {# cell ändras.} other {# celler ändras.}}',
  'block.paste.same': '{count, plural, =0 {} one {# är redan lika.} other {# är redan lika.}}',
  'block.paste.computedCount':
    '{count, plural, =0 {} one {# räknas ut och hoppas över.} other {# räknas ut och hoppas över.}}',
  'block.paste.lockedCount':
    '{count, plural, =0 {} one {# är låst och hoppas över.} other {# är låsta och hoppas över.}}',
  'block.paste.unreadableCount':
    '{count, plural, =0 {} one {# är ingen siffra och hoppas över.} other {# är inga siffror och hoppas över.}}',
  'block.paste.beyondRows':
    '{count, plural, =0 {} one {# rad får inte plats.} other {# rader får inte plats.}}',
  'block.paste.beyondColumns':
    '{count, plural, =0 {} one {# kolumn får inte plats.} other {# kolumner får inte plats.}}',
  'block.paste.insert': '{count, plural, one {Lägg in # värde} other {Lägg in # värden}}',
  'block.rows.name': 'Radens namn',

  'block.sheet.previous': 'Föregående',
  'block.sheet.next': 'Nästa',
  'block.sheet.done': 'Klar',
  'block.sheet.value': 'Värde',

  'block.summary.notSettled': '{count} av {of} bedömningar inte fastställda:',
  'block.summary.notSettledOne': '1 av {of} bedömningar inte fastställd:',
  'block.summary.allSettled': 'Alla {of} bedömningar är fastställda.',
  'block.summary.list': '{row}, {status}: {count}',
  'block.summary.rowHead': 'Mål och uppdrag',
  'block.summary.more': '{count, plural, one {och # till} other {och # till}}',

  'block.control.risk': 'Risk',
  'block.control.measure': 'Åtgärd {number} av {of}',
  'block.control.onePerRisk': 'Ett svar per risk',
  'block.control.answered': '{answered} av {of} åtgärder besvarade',
  'block.control.counts':
    '{risks, plural, one {# risk} other {# risker}}, {measures, plural, one {# åtgärd} other {# åtgärder}}',
  'block.choice.ja': 'Ja',
  'block.choice.nej': 'Nej',
  'block.choice.delvis': 'Delvis',
  'block.choice.ej_annu': 'Ännu inte',
  'block.choice.annat': 'Annat',

  'block.verdict.proposal': '{title}, förslag till nämnden',
  'block.verdict.measures': 'Åtgärdernas status',
  'block.verdict.effect': 'Önskad effekt',
  'block.verdict.next': 'Till nästa riskanalys',
  'block.verdict.stay': '{count, plural, one {# risk ska ingå} other {# risker ska ingå}}',
  'block.verdict.leave': '{count, plural, one {# risk avslutas} other {# risker avslutas}}',
  'block.verdict.computedFrom': 'Räknas ut ur {section}',
  'block.verdict.because': 'Därför att',
  'block.verdict.needsReason': 'Ej tillräcklig behöver en motivering.',
} satisfies Record<string, string>
