import type { Report } from '../../shared/report/report.ts'
import type { ReportEntry, ReportEvent } from '../../shared/report/event.ts'
import type { ReportLayout } from '../../shared/section/layout.ts'
import { layoutReport } from '../../shared/section/layoutReport.ts'
import type { Template } from '../../shared/template/template.ts'
import { isStorableId } from '../store/docId.ts'
import type { Entry, EntryActor } from '../store/entryChain.ts'
import type { Register } from '../store/register.ts'
import type { Store } from '../store/store.ts'
import type { NoticeEvent, Told } from '../notice/noticeRegister.ts'
import type { People, PeopleEvent } from '../people/peopleRegister.ts'
import type { Templates } from './templates.ts'

export type ReportStore = Store<People, PeopleEvent, Report | null, ReportEvent, Told, NoticeEvent>

/** A report that is open on this server. */
export interface OpenReport {
  readonly id: string
  readonly template: Template
  readonly register: Register<Report | null, ReportEvent>
  /** The records as they stand in memory: for deciding. What is told waits for `durable`. */
  report(): Report
  durable(): Promise<Report>
  /** The layout of these records; kept until something it depends on changes. */
  layout(report: Report): ReportLayout
}

export interface Reports {
  /** Null for an id that no report has, or that none can have. */
  open(id: string): Promise<OpenReport | null>
  /** The same without waiting, for a report that has been opened before; all are at start. */
  peek(id: string): OpenReport | null
  all(): Promise<OpenReport[]>
  /** Stores a new report durably, with what happens to it at once; null if the id is taken. */
  create(
    report: Report,
    first: readonly ReportEvent[],
    actor: EntryActor,
    at: string,
  ): Promise<OpenReport | null>
  /** Called with the entries of every report, in order and once they are on disk; with none for a report that is new. */
  onEntries(listener: (open: OpenReport, entries: readonly ReportEntry[]) => void): () => void
}

interface Deps {
  readonly store: Pick<ReportStore, 'openReport' | 'createReport' | 'reportIds'>
  readonly templates: Templates
}

export function createReports({ store, templates }: Deps): Reports {
  const known = new Map<string, OpenReport>()
  const listeners = new Set<(open: OpenReport, entries: readonly ReportEntry[]) => void>()

  const opened = (id: string, register: Register<Report | null, ReportEvent>): OpenReport => {
    const before = known.get(id)
    if (before?.register === register) return before
    const open = openReport(id, register, templates)
    known.set(id, open)
    // After a failure the register refuses everything; the next one is read from disk.
    register.onFailed(() => {
      known.delete(id)
      void store
        .openReport(id)
        .then((next) => next !== null && opened(id, next))
        .catch(() => undefined)
    })
    register.onDurable((entries) => {
      const told = entries.map(reportEntryOf)
      for (const listener of listeners) listener(open, told)
    })
    return open
  }

  const open = async (id: string): Promise<OpenReport | null> => {
    if (!isStorableId(id)) return null
    const register = await store.openReport(id)
    return register === null ? null : opened(id, register)
  }

  return {
    open,
    peek: (id) => known.get(id) ?? null,
    all: async () => {
      const all = await Promise.all((await store.reportIds()).map(open))
      return all.filter((report) => report !== null)
    },
    async create(report, first, actor, at) {
      const register = await store.createReport(
        report.id,
        [{ type: 'reportCreated', report }, ...first],
        actor,
        at,
      )
      if (register === null) return null
      const made = opened(report.id, register)
      for (const listener of listeners) listener(made, [])
      return made
    },
    onEntries(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The entry as pages see it: without the hashes, which the audit shows. */
export const reportEntryOf = ({ seq, at, actor, event }: Entry<ReportEvent>): ReportEntry => ({
  seq,
  at,
  actor,
  event,
})

function openReport(
  id: string,
  register: Register<Report | null, ReportEvent>,
  templates: Templates,
): OpenReport {
  const require = (report: Report | null): Report => {
    if (report === null) throw new Error(`the journal of report ${id} does not begin with its creation`)
    return report
  }
  const { template: pinned } = require(register.state())
  const template = templates.find(pinned.id, pinned.version)
  if (template === undefined) {
    throw new Error(
      `report ${id} was made from template ${pinned.id} ${pinned.version}, which is not among templates/`,
    )
  }
  let laidOut: { inputs: readonly unknown[]; layout: ReportLayout } | undefined
  return {
    id,
    template,
    register,
    report: () => require(register.state()),
    durable: async () => require(await register.durableState()),
    layout(report) {
      // `apply` leaves what it does not change as it is, so being the same object means being equal.
      const { plan, sections, addedSections, rows, year, organisation, administration, period, asOf } = report
      const inputs = [plan, sections, addedSections, rows, year, organisation, administration, period, asOf]
      if (laidOut === undefined || inputs.some((input, at) => input !== laidOut?.inputs[at])) {
        laidOut = { inputs, layout: layoutReport(template, report) }
      }
      return laidOut.layout
    },
  }
}
