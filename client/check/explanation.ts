import type { Finding } from '../../shared/check/finding.ts'
import type { Report } from '../../shared/report/report.ts'

export type Explanation = Report['explanations'][string]

/** What somebody has said about a finding. A changed value makes it void: the server then takes it away. */
export const explanationOf = (report: Report, finding: Finding): Explanation | undefined =>
  report.explanations[finding.id]

export const isExplained = (report: Report, finding: Finding): boolean =>
  explanationOf(report, finding) !== undefined
