/** What the first view of a section says of report; its English is in `words/en/first/report.ts`. */
export const report = {
  'nav.mine': 'Mina uppgifter',
  'nav.overview': 'Rapportöversikt',
  'nav.plan': 'Plan',
  'nav.contents': 'Innehåll',
  'nav.switchReport': 'Byt rapport',
  'nav.allReports': 'Alla rapporter',
  'nav.top': 'Sidhuvud',
  'nav.panels': 'Paneler',
  'nav.more': 'Mer',
  'nav.tasks': 'Uppgifter',
  'nav.search': 'Sök i rapporten',
  'presence.others': '{count} till här',
  'presence.title': 'Här nu',
  'presence.inOverview': 'Rapportöversikten',
  'presence.goThere': 'Gå dit',
  'step.refused.onlyAuthor':
    'Du är ensam skribent här. En ställföreträdare eller någon annan behöver godkänna.',

  'noRight.title': 'Du kan inte öppna den här rapporten',
  'noRight.withdrawn': 'Din roll i rapporten har tagits bort. Samordnaren kan lägga till dig igen.',
}
