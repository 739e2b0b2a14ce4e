import type { Seal } from '../approval/seal.ts'
import { contributionsAfter } from '../contribution/contributionsAfter.ts'
import { threadsAfter } from '../review/threadsAfter.ts'
import type { CellRecord, ItemRecord, Report, SectionRecord, StatusRecord } from './report.ts'
import type { CellChange, ReportEntry, ReportEvent } from './event.ts'
import type { PlanChange, PlanItem } from '../plan/plan.ts'
import { emptyCell } from '../figure/cellValue.ts'

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
      return { ...report, ...cellsSet(report, event.cells, stamp) }
    case 'statusProposed':
      return withStatus(report, event.item, (status) => ({
        ...status,
        proposed: { ...judgementOf(event), ...stamp },
      }))
    case 'statusSettled':
      return {
        ...withStatus(report, event.item, (status) => ({
          ...status,
          settled: {
            ...judgementOf(event),
            ...(event.meeting === undefined ? {} : { meeting: event.meeting }),
            ...stamp,
          },
        })),
        ...(event.meeting === undefined ? {} : { lastMeeting: event.meeting }),
      }
    case 'statusUnsettled':
      return withStatus(report, event.item, ({ settled: _settled, ...status }) => status)
    case 'sectionMoved':
      return withSection(report, event.section, (section) => sectionMoved(section, event, stamp))
    case 'sectionHidden':
      return withSection(report, event.section, (section) => ({ ...section, hidden: event.hidden }))
    case 'sectionAdded':
      return withSection(
        { ...report, addedSections: [...report.addedSections, event.section] },
        event.section.id,
        (section) => section,
      )
    case 'sectionRetitled':
      return mapAddedSection(report, event.section, (section) => ({ ...section, title: event.title }))
    case 'sectionRemoved':
      return mapAddedSection(report, event.section, (section) => ({ ...section, removed: true }))
    case 'epochsRaised': {
      const contributions = Object.values(report.contributions).map((contribution) => ({
        ...contribution,
        epoch: Math.max(contribution.epoch + 1, event.to),
      }))
      const known = new Set([...Object.keys(report.sections), ...event.sections])
      for (const { id } of contributions) known.delete(id)
      const withContributions: Report = {
        ...report,
        contributions: Object.fromEntries(contributions.map((raised) => [raised.id, raised])),
      }
      return [...known].reduce(
        (raised, id) =>
          withSection(raised, id, (section) => ({
            ...section,
            epoch: Math.max(section.epoch + 1, event.to),
          })),
        withContributions,
      )
    }
    case 'planItemAdded':
      return withPlan(report, (items) =>
        insertBefore(
          items,
          event.decision === undefined
            ? event.item
            : {
                ...event.item,
                changes: [{ kind: 'added', decision: event.decision, ...stamp } satisfies PlanChange],
              },
          event.before ?? null,
        ),
      )
    case 'planItemChanged':
      return withPlanItem(report, event.item, (item) => ({
        ...item,
        fields: event.fields,
        changes:
          event.decision === undefined
            ? item.changes
            : [
                ...item.changes,
                { kind: 'changed', decision: event.decision, before: event.before, ...stamp },
              ],
      }))
    case 'planItemMoved':
      return withPlan(report, (items) => {
        const moved = items.find((item) => item.id === event.item)
        if (!moved) return items
        return insertBefore(
          items.filter((item) => item.id !== event.item),
          { ...moved, parent: event.parent },
          event.before,
        )
      })
    case 'planItemRemoved':
      return withPlanItem(report, event.item, (item) => ({
        ...item,
        removed: true,
        changes:
          event.decision === undefined
            ? item.changes
            : [...item.changes, { kind: 'removed', decision: event.decision, ...stamp }],
      }))
    case 'planReplaced':
      return { ...report, plan: event.plan }
    case 'planLocked':
      return {
        ...report,
        plan: {
          ...report.plan,
          ...(event.decision === undefined ? {} : { decision: event.decision }),
          locked: stamp,
        },
      }
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
      return { ...report, items: event.items.reduce(itemSet, report.items) }
    case 'rowAdded':
      return withRows(report, event.block, (rows) => insertBefore(rows, event.row, event.before))
    case 'rowRenamed':
      return withRows(report, event.block, (rows) =>
        mapId(rows, event.row, (row) => ({ ...row, label: event.label })),
      )
    case 'rowMoved':
      return withRows(report, event.block, (rows) => {
        const moved = rows.find((row) => row.id === event.row)
        return moved
          ? insertBefore(
              rows.filter((row) => row.id !== event.row),
              moved,
              event.before,
            )
          : rows
      })
    case 'rowRemoved':
      return withRows(report, event.block, (rows) =>
        mapId(rows, event.row, (row) => ({ ...row, removed: true })),
      )
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
    case 'itemMoved':
      return withItem(report, event.item, (item) => itemMoved(item, event, stamp))
    case 'quotesConfirmed':
      return withItem(report, event.item, (item) => ({ ...item, quoted: event.quoted }))
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

