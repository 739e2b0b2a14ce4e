import type { report as sv } from '../../sv/first/report.ts'

export const report: Record<keyof typeof sv, string> = {
  'nav.mine': 'My tasks',
  'nav.overview': 'Report overview',
  'nav.plan': 'Plan',
  'nav.contents': 'Contents',
  'nav.switchReport': 'Switch report',
  'nav.allReports': 'All reports',
  'nav.top': 'Page head',
  'nav.panels': 'Panels',
  'nav.more': 'More',
  'nav.tasks': 'Tasks',
  'nav.search': 'Search the report',
  'presence.others': '{count, plural, one {# other here} other {# others here}}',
  'presence.title': 'Here now',
  'presence.inOverview': 'The overview',
  'presence.goThere': 'Go there',
  'step.refused.onlyAuthor': 'You are the only author here. A deputy or somebody else needs to approve.',

  'noRight.title': 'You cannot open this report',
  'noRight.withdrawn': 'Your role in the report has been removed. The coordinator can add you again.',
}
