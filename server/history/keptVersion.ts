import type { Version, VersionReason } from '../../shared/history/version.ts'
import type { ReportEvent } from '../../shared/report/event.ts'
import { findSection } from '../../shared/section/layout.ts'
import { keepContent, type KeptContent } from '../approval/keepContent.ts'
import { peopleSince } from '../approval/peopleSince.ts'
import type { Deps } from '../deps.ts'
import type { Person } from '../../shared/people/role.ts'
import type { SectionEvent } from '../../shared/section/workflow.ts'
import { decideAs, type Decide } from '../reports/changeReport.ts'
import type { OpenReport } from '../reports/reports.ts'

export type KeepingDeps = Pick<Deps, 'texts' | 'sealed' | 'store' | 'newId'>

/**
 * Stores what a section says now, and answers the event that says so: none if the last version says the same, unless it is kept
 * before a restore, which is told in any case.
 */
export async function keptVersion(
  deps: KeepingDeps,
  open: OpenReport,
  section: string,
  reason: VersionReason,
): Promise<{ readonly kept: KeptContent | null; readonly events: readonly ReportEvent[] }> {
  const kept = await keepContent(deps, open, section)
  const report = open.report()
  const layout = findSection(open.layout(report), section)
  if (kept === null || layout === undefined) return { kept: null, events: [] }
  if (report.versions[section]?.at(-1)?.digest === kept.digest) return { kept, events: [] }
  const version = versionOf(deps, kept, reason, peopleSince(report, layout))
  return { kept, events: [{ type: 'versionKept', section, version }] }
}

export const versionOf = (
  { newId }: Pick<Deps, 'newId'>,
  { digest, words }: Pick<KeptContent, 'digest' | 'words'>,
  reason: VersionReason,
  people: string[],
): Omit<Version, 'by' | 'at'> => ({ id: newId(), reason, digest, people, words })

/** Steps of a section that a version is kept before; an approval keeps its own. */
const keptAt: Readonly<Partial<Record<SectionEvent, VersionReason>>> = { submit: 'submit', reopen: 'reopen' }

/**
 * The version that a step of a section keeps before it, as the event to be written with the step's own: none for other steps,
 * and none where the step is refused anyhow.
 */
export async function versionBefore(
  deps: KeepingDeps & Pick<Deps, 'now'>,
  open: OpenReport,
  person: Pick<Person, 'user' | 'system'>,
  section: string,
  event: SectionEvent,
  decide: Decide,
): Promise<readonly ReportEvent[]> {
  const reason = keptAt[event]
  if (reason === undefined || !decideAs(open, open.report(), person, deps.now(), decide).ok) return []
  return (await keptVersion(deps, open, section, reason)).events
}
