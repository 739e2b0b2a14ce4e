import { permission } from '../../shared/people/can.ts'
import { isItemDone } from '../../shared/people/itemState.ts'
import { itemRecordOf } from '../../shared/section/itemRecord.ts'
import {
  completenessOf,
  lastChangeOf,
  shownStateOf,
  type Completeness,
} from '../../shared/report/completeness.ts'
import { sectionTarget } from '../../shared/report/target.ts'
import { sectionsOf, type SectionLayout } from '../../shared/section/layout.ts'
import { itemIdsIn } from '../../shared/section/itemIds.ts'
import { openThreadsBySection } from '../review/threadState.ts'
import { daysBetween } from '../ui/dates.ts'
import type { ShownSectionState } from '../ui/symbol/sectionSymbol.tsx'
import type { ReportState } from './reportStore.ts'

/** One section as the overview tells it. */
export interface OverviewRow {
  readonly section: SectionLayout
  readonly state: ShownSectionState
  readonly isSentBack: boolean
  /** Users who answer for the section as a whole. */
  readonly responsible: readonly string[]
  readonly completeness: Completeness
  /** Of its items that somebody is asked for, those that are handed in; nothing to report is an answer too. */
  readonly handedIn: { readonly done: number; readonly total: number }
  /** Findings to be explained; notes and explained ones never count. */
  readonly findings: { readonly errors: number; readonly toExplain: number }
  /** Synpunkter that stand open. */
  readonly openThreads: number
  /** Earliest date of the section and its items that are not handed in; of all of them once they are. */
  readonly due: string | undefined
  /** The date has passed, or is near while little is written. */
  readonly isUrgent: boolean
  readonly isLate: boolean
  readonly waitsForMe: boolean
  readonly lastChange: { readonly by: string; readonly at: string } | undefined
}

const nearDays = 3
const nearlyDone = 0.8

/** Every visible section, in order. */
export function overviewRows(
  open: Pick<ReportState, 'report' | 'layout' | 'findings' | 'me' | 'today'>,
): OverviewRow[] {
  const { report, layout, findings, me, today } = open
  const threads = openThreadsBySection(report.threads)
  return sectionsOf(layout).map((section) => {
    const state = shownStateOf(report, section)
    const completeness = completenessOf(report, section)
    const places = itemIdsIn(section)
    const asked = places.filter((place) => itemRecordOf(report, place).people.length > 0)
    const done = asked.filter((place) => isItemDone(report, section, place)).length
    const isAllDone = asked.length > 0 && done === asked.length
    const isOpen = (place: string): boolean => !isItemDone(report, section, place)
    const dueOf = (among: readonly string[]): string | undefined =>
      among.flatMap((place) => itemRecordOf(report, place).due ?? []).toSorted()[0]
    const due = dueOf(places.filter(isOpen)) ?? dueOf(places)
    const daysLeft = due === undefined ? undefined : daysBetween(today, due)
    const isUnderWay = state === 'arbete' || state === 'ej_paborjat'
    const isLate = isUnderWay && !isAllDone && daysLeft !== undefined && daysLeft < 0
    const isNear =
      isUnderWay &&
      daysLeft !== undefined &&
      daysLeft <= nearDays &&
      (asked.length === 0
        ? completeness.filled < completeness.total * nearlyDone
        : done < asked.length * nearlyDone)
    const own = findings.filter(
      (finding) =>
        finding.section === section.id &&
        finding.severity === 'warning' &&
        report.explanations[finding.id] === undefined,
    )
    const may = (action: 'ready' | 'sendBack' | 'approve'): boolean =>
      permission(me, action, sectionTarget(report, section.id)).allowed
    return {
      section,
      state,
      isSentBack: report.sections[section.id]?.sentBack !== undefined && isUnderWay,
      responsible: report.items[section.id]?.people ?? [],
      completeness,
      handedIn: { done, total: asked.length },
      findings: {
        errors: own.filter(({ kind }) => kind === 'error').length,
        toExplain: own.filter(({ kind }) => kind !== 'error').length,
      },
      openThreads: threads.get(section.id) ?? 0,
      due,
      isUrgent: isLate || isNear,
      isLate,
      waitsForMe:
        (isUnderWay && asked.some((place) => me.responsibleFor.has(place) && isOpen(place))) ||
        (state === 'granskning' && (may('ready') || may('sendBack'))) ||
        (state === 'klar' && may('approve')),
      lastChange: lastChangeOf(report, section),
    }
  })
}

export const filters = ['alla', 'sena', 'mina', 'klara', 'kontroller', 'synpunkter'] as const
export type Filter = (typeof filters)[number]

export function passes(row: OverviewRow, filter: Filter): boolean {
  switch (filter) {
    case 'alla':
      return true
    case 'sena':
      return row.isLate
    case 'mina':
      return row.waitsForMe
    case 'klara':
      return row.state === 'klar' || row.state === 'godkand'
    case 'kontroller':
      return row.findings.errors + row.findings.toExplain > 0
    case 'synpunkter':
      return row.openThreads > 0
    default:
      return filter satisfies never
  }
}

/** Nobody answers for a section that asks for something and is not finished. */
export const isMissingPeople = ({ responsible, state, completeness }: OverviewRow): boolean =>
  responsible.length === 0 && completeness.total > 0 && state !== 'godkand' && state !== 'klar'

/** What is most pressing, in one sentence; nothing when nothing is. */
export type Urgent =
  | { readonly kind: 'sentBack' | 'late' | 'notStarted'; readonly row: OverviewRow; readonly due: string }
  | { readonly kind: 'unresponsible'; readonly count: number }

export function mostUrgent(rows: readonly OverviewRow[], today: string): Urgent | null {
  const byDate = rows
    .filter(({ due }) => due !== undefined)
    .toSorted((a, b) => (a.due ?? '').localeCompare(b.due ?? ''))
  const late = byDate.find(({ isLate }) => isLate)
  if (late?.due !== undefined) return { kind: 'late', row: late, due: late.due }
  const sentBack = rows.find(({ isSentBack }) => isSentBack)
  if (sentBack) return { kind: 'sentBack', row: sentBack, due: sentBack.due ?? '' }
  const notStarted = byDate.find(
    ({ state, due }) => state === 'ej_paborjat' && due !== undefined && daysBetween(today, due) <= 7,
  )
  if (notStarted?.due !== undefined) return { kind: 'notStarted', row: notStarted, due: notStarted.due }
  const count = rows.filter(isMissingPeople).length
  return count > 0 ? { kind: 'unresponsible', count } : null
}
