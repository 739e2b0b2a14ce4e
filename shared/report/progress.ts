import { sectionsOf, type ReportLayout } from '../section/layout.ts'
import type { ReportState } from '../section/workflow.ts'
import { sectionRecordOf } from '../section/sectionRecord.ts'
import type { Report } from './report.ts'

/** How far a report has come: its stored state, or `klar` while it is open and every section to be printed is approved. */
export function reportStateNow(report: Report, layout: ReportLayout): ReportState | 'klar' {
  if (report.state !== 'oppen') return report.state
  const sections = sectionsOf(layout)
  const isDone =
    sections.length > 0 && sections.every(({ id }) => sectionRecordOf(report, id).state === 'godkand')
  return isDone ? 'klar' : 'oppen'
}
