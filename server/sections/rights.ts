import type { ReportEvent } from '../../shared/report/event.ts'

/** Events after which somebody may have more or fewer rights in a text, or other slots: open sockets are judged anew. */
const deciding: ReadonlySet<ReportEvent['type']> = new Set<ReportEvent['type']>([
  'sectionMoved',
  'sectionHidden',
  'sectionRemoved',
  'epochsRaised',
  'memberSet',
  'memberRemoved',
  'deputiesSet',
  'itemsSet',
  'contributionChanged',
  'contributionMoved',
])

export const changesRights = ({ type }: ReportEvent): boolean => deciding.has(type)
