import type { contribution as sv } from '../../sv/first/contribution.ts'

export const contribution: Record<keyof typeof sv, string> = {
  'contribution.title': 'Contributions',
  'contribution.tools': 'Contributions to {item}',
  'contribution.writeAlone': 'Write alone',
  'contribution.goOn': 'Go on writing alone',
  'contribution.ask': 'Ask for contributions…',
  'contribution.askMore': 'Ask more for contributions…',
  'contribution.lockedNow': 'The section is locked.',
  'contribution.count': 'Contributions {done} of {all}',
  'contribution.mine': 'My contribution',
  'contribution.failed': 'That did not work: {why}',
  'contribution.handedInNews': '{who} has handed in their contribution.',
  'contribution.nothingNews': '{who} has nothing to report.',
  'contribution.sentBackNews': '{name} has sent your contribution back.',
}
