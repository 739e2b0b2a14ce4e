import type { Addressed } from '../../shared/notice/notice.ts'
import { noticesOf } from '../../shared/notice/noticesOf.ts'
import { apply } from '../../shared/report/apply.ts'
import type { ReportEntry } from '../../shared/report/event.ts'
import type { Report } from '../../shared/report/report.ts'
import { isoDay } from '../reports/changeReport.ts'
import { reportEntryOf, type OpenReport, type Reports } from '../reports/reports.ts'
import type { Register } from '../store/register.ts'
import type { NoticeEvent, Told } from './noticeRegister.ts'

interface Deps {
  readonly reports: Pick<Reports, 'all' | 'onEntries'>
  readonly register: () => Register<Told, NoticeEvent>
  readonly now: () => Date
  readonly log: { error: (details: object, message: string) => void }
  /** Somebody has been told something, or a report has to be caught up with. */
  readonly onNews: () => void
}

/** How far one report has been followed. While it is behind, what happens waits for it. */
type Followed =
  | { readonly state: 'behind'; readonly waiting: ReportEntry[] }
  | { readonly state: 'abreast'; readonly seq: number; readonly report: Report | null }

export interface Following {
  /** Goes on where a write had failed; answers whether every report is followed. */
  catchUp(): Promise<boolean>
  /** Writes down how far each report has been followed, so that the next start has less to read again. */
  mark(): Promise<void>
  stop(): void
}

/**
 * Turns what happens in the reports into notices. Each entry of a journal is told once: its number is stored together with its
 * notices, and a start goes on after the last one stored. A data folder from before there were notices begins with what happens next.
 */
export async function followReports({ reports, register, now, log, onNews }: Deps): Promise<Following> {
  const followed = new Map<string, Followed>()

  const tell = async (open: OpenReport, seq: number, notices: readonly Addressed[]): Promise<void> => {
    try {
      await register().append(
        [{ type: 'entriesTold', report: open.id, seq, notices: [...notices] }],
        { user: 'server' },
        now().toISOString(),
      )
      if (notices.length > 0) onNews()
    } catch (error) {
      log.error({ error, report: open.id }, 'notices could not be stored; they are made again')
      // The register is opened anew from disk; what it lacks is still in the report's journal.
      followed.delete(open.id)
      onNews()
    }
  }

  /** Goes through entries in order; answers where that ends and what they tell. */
  const through = (
    open: OpenReport,
    start: { seq: number; report: Report | null },
    entries: readonly ReportEntry[],
    toldUpTo: number,
  ): { seq: number; report: Report | null; notices: Addressed[] } => {
    let { seq, report } = start
    const notices: Addressed[] = []
    for (const entry of entries) {
      if (entry.seq <= seq) continue
      const before = report
      report = apply(before, entry)
      seq = entry.seq
      if (report === null || seq <= toldUpTo) continue
      // The present layout: where something stands now is where it is looked for.
      const layout = () => open.layout(open.report())
      try {
        notices.push(...noticesOf(entry, before, report, { layout, today: isoDay(new Date(entry.at)) }))
      } catch (error) {
        // One entry that cannot be told must not silence all that follow.
        log.error({ error, report: open.id, seq }, 'an entry could not be told')
      }
    }
    return { seq, report, notices }
  }

  const catchUp = async (open: OpenReport): Promise<void> => {
    const behind: Followed = { state: 'behind', waiting: [] }
    followed.set(open.id, behind)
    try {
      const stored = await open.register.entries()
      const entries = stored.flatMap(({ event, ...entry }) =>
        event === null ? [] : [reportEntryOf({ ...entry, event })],
      )
      const toldUpTo = Math.min(register().state().processed[open.id] ?? 0, open.register.seq())
      // What came while the journal was read is in it or in `waiting`; by its number it counts once.
      const reached = through(open, { seq: 0, report: null }, [...entries, ...behind.waiting], toldUpTo)
      followed.set(open.id, { state: 'abreast', seq: reached.seq, report: reached.report })
      if (reached.seq > toldUpTo) await tell(open, reached.seq, reached.notices)
    } catch (error) {
      followed.delete(open.id)
      log.error({ error, report: open.id }, 'a report could not be followed for its notices')
    }
  }

  const stop = reports.onEntries((open, entries) => {
    const known = followed.get(open.id)
    if (known === undefined) {
      void catchUp(open)
      return
    }
    if (known.state === 'behind') {
      known.waiting.push(...entries)
      return
    }
    const reached = through(open, known, entries, known.seq)
    followed.set(open.id, { state: 'abreast', seq: reached.seq, report: reached.report })
    if (reached.notices.length > 0) void tell(open, reached.seq, reached.notices)
  })

  const isNew = register().seq() === 0
  for (const open of await reports.all()) {
    const seq = open.register.seq()
    if (isNew) await tell(open, seq, [])
    if (register().state().processed[open.id] === seq)
      followed.set(open.id, { state: 'abreast', seq, report: open.report() })
    else await catchUp(open)
  }

  return {
    async catchUp() {
      for (const open of await reports.all()) if (!followed.has(open.id)) await catchUp(open)
      return (await reports.all()).every(({ id }) => followed.has(id))
    },
    async mark() {
      const { processed } = register().state()
      const events = [...followed].flatMap(([report, at]): NoticeEvent[] =>
        at.state === 'abreast' && at.seq > (processed[report] ?? 0)
          ? [{ type: 'entriesTold', report, seq: at.seq, notices: [] }]
          : [],
      )
      await register().append(events, { user: 'server' }, now().toISOString())
    },
    stop,
  }
}
