import { startCheck, type LiveCheck } from '../../shared/check/findings.ts'
import type { ComputedCell } from '../../shared/check/compute.ts'
import type { Finding } from '../../shared/check/finding.ts'
import type { CellAddress } from '../../shared/figure/cellAddress.ts'
import { permission, type Action, type Actor, type Permission, type Target } from '../../shared/people/can.ts'
import { actorIn } from '../../shared/report/actor.ts'
import { apply } from '../../shared/report/apply.ts'
import { checkChangeOf } from '../../shared/report/checkChange.ts'
import { checkInputOf } from '../../shared/report/checkInput.ts'
import type { ReportEntry } from '../../shared/report/event.ts'
import type { Report } from '../../shared/report/report.ts'
import type { ReportLayout } from '../../shared/section/layout.ts'
import { layoutReport } from '../../shared/section/layoutReport.ts'
import type { Template } from '../../shared/template/template.ts'
import type { Presence, PreviousReport, PublicPerson, ReportAnswer } from './record.ts'

/** `since`: when contact was lost (epoch ms). `refused`: the server will not have this person back. */
export type Contact =
  | { readonly state: 'connecting' }
  | { readonly state: 'online' }
  | { readonly state: 'offline'; readonly since: number }
  | { readonly state: 'refused' }

/** The report at one moment. Parts that have not changed stay the same objects from one moment to the next. */
export interface ReportState {
  readonly seq: number
  readonly report: Report
  readonly template: Template
  readonly layout: ReportLayout
  readonly people: Readonly<Record<string, PublicPerson>>
  readonly me: Actor
  /** Who I am everywhere; what `me` is made from whenever rights change. */
  readonly person: ReportAnswer['me']
  readonly today: string
  readonly previousReports: readonly PreviousReport[]
  /** Others who have the report open, myself left out. */
  readonly presence: readonly Presence[]
  readonly contact: Contact
  /** Whole report; the section's own are a filter on `section`. */
  readonly findings: readonly Finding[]
  readonly relationsChecked: number
  /** What a computed cell gives now; undefined for a cell that is not computed. */
  readonly computed: (address: CellAddress) => ComputedCell | undefined
}

/** Somebody named in the records who has no account any more keeps the sign-in name. */
export const nameOf = (people: ReportState['people'], user: string): string => people[user]?.name ?? user

/**
 * Holds one report and applies the journal's entries to it. Components subscribe through the hooks of
 * `useReport.ts`; nothing here knows React.
 */
export interface ReportStore {
  readonly state: () => ReportState
  readonly subscribe: (listener: () => void) => () => void
  /** @returns `gap` when entries are missing in between: the record has to be fetched again */
  readonly applyEntry: (entry: ReportEntry) => 'applied' | 'known' | 'gap'
  readonly replace: (answer: ReportAnswer) => void
  /** The day that deputies' dates are judged by, as the server has it (ISO date). */
  readonly setToday: (today: string) => void
  readonly setPresence: (people: readonly Presence[]) => void
  readonly setContact: (contact: Contact) => void
  readonly may: (action: Action, target: Target) => Permission
}

export function createReportStore(answer: ReportAnswer): ReportStore {
  const listeners = new Set<() => void>()
  let check: LiveCheck
  let state = opened(answer, [], { state: 'connecting' })

  function opened(record: ReportAnswer, presence: readonly Presence[], contact: Contact): ReportState {
    const { report, template } = record
    const layout = layoutReport(template, report)
    check = startedCheck(report, layout)
    return {
      ...record,
      layout,
      person: record.me,
      me: actorIn(report, record.me, record.today),
      presence,
      contact,
      ...checked(),
    }
  }

  // The check reads the report of the moment: `state` once it stands, the first one until then.
  function startedCheck(first: Report, layout: ReportLayout): LiveCheck {
    let isOpen = false
    const started = startCheck(checkInputOf(() => (isOpen ? state.report : first), layout))
    isOpen = true
    return started
  }

  function checked(): Pick<ReportState, 'findings' | 'relationsChecked' | 'computed'> {
    const present = check
    return {
      findings: present.findings(),
      relationsChecked: present.relationsChecked(),
      computed: (address) => present.computed(address),
    }
  }

  const change = (next: ReportState): void => {
    state = next
    listeners.forEach((listener) => listener())
  }

  function applyEntry(entry: ReportEntry): 'applied' | 'known' | 'gap' {
    if (entry.seq <= state.seq) return 'known'
    if (entry.seq !== state.seq + 1) return 'gap'
    const before = state
    const report = apply(before.report, entry) ?? before.report
    const layout = needsLayout(before.report, report) ? layoutReport(before.template, report) : before.layout
    const me = concernsRights(before.report, report)
      ? actorIn(report, before.person, before.today)
      : before.me
    // The check reads `state`, so that it must hold the new report before anything is checked again.
    state = { ...before, seq: entry.seq, report, layout, me }
    const touched = checkChangeOf(entry.event)
    if (layout !== before.layout) {
      check = startedCheck(report, layout)
      change({ ...state, ...checked() })
    } else if (touched) {
      check.recheck(touched)
      change({ ...state, ...checked() })
    } else {
      change(state)
    }
    return 'applied'
  }

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    applyEntry,
    replace: (record) => {
      // Of two answers under way the newer one may arrive first.
      if (record.seq >= state.seq) change(opened(record, state.presence, state.contact))
    },
    setToday: (today) => {
      if (today === state.today) return
      change({ ...state, today, me: actorIn(state.report, state.person, today) })
    },
    setPresence: (people) =>
      change({ ...state, presence: people.filter(({ user }) => user !== state.me.user) }),
    setContact: (contact) => change({ ...state, contact }),
    may: (action, target) => permission(state.me, action, target),
  }
}

const laidOut = [
  'plan',
  'addedSections',
  'rows',
  'year',
  'organisation',
  'administration',
  'period',
  'asOf',
] as const

function needsLayout(before: Report, after: Report): boolean {
  return laidOut.some((part) => before[part] !== after[part]) || hiddenOf(before) !== hiddenOf(after)
}

/** Of a section's record only whether it is hidden shapes the layout; its state changes often. */
const hiddenOf = ({ sections }: Report): string =>
  Object.entries(sections)
    .filter(([, { hidden }]) => hidden)
    .map(([id]) => id)
    .toSorted()
    .join(' ')

const concernsRights = (before: Report, after: Report): boolean =>
  before.members !== after.members || before.deputies !== after.deputies || before.items !== after.items
