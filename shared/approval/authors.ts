import type { Target } from '../people/can.ts'
import type { Report } from '../report/report.ts'
import { sectionTarget } from '../report/target.ts'
import { blocksOf, type SectionLayout } from '../section/layout.ts'

/** Who wrote what a section says: its texts; where nothing has been written, its figures. What was carried over is nobody's. */
export function authorsOf(
  { texts, cells }: Pick<Report, 'texts' | 'cells'>,
  section: SectionLayout,
): ReadonlySet<string> {
  const writers = Object.values(texts[section.id] ?? {}).map(({ by }) => by)
  if (writers.length > 0) return new Set(writers)
  return new Set(
    blocksOf(section).flatMap(({ id }) =>
      Object.values(cells[id] ?? {}).flatMap((row) =>
        Object.values(row).flatMap(({ by, provenance }) => (provenance.kind === 'carried' ? [] : [by])),
      ),
    ),
  )
}

/** What an approval is about: nobody approves what only they have written. */
export function approvalTarget(
  report: Pick<Report, 'state' | 'sections' | 'texts' | 'cells'>,
  section: SectionLayout,
): Target {
  const target = sectionTarget(report, section.id, [section.id])
  const [only, another] = authorsOf(report, section)
  return target.section === undefined || only === undefined || another !== undefined
    ? target
    : { ...target, section: { ...target.section, onlyAuthor: only } }
}
