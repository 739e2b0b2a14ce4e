import type { ChainedEntry } from '../../shared/audit/chain.ts'
import { apply } from '../../shared/report/apply.ts'
import { reportEvent, type ReportEvent } from '../../shared/report/event.ts'
import type { Report } from '../../shared/report/report.ts'

/** What sort of thing an entry tells of: what the log is filtered by. `reading` is shown only to who asks for it. */
export const logKinds = [
  'text',
  'figure',
  'judgement',
  'step',
  'item',
  'plan',
  'people',
  'remark',
  'contribution',
  'check',
  'report',
  'reading',
] as const
export type LogKind = (typeof logKinds)[number]

export const kindOf: Readonly<Record<ReportEvent['type'], LogKind>> = {
  reportCreated: 'report',
  reportChanged: 'report',
  cellsSet: 'figure',
  statusProposed: 'judgement',
  statusSettled: 'judgement',
  statusUnsettled: 'judgement',
  sectionMoved: 'step',
  sectionHidden: 'report',
  sectionAdded: 'report',
  sectionRetitled: 'report',
  sectionRemoved: 'report',
  epochsRaised: 'report',
  planItemAdded: 'plan',
  planItemChanged: 'plan',
  planItemMoved: 'plan',
  planItemRemoved: 'plan',
  planReplaced: 'plan',
  planLocked: 'plan',
  memberSet: 'people',
  memberRemoved: 'people',
  deputiesSet: 'people',
  itemsSet: 'people',
  rowAdded: 'figure',
  rowRenamed: 'figure',
  rowMoved: 'figure',
  rowRemoved: 'figure',
  blockFinal: 'figure',
  findingsExplained: 'check',
  textChanged: 'text',
  imageAdded: 'text',
  itemMoved: 'item',
  quotesConfirmed: 'item',
  threadOpened: 'remark',
  threadReplied: 'remark',
  threadChanged: 'remark',
  suggestionDecided: 'remark',
  contributionStarted: 'contribution',
  contributionChanged: 'contribution',
  contributionMoved: 'contribution',
  versionKept: 'text',
  sectionSeen: 'reading',
}

/** An entry of the log as the page tells it. */
export interface LogEntry {
  readonly stored: ChainedEntry
  /** Null: erased, or of a kind that this page does not know. */
  readonly event: ReportEvent | null
  readonly kind: LogKind | null
  /** The report as it was before: what is told of what an event took the place of. */
  readonly before: Report | null
}

/**
 * The entries in order, each with the report as it stood before. Reports share what has not changed, so that thousands of them
 * weigh little more than one.
 */
export function replayLog(stored: readonly ChainedEntry[]): LogEntry[] {
  let report: Report | null = null
  return stored.map((entry): LogEntry => {
    const parsed = entry.event === null ? undefined : reportEvent.safeParse(entry.event)
    const event = parsed?.success === true ? parsed.data : null
    const before = report
    if (event !== null) {
      const { seq, at, actor } = entry
      report = apply(report, { seq, at, actor: actorOf(actor), event }) ?? report
    }
    return { stored: entry, event, kind: event === null ? null : kindOf[event.type], before }
  })
}

const actorOf = ({ user, forUser }: ChainedEntry['actor']) => ({
  user,
  ...(forUser === undefined ? {} : { forUser }),
})
