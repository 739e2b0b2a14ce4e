import { apply } from '../../shared/report/apply.ts'
import type { CellChange, ReportEvent } from '../../shared/report/event.ts'
import type { Provenance, Report } from '../../shared/report/report.ts'
import { decideCells, type CellInput } from '../../shared/figure/decideCells.ts'
import type { Person } from '../../shared/people/role.ts'
import type { Problem } from '../../shared/problem.ts'
import { problemBody } from '../problem.ts'
import { actorAt } from '../reports/changeReport.ts'
import type { OpenReport } from '../reports/reports.ts'
import { figuresOf } from '../../shared/section/content.ts'
import { cellView, type CellView, type NameOf } from './cellView.ts'
import { voidedExplanations } from './findings.ts'

export interface SetCellAnswer {
  readonly block: string
  readonly row: string
  readonly column: string
  readonly result: 'stored' | 'conflict' | 'refused'
  /** The cell as it stands after the command: with a conflict, the other's value and name. */
  readonly cell?: CellView
  readonly problem?: ReturnType<typeof problemBody>
}

/** Sets cells and answers one by one. Those that can be stored are stored together, in one entry of the journal. */
export async function setCells(
  open: OpenReport,
  person: Person,
  now: Date,
  inputs: readonly CellInput[],
  provenance: Provenance,
  nameOf: NameOf,
): Promise<SetCellAnswer[]> {
  const report = open.report()
  const layout = open.layout(report)
  const answers = decideCells(report, layout, actorAt(report, person, now), inputs, provenance)
  const changes = answers.flatMap((answer): CellChange[] =>
    answer.result === 'stored' && answer.change !== null ? [answer.change] : [],
  )
  if (changes.length > 0) {
    const set: ReportEvent = { type: 'cellsSet', cells: changes }
    await open.register.append(
      [set, ...voided(open, report, set, person, now)],
      { user: person.user },
      now.toISOString(),
    )
  }
  const after = open.report()
  const figures = figuresOf(after, open.layout(after))
  return answers.map(({ block, row, column, ...answer }) => {
    const cell = cellView(after, figures, { block, row, column }, nameOf)
    const problem: Problem | undefined =
      answer.result === 'refused'
        ? answer.problem
        : answer.result === 'conflict'
          ? { code: 'cell-conflict', culprit: `${block}.${row}.${column}` }
          : undefined
    return {
      block,
      row,
      column,
      result: answer.result,
      ...(cell === undefined ? {} : { cell }),
      ...(problem === undefined ? {} : { problem: problemBody(problem) }),
    }
  })
}

function voided(
  open: OpenReport,
  before: Report,
  event: ReportEvent,
  person: Person,
  now: Date,
): ReportEvent[] {
  const entry = { seq: open.register.seq() + 1, at: now.toISOString(), actor: { user: person.user }, event }
  const after = apply(before, entry)
  const ids = after === null ? [] : voidedExplanations(before, open.layout(before), after, open.layout(after))
  return ids.length === 0 ? [] : [{ type: 'findingsExplained', findings: ids, reason: null }]
}
