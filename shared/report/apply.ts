import { contributionsAfter } from '../contribution/contributionsAfter.ts'
import { defined } from '../defined.ts'
import { cellsAfter } from '../figure/cellsAfter.ts'
import { rowsAfter } from '../figure/rowsAfter.ts'
import { planAfter } from '../plan/planAfter.ts'
import { threadsAfter } from '../review/threadsAfter.ts'
import { itemsAfter } from '../section/itemsAfter.ts'
import { epochsAfter, sectionsAfter } from '../section/sectionsAfter.ts'
import type { ReportEntry } from './event.ts'
import type { Report } from './report.ts'
import { statusesAfter } from './statusesAfter.ts'

/**
 * The report after one more entry. Pure: the server replays its journal with it, a page its live events.
 * Entries are facts, so it never refuses; an entry about something unknown changes nothing.
 */
export function apply(report: Report | null, entry: ReportEntry): Report | null {
  const { event } = entry
  if (event.type === 'reportCreated') return event.report
  return report === null ? null : applyTo(report, entry)
}

type Stamp = { by: string; at: string }

function applyTo(report: Report, entry: ReportEntry): Report {
  const { event } = entry
  const stamp: Stamp = { by: entry.actor.user, at: entry.at }
  switch (event.type) {
    case 'reportCreated':
      return event.report
    case 'reportChanged': {
      const { type: _type, ...changed } = event
      return { ...report, ...defined(changed) }
    }
    case 'cellsSet':
      return { ...report, cells: cellsAfter(report.cells, event.cells, stamp) }
    case 'statusProposed':
    case 'statusUnsettled':
      return { ...report, statuses: statusesAfter(report.statuses, event, stamp) }
    case 'statusSettled':
      return {
        ...report,
        statuses: statusesAfter(report.statuses, event, stamp),
        ...(event.meeting === undefined ? {} : { lastMeeting: event.meeting }),
      }
    case 'sectionMoved':
    case 'sectionHidden':
    case 'sectionAdded':
    case 'sectionRetitled':
    case 'sectionRemoved':
      return { ...report, ...sectionsAfter(report, event, stamp) }
    case 'epochsRaised':
      return { ...report, ...epochsAfter(report, event) }
    case 'planItemAdded':
    case 'planItemChanged':
    case 'planItemMoved':
    case 'planItemRemoved':
    case 'planReplaced':
    case 'planLocked':
      return { ...report, plan: planAfter(report.plan, event, stamp) }
    case 'memberSet': {
      const known = report.members[event.user]
      const arrival = known?.arrival ?? nextArrival(report)
      return {
        ...report,
        members: { ...report.members, [event.user]: { user: event.user, grants: event.grants, arrival } },
      }
    }
    case 'memberRemoved': {
      const known = report.members[event.user]
      // Kept without grants: the colour of earlier carets and the names in the history stay theirs.
      return known
        ? { ...report, members: { ...report.members, [event.user]: { ...known, grants: [] } } }
        : report
    }
    case 'deputiesSet':
      return { ...report, deputies: event.deputies }
    case 'itemsSet':
    case 'itemMoved':
    case 'quotesConfirmed':
      return { ...report, items: itemsAfter(report.items, event, stamp) }
    case 'rowAdded':
    case 'rowRenamed':
    case 'rowMoved':
    case 'rowRemoved':
      return { ...report, rows: rowsAfter(report.rows, event) }
    case 'blockFinal': {
      const { [event.block]: _final, ...others } = report.final
      return { ...report, final: event.final ? { ...others, [event.block]: stamp } : others }
    }
    case 'findingsExplained':
      return { ...report, explanations: explained(report.explanations, event.findings, event.reason, stamp) }
    case 'textChanged': {
      const before = report.texts[event.section] ?? {}
      const changed = event.slots.map(({ slot, words, by }) => [slot, { words, by, at: entry.at }] as const)
      return {
        ...report,
        texts: { ...report.texts, [event.section]: { ...before, ...Object.fromEntries(changed) } },
      }
    }
    case 'imageAdded':
      return report
    case 'threadOpened':
    case 'threadReplied':
    case 'threadChanged':
    case 'suggestionDecided':
      return { ...report, threads: threadsAfter(report.threads, event, stamp) }
    case 'contributionStarted':
    case 'contributionChanged':
    case 'contributionMoved':
      return { ...report, contributions: contributionsAfter(report.contributions, event, stamp) }
    case 'versionKept': {
      const kept = { ...event.version, ...stamp }
      return {
        ...report,
        versions: { ...report.versions, [event.section]: [...(report.versions[event.section] ?? []), kept] },
      }
    }
    case 'sectionSeen':
      return {
        ...report,
        seen: {
          ...report.seen,
          [stamp.by]: { ...report.seen[stamp.by], [event.section]: { digest: event.digest, at: stamp.at } },
        },
      }
    default:
      return event satisfies never
  }
}

function explained(
  explanations: Report['explanations'],
  findings: readonly string[],
  reason: string | null,
  stamp: Stamp,
): Report['explanations'] {
  const kept = Object.fromEntries(
    Object.entries(explanations).filter(([finding]) => !findings.includes(finding)),
  )
  return reason === null
    ? kept
    : { ...kept, ...Object.fromEntries(findings.map((finding) => [finding, { reason, ...stamp }])) }
}

const nextArrival = (report: Report): number =>
  Object.values(report.members).reduce((highest, member) => Math.max(highest, member.arrival + 1), 0)
