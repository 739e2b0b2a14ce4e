import type { Finding } from '../../shared/check/finding.ts'
import { startCheck } from '../../shared/check/findings.ts'
import { findingText } from '../../shared/check/findingText.ts'
import { findBlock } from '../../shared/block/decideRows.ts'
import type { Actor } from '../../shared/people/can.ts'
import { ok, refuse, type Result } from '../../shared/problem.ts'
import { checkInputOf } from '../../shared/report/checkInput.ts'
import type { ReportEvent } from '../../shared/report/event.ts'
import type { Report } from '../../shared/report/report.ts'
import { refusalOf, reportTarget, sectionTarget } from '../../shared/report/target.ts'
import { itemsOfRow } from '../../shared/section/item.ts'
import { findSection, type ReportLayout } from '../../shared/section/layout.ts'

export const findingsOf = (report: Report, layout: ReportLayout): readonly Finding[] =>
  startCheck(checkInputOf(() => report, layout)).findings()

/** A finding as the outside sees it, with its sentence and, if somebody has explained it, why it is right all the same. */
export function findingView(finding: Finding, explanations: Report['explanations']) {
  const { sentence, hint } = findingText(finding, 'sv')
  const explanation = explanations[finding.id]
  return {
    ...finding,
    text: sentence,
    textEn: findingText(finding, 'en').sentence,
    ...(hint === undefined ? {} : { hint }),
    ...(explanation === undefined ? {} : { explanation }),
  }
}

/** Says why findings are right all the same, or takes that back with null. */
export function decideExplained(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  ids: readonly string[],
  reason: string | null,
): Result<ReportEvent[]> {
  const findings = findingsOf(report, layout)
  for (const id of ids) {
    const finding = findings.find((candidate) => candidate.id === id)
    // What has been mended meanwhile can still lose its explanation.
    if (finding === undefined && (reason !== null || !Object.hasOwn(report.explanations, id)))
      return refuse('not-found', id)
    // It has no place any more, so taking it away is for those who explain in the whole report.
    const target = finding === undefined ? reportTarget(report) : findingTarget(report, layout, finding)
    const problem = refusalOf(actor, 'explain', target)
    if (problem !== null) return { ok: false, problem }
  }
  return ok([{ type: 'findingsExplained', findings: [...ids], reason }])
}

/** What a finding is about: its section, and the items it stands in, nearest first. */
export function findingTarget(report: Report, layout: ReportLayout, finding: Finding) {
  const section = findSection(layout, finding.section)
  const placed = finding.block === undefined ? undefined : findBlock(layout, finding.block)
  const near = finding.item ?? finding.slot
  const items =
    placed === undefined ? [finding.section] : itemsOfRow(placed.section, placed.block, finding.row)
  return sectionTarget(report, section?.id ?? finding.section, near === undefined ? items : [near, ...items])
}

/** Explained findings whose figures a change has moved: their explanation was about other figures, so it is void. */
export function voidedExplanations(
  before: Report,
  beforeLayout: ReportLayout,
  after: Report,
  afterLayout: ReportLayout,
): string[] {
  const explained = Object.keys(before.explanations)
  if (explained.length === 0) return []
  const figures = ({ shown, computed }: Finding) => `${shown ?? ''} ${computed ?? ''}`
  const now = new Map(findingsOf(after, afterLayout).map((finding) => [finding.id, figures(finding)]))
  return findingsOf(before, beforeLayout)
    .filter(({ id }) => explained.includes(id))
    .filter((finding) => now.get(finding.id) !== figures(finding))
    .map(({ id }) => id)
}
