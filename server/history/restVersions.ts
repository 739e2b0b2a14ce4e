import { sectionRecordOf } from '../../shared/section/sectionRecord.ts'
import { findSection } from '../../shared/section/layout.ts'
import type { Deps } from '../deps.ts'
import type { OpenReport, Reports } from '../reports/reports.ts'
import type { After } from '../store/after.ts'
import { keptVersion, type KeepingDeps } from './keptVersion.ts'
import { lastChangeAt, sectionsChangedBy } from '../../shared/history/sectionChanges.ts'

/** Keeps a version of each section that has been changed and then left alone for ten minutes. */
export interface RestVersions {
  /** Takes up what was waiting when the server was last stopped. */
  catchUp(): Promise<void>
  /** Lets go of all that wait; they are taken up at the next start. */
  stop(): Promise<void>
}

type RestDeps = KeepingDeps &
  Pick<Deps, 'now'> & {
    readonly reports: Pick<Reports, 'all' | 'onEntries'>
    readonly after: After
    readonly log: { warn: (details: object, message: string) => void }
  }

export const restMs = 10 * 60_000

export function keepRestVersions(deps: RestDeps): RestVersions {
  const { reports, now, after, log } = deps
  const waiting = new Map<string, () => void>()
  const keeping = new Set<Promise<void>>()
  let isStopped = false

  /** Since when the section says something that no version says; null if it does not. */
  const unkeptSince = (open: OpenReport, id: string): number | null => {
    const report = open.report()
    const section = findSection(open.layout(report), id)
    // What an approved section says was kept with its seal.
    if (section === undefined || sectionRecordOf(report, id).state === 'godkand') return null
    const changed = lastChangeAt(report, section)
    const kept = report.versions[id]?.at(-1)?.at
    return changed === undefined || (kept !== undefined && kept >= changed) ? null : Date.parse(changed)
  }

  const keep = async (open: OpenReport, section: string): Promise<void> => {
    const { events } = await keptVersion(deps, open, section, 'rest')
    // Somebody may have written while it was kept; then there is more to come, and this is a version all the same.
    if (events.length > 0 && !isStopped)
      await open.register.append(events, { user: 'server' }, now().toISOString())
  }

  const keepSoon = (open: OpenReport, section: string): Promise<void> => {
    const done = keep(open, section).catch((error: unknown) =>
      log.warn({ error, report: open.id, section }, 'could not keep a version; the section itself is safe'),
    )
    keeping.add(done)
    return done.finally(() => keeping.delete(done))
  }

  /** Waits until the section has rested, counted from its last change. */
  const wait = (open: OpenReport, section: string): void => {
    const key = `${open.id} ${section}`
    waiting.get(key)?.()
    waiting.delete(key)
    const since = isStopped ? null : unkeptSince(open, section)
    if (since === null) return
    const left = Math.max(0, since + restMs - now().getTime())
    waiting.set(
      key,
      after(left, () => {
        waiting.delete(key)
        const still = unkeptSince(open, section)
        if (still === null || isStopped) return
        if (still + restMs > now().getTime()) wait(open, section)
        else void keepSoon(open, section)
      }),
    )
  }

  const callOff = reports.onEntries((open, entries) => {
    const layout = open.layout(open.report())
    for (const section of new Set(entries.flatMap(({ event }) => sectionsChangedBy(event, layout))))
      wait(open, section)
  })

  return {
    async catchUp() {
      for (const open of await reports.all()) {
        const sections = open.layout(open.report()).chapters.flatMap((chapter) => chapter.sections)
        for (const { id } of sections) {
          const since = unkeptSince(open, id)
          if (isStopped || since === null) continue
          // One after the other, so that a start with much to keep does not stand in the way of those who write.
          if (since + restMs <= now().getTime()) await keepSoon(open, id)
          else wait(open, id)
        }
      }
    },
    async stop() {
      isStopped = true
      callOff()
      for (const end of waiting.values()) end()
      waiting.clear()
      await Promise.all(keeping)
    },
  }
}
