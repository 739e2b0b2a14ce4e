import type { Finding } from '../check/finding.ts'
import type { Version } from '../history/version.ts'
import type { Actor } from '../people/can.ts'
import { ok, refuse, type Result } from '../problem.ts'
import { sectionRecordOf } from '../section/sectionRecord.ts'
import type { ReportEvent } from '../report/event.ts'
import type { Report } from '../report/report.ts'
import { refusalOf } from '../report/target.ts'
import { findSection, type ReportLayout } from '../section/layout.ts'
import { steps } from '../section/workflow.ts'
import { approvalTarget } from './authors.ts'
import { firstSealFollows, type Seal } from './seal.ts'
import { lastSealOf, sealText, type Sha256 } from './sealHash.ts'

/** A section to approve and the digest of what the approver saw of it. */
export interface Seen {
  readonly id: string
  readonly seen: string
}

export interface ApprovalInput {
  readonly sections: readonly Seen[]
  /** The version that keeps what each section says now, by section; its digest is what `seen` must be. */
  readonly present: ReadonlyMap<string, Omit<Version, 'by' | 'at'>>
  /** Of the whole report, as it stands. */
  readonly findings: readonly Finding[]
  readonly at: string
  /** Whose deputy approves. */
  readonly forUser?: string | undefined
}

/**
 * Approves sections, all of them or none: each is sealed, and its seal follows the last one of the report.
 *
 * @returns a version kept and a step for each section; `not-found`, `section-hidden`, `not-permitted` or `section-state`;
 *   `seen-outdated` with the sections that say something else now; `findings-unexplained` with the warnings nobody has explained
 */
export function decideApproval(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  { sections, present, findings, at, forUser }: ApprovalInput,
  sha256: Sha256,
): Result<ReportEvent[]> {
  if (sections.length === 0) return refuse('nothing-to-change')
  for (const { id } of sections) {
    const section = findSection(layout, id)
    if (section === undefined) return refuse('not-found', id)
    if (section.hidden) return refuse('section-hidden', id)
    const problem = refusalOf(actor, 'approve', approvalTarget(report, section))
    if (problem !== null) return { ok: false, problem }
  }
  const outdated = sections.filter(({ id, seen }) => present.get(id)?.digest !== seen).map(({ id }) => id)
  if (outdated.length > 0) return refuse('seen-outdated', outdated[0], { sections: outdated })
  const wanted = new Set(sections.map(({ id }) => id))
  const unexplained = findings.filter(
    ({ id, section, severity }) =>
      wanted.has(section) && severity === 'warning' && !Object.hasOwn(report.explanations, id),
  )
  if (unexplained.length > 0) {
    return refuse('findings-unexplained', unexplained[0]?.section, {
      findings: unexplained.map(({ id }) => id),
      sections: [...new Set(unexplained.map(({ section }) => section))],
    })
  }

  let follows = lastSealOf(report)?.hash ?? firstSealFollows
  return ok(
    sections.flatMap(({ id }): ReportEvent[] => {
      const version = present.get(id)
      const { state, epoch } = sectionRecordOf(report, id)
      const to = steps[state].approve
      if (version === undefined || to === undefined) return []
      const unhashed: Omit<Seal, 'hash'> = {
        section: id,
        epoch,
        content: version.digest,
        explanations: explanationsIn(report, findings, id),
        by: actor.user,
        ...(forUser === undefined ? {} : { forUser }),
        role: 'godkannare',
        at,
        follows,
      }
      const seal: Seal = { ...unhashed, hash: sha256(sealText(unhashed)) }
      follows = seal.hash
      return [
        { type: 'versionKept', section: id, version },
        { type: 'sectionMoved', section: id, event: 'approve', from: state, to, seal },
      ]
    }),
  )
}

/** Why the section's findings are right all the same, in the words of those who know. */
const explanationsIn = (
  report: Pick<Report, 'explanations'>,
  findings: readonly Finding[],
  section: string,
): Seal['explanations'] =>
  findings
    .filter((finding) => finding.section === section)
    .flatMap(({ id }) => {
      const explanation = report.explanations[id]
      return explanation === undefined ? [] : [{ finding: id, ...explanation }]
    })
