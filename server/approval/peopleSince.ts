import type { Report } from '../../shared/report/report.ts'
import { statusesIn } from '../../shared/section/content.ts'
import { blocksOf, type SectionLayout } from '../../shared/section/layout.ts'

/** Who changed something in a section since its last kept version, or since its beginning. */
export function peopleSince(
  report: Pick<Report, 'texts' | 'cells' | 'statuses' | 'versions'>,
  section: SectionLayout,
): string[] {
  const since = report.versions[section.id]?.at(-1)?.at ?? ''
  const changes = [
    ...Object.values(report.texts[section.id] ?? {}),
    ...blocksOf(section).flatMap(({ id }) =>
      Object.values(report.cells[id] ?? {}).flatMap((row) => Object.values(row)),
    ),
    ...Object.values(statusesIn(report, section)).flatMap(({ proposed, settled }) => [proposed, settled]),
  ]
  return [
    ...new Set(changes.flatMap((change) => (change !== undefined && change.at > since ? [change.by] : []))),
  ]
}
