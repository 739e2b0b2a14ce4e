import type { CellAddress } from '../../shared/figure/cellAddress.ts'
import type { Finding } from '../../shared/check/finding.ts'
import type { Report } from '../../shared/report/report.ts'

export interface Explanation {
  readonly reason: string
  readonly by: string
  readonly at: string
  /** A value of the finding has changed since: it has to be explained anew. */
  readonly isVoid: boolean
}

/** What somebody has said about a finding, and whether it still holds. */
export const explanationOf = (report: Report, finding: Finding): Explanation | undefined => {
  const said = report.explanations[finding.id]
  return said === undefined ? undefined : { ...said, isVoid: lastChange(report, finding) > said.at }
}

export const isExplained = (report: Report, finding: Finding): boolean => explanationOf(report, finding)?.isVoid === false

/** When a figure or judgement that the finding speaks of was last changed; empty for never. */
const lastChange = (report: Report, finding: Finding): string => {
  const { block, row, column, item } = finding
  const shown: readonly CellAddress[] = block === undefined || row === undefined || column === undefined ? [] : [{ block, row, column }]
  const cells = [...shown, ...finding.operands.map(({ address }) => address)]
  const status = item === undefined ? undefined : report.statuses[item]
  return [
    ...cells.map((cell) => report.cells[cell.block]?.[cell.row]?.[cell.column]?.at ?? ''),
    status?.proposed?.at ?? '',
    status?.settled?.at ?? '',
  ].reduce((latest, at) => (at > latest ? at : latest), '')
}