const newSection: SectionRecord = { state: 'arbete', epoch: 1, hidden: false, seals: [] }

/** The record of a section, also for one that nothing has happened to yet. */
export const sectionRecordOf = (report: Pick<Report, 'sections'>, section: string): SectionRecord =>
  Object.hasOwn(report.sections, section) ? (report.sections[section] ?? newSection) : newSection

/** Id of the Y.Doc that holds the section's text at present; also the last part of its socket address. */
export const docIdOf = (report: Pick<Report, 'id' | 'sections'>, section: string): string =>
  `${report.id}.${section}.${sectionRecordOf(report, section).epoch}`

function cellsSet(
  report: Report,
  changes: readonly CellChange[],
  stamp: Stamp,
): Pick<Report, 'cells' | 'explanations'> {
  const cells = { ...report.cells }
  for (const { block, row, column, after, reported, provenance } of changes) {
    const rows = { ...cells[block] }
    const known: CellRecord | undefined = rows[row]?.[column]
    const revision = (known?.revision ?? 0) + 1
    const next: CellRecord = reported
      ? {
          ...withoutReported(known),
          ...(after.kind === 'empty' ? {} : { reported: after }),
          revision,
          provenance,
          ...stamp,
        }
      : { ...known, value: after, revision, provenance, ...stamp }
    rows[row] = { ...rows[row], [column]: next }
    cells[block] = rows
  }
  return { cells, explanations: report.explanations }
}

function withoutReported(cell: CellRecord | undefined): Pick<CellRecord, 'value'> {
  return { value: cell?.value ?? emptyCell }
}

function sectionMoved(
  section: SectionRecord,
  event: { event: string; to: SectionRecord['state']; message?: string | undefined; seal?: Seal | undefined },
  stamp: Stamp,
): SectionRecord {
  const { submitted, sentBack, locked: _locked, reopened: _reopened, ...kept } = section
  const moved = { ...kept, state: event.to }
  switch (event.event) {
    case 'submit':
      return {
        ...moved,
        submitted: { ...stamp, ...(event.message === undefined ? {} : { message: event.message }) },
      }
    case 'sendBack':
      return { ...moved, sentBack: { ...stamp, comment: event.message ?? '' } }
    case 'ready':
      return { ...moved, ...defined({ submitted, sentBack }), locked: stamp }
    case 'approve':
      return {
        ...moved,
        ...defined({ submitted, sentBack }),
        locked: stamp,
        seals: event.seal === undefined ? section.seals : [...section.seals, event.seal],
      }
    case 'reopen':
      return {
        ...moved,
        // The approved text is never touched again: the next edit belongs to a new doc.
        epoch: section.state === 'godkand' ? section.epoch + 1 : section.epoch,
        reopened: { ...stamp, reason: event.message ?? '' },
      }
    default:
      return moved
  }
}

