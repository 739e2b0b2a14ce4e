import { createContext, use, useCallback, useRef, useSyncExternalStore } from 'react'
import type { ComputedCell } from '../../shared/check/compute.ts'
import type { Finding } from '../../shared/check/finding.ts'
import type { CellAddress } from '../../shared/figure/cellAddress.ts'
import type { Action, Permission, Target } from '../../shared/people/can.ts'
import { sectionRecordOf } from '../../shared/section/sectionRecord.ts'
import { reportTarget, sectionTarget } from '../../shared/report/target.ts'
import type { CellRecord, SectionRecord, StatusRecord } from '../../shared/report/report.ts'
import type { ReportStore, ReportState } from './reportStore.ts'
import type { Presence } from './record.ts'

export interface ReportConnection {
  readonly store: ReportStore
  /** Tells the others where I am; `null` when I have left. */
  readonly here: (section: string | null, cell?: CellAddress | null) => void
  /** Tries to reach the server at once. */
  readonly tryNow: () => void
  /** Fetches the record anew, as after a command whose effect must be seen at once. */
  readonly refresh: () => Promise<void>
}

export const ReportContext = createContext<ReportConnection | null>(null)

export function useReportConnection(): ReportConnection {
  const connection = use(ReportContext)
  if (connection === null) throw new Error('outside a report: no <ReportProvider> above')
  return connection
}

/**
 * Reads a part of the report and draws again only when that part changes.
 *
 * @param isSame  when two results count as the same; objects that are made anew each time need one
 */
export function useReportPart<T>(
  select: (state: ReportState) => T,
  isSame: (a: T, b: T) => boolean = Object.is,
): T {
  const { store } = useReportConnection()
  const last = useRef<{ readonly value: T } | null>(null)
  const read = (): T => {
    const value = select(store.state())
    if (last.current !== null && isSame(last.current.value, value)) return last.current.value
    last.current = { value }
    return value
  }
  return useSyncExternalStore(store.subscribe, read)
}

/** Everything, and so drawn again at every change: for pages that show the report as a whole. */
export interface OpenReport extends ReportState {
  readonly may: (action: Action, target: Target) => Permission
  readonly online: boolean
}

export function useReport(): OpenReport {
  const { store } = useReportConnection()
  const state = useSyncExternalStore(store.subscribe, store.state)
  return { ...state, may: store.may, online: state.contact.state !== 'offline' }
}

/** The stored cell; undefined for one that nobody has filled. */
export const useCell = ({ block, row, column }: CellAddress): CellRecord | undefined =>
  useReportPart(({ report }) => report.cells[block]?.[row]?.[column])

/** What a computed cell gives now. */
export const useComputedCell = (address: CellAddress): ComputedCell | undefined =>
  useReportPart(({ computed }) => computed(address))

export const useStatus = (item: string): StatusRecord | undefined =>
  useReportPart(({ report }) => report.statuses[item])

export const useSectionRecord = (section: string): SectionRecord =>
  useReportPart(({ report }) => sectionRecordOf(report, section))

/** Findings of one section, or of the whole report without one. */
export const useFindings = (section?: string): readonly Finding[] =>
  useReportPart(
    ({ findings }) =>
      section === undefined ? findings : findings.filter((finding) => finding.section === section),
    isSameList,
  )

/** Findings of a section that somebody has to explain before it can be approved. */
export const useUnexplained = (section: string): readonly Finding[] =>
  useReportPart(
    ({ findings, report }) =>
      findings.filter(
        (finding) =>
          finding.section === section &&
          finding.severity === 'warning' &&
          report.explanations[finding.id] === undefined,
      ),
    isSameList,
  )

/** Others in one section, or in the whole report without one. */
export const usePresence = (section?: string): readonly Presence[] =>
  useReportPart(
    ({ presence }) =>
      section === undefined ? presence : presence.filter((person) => person.section === section),
    isSameList,
  )

/** May I do this in this section, at these items (nearest first)? Without a section: in the report. */
export const usePermission = (action: Action, section?: string, items?: readonly string[]): Permission => {
  const { store } = useReportConnection()
  return useReportPart(
    ({ report }) =>
      store.may(action, section === undefined ? reportTarget(report) : sectionTarget(report, section, items)),
    (a, b) =>
      a.allowed === b.allowed && ('because' in a ? a.because : '') === ('because' in b ? b.because : ''),
  )
}

export const useOnline = (): boolean => useReportPart(({ contact }) => contact.state !== 'offline')

/** Number of the colour of somebody's carets and avatar: `--person-0` to `--person-7`. */
export const usePersonColour = (): ((user: string) => number) => {
  const members = useReportPart(({ report }) => report.members)
  return useCallback((user) => (members[user]?.arrival ?? 0) % 8, [members])
}

const isSameList = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((value, at) => value === b[at])
