import type { Block } from '../../shared/block/block.ts'
import { settledStatus } from '../../shared/check/evaluate.ts'
import { judgedIn, type Judged } from '../../shared/report/decideStatus.ts'
import type { Report } from '../../shared/report/report.ts'
import type { ReportLayout } from '../../shared/section/layout.ts'

export const agendaParts = ['mal', 'indikatorer', 'intern-kontroll', 'alla'] as const
export type AgendaPart = (typeof agendaParts)[number]

const kindsOf: Readonly<Record<Exclude<AgendaPart, 'alla'>, readonly Block['kind'][]>> = {
  mal: ['goalBlock'],
  indikatorer: ['indicatorTable'],
  'intern-kontroll': ['controlPlan', 'controlVerdict'],
}

/** What a meeting goes through: everything that is judged, or one part of it, in the order of the report. */
export const agendaOf = (layout: ReportLayout, part: AgendaPart): Judged[] =>
  judgedIn(layout).filter(({ block }) => part === 'alla' || kindsOf[part].includes(block.kind))

export const isSettled = (report: Pick<Report, 'statuses'>, { item }: Pick<Judged, 'item'>): boolean =>
  settledStatus(report.statuses[item]) !== undefined

/** The next judgement after `item` that is not settled, from the beginning again at the end; undefined if all are. */
export function nextUnsettled(
  agenda: readonly Judged[],
  report: Pick<Report, 'statuses'>,
  item: string | undefined,
): Judged | undefined {
  const at = agenda.findIndex((judged) => judged.item === item)
  const inTurn = [...agenda.slice(at + 1), ...agenda.slice(0, at + 1)]
  return inTurn.find((judged) => judged.item !== item && !isSettled(report, judged))
}

/** How many have each settled status, in the order of the scale; `open` are those not settled. */
export function outcomeOf(
  agenda: readonly Judged[],
  report: Pick<Report, 'statuses'>,
): { readonly counts: readonly { status: string; count: number }[]; readonly open: readonly Judged[] } {
  const statuses = [...new Set(agenda.flatMap((judged) => judged.statuses))]
  const settled = agenda.map(({ item }) => settledStatus(report.statuses[item]))
  return {
    counts: statuses
      .map((status) => ({ status, count: settled.filter((value) => value === status).length }))
      .filter(({ count }) => count > 0),
    open: agenda.filter((judged) => !isSettled(report, judged)),
  }
}