function itemSet(
  items: Report['items'],
  change: {
    id: string
    people?: string[] | undefined
    unit?: string | null | undefined
    due?: string | null | undefined
  },
): Report['items'] {
  const { unit, due, ...kept } = itemRecordOf({ items }, change.id)
  const nextUnit = change.unit === undefined ? unit : (change.unit ?? undefined)
  const nextDue = change.due === undefined ? due : (change.due ?? undefined)
  return {
    ...items,
    [change.id]: {
      ...kept,
      people: change.people ?? kept.people,
      ...defined({ unit: nextUnit, due: nextDue }),
    },
  }
}

const newItem: ItemRecord = { people: [], state: 'ej_paborjad', quoted: [] }

/** The record of an item, also for one that nothing has happened to yet. */
export const itemRecordOf = (report: Pick<Report, 'items'>, item: string): ItemRecord =>
  Object.hasOwn(report.items, item) ? (report.items[item] ?? newItem) : newItem

const withItem = (report: Report, item: string, change: (record: ItemRecord) => ItemRecord): Report => ({
  ...report,
  items: { ...report.items, [item]: change(itemRecordOf(report, item)) },
})

function itemMoved(
  item: ItemRecord,
  { event, state, comment, writtenBy, quoted }: ReportEvent & { type: 'itemMoved' },
  stamp: Stamp,
): ItemRecord {
  const { handedIn: _handedIn, sentBack: _sentBack, ...kept } = item
  const moved = { ...kept, state, quoted: quoted ?? item.quoted }
  switch (event) {
    case 'handIn':
    case 'nothingToReport':
      return { ...moved, handedIn: { ...stamp, writtenBy: writtenBy ?? [] } }
    case 'sendBack':
      return { ...moved, sentBack: { ...stamp, comment: comment ?? '' } }
    case 'takeBack':
      return moved
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

function withStatus(
  report: Report,
  item: string,
  change: (status: Omit<StatusRecord, 'revision'>) => Omit<StatusRecord, 'revision'>,
): Report {
  const { revision, ...status } = report.statuses[item] ?? { revision: 0 }
  return {
    ...report,
    statuses: { ...report.statuses, [item]: { ...change(status), revision: revision + 1 } },
  }
}

const judgementOf = ({ status, trend }: { status?: string | undefined; trend?: string | undefined }) =>
  defined({ status, trend })

const withSection = (
  report: Report,
  section: string,
  change: (record: SectionRecord) => SectionRecord,
): Report => ({
  ...report,
  sections: { ...report.sections, [section]: change(sectionRecordOf(report, section)) },
})

const mapAddedSection = (
  report: Report,
  section: string,
  change: (section: Report['addedSections'][number]) => Report['addedSections'][number],
): Report => ({
  ...report,
  addedSections: mapId(report.addedSections, section, change),
})

const withPlan = (report: Report, change: (items: readonly PlanItem[]) => readonly PlanItem[]): Report => ({
  ...report,
  plan: { ...report.plan, items: [...change(report.plan.items)] },
})

const withPlanItem = (report: Report, item: string, change: (item: PlanItem) => PlanItem): Report =>
  withPlan(report, (items) => mapId(items, item, change))

const withRows = (
  report: Report,
  block: string,
  change: (rows: Report['rows'][string]) => Report['rows'][string],
): Report => ({
  ...report,
  rows: { ...report.rows, [block]: change(report.rows[block] ?? []) },
})

const mapId = <T extends { id: string }>(list: readonly T[], id: string, change: (value: T) => T): T[] =>
  list.map((value) => (value.id === id ? change(value) : value))

/** Inserts before the one with id `before`; at the end where that is null or gone. */
function insertBefore<T extends { id: string }>(list: readonly T[], value: T, before: string | null): T[] {
  const at = before === null ? -1 : list.findIndex((candidate) => candidate.id === before)
  return at === -1 ? [...list, value] : [...list.slice(0, at), value, ...list.slice(at)]
}

/** The same object without keys whose value is undefined. */
function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}
