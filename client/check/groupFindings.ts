import type { Finding } from '../../shared/check/finding.ts'

export type FindingGroup = 'error' | 'toExplain' | 'note'

export interface GroupedFinding {
  readonly finding: Finding
  readonly following: readonly Finding[]
}

export interface FindingGroups {
  readonly open: Readonly<Record<FindingGroup, readonly GroupedFinding[]>>
  readonly explained: readonly GroupedFinding[]
}

/** A relation that does not add up is an error; what is missing or odd is to be explained; the rest only informs. */
export const groupOf = (finding: Finding): FindingGroup => {
  if (finding.severity !== 'warning') return 'note'
  return finding.kind === 'error' ? 'error' : 'toExplain'
}

/**
 * Findings as the panel shows them: a chain is told once, under the finding that it begins with, as long as that
 * one is shown too.
 */
export const groupFindings = (
  findings: readonly Finding[],
  isExplained: (finding: Finding) => boolean,
): FindingGroups => {
  const shown = new Map(findings.map((finding) => [finding.id, finding]))
  const rootOf = (finding: Finding): Finding => {
    const seen = new Set<string>()
    let root = finding
    for (let next = root; !seen.has(next.id);) {
      seen.add(next.id)
      root = next
      const cause = next.dependsOn === undefined ? undefined : shown.get(next.dependsOn)
      if (cause === undefined || isExplained(next) || isExplained(cause)) return root
      next = cause
    }
    return finding
  }
  const roots = findings.filter((finding) => rootOf(finding) === finding)
  const grouped = roots.map((finding) => ({
    finding,
    following: findings.filter((other) => other !== finding && rootOf(other) === finding),
  }))
  const open = grouped.filter(({ finding }) => !isExplained(finding))
  const of = (group: FindingGroup): readonly GroupedFinding[] =>
    open.filter(({ finding }) => groupOf(finding) === group)
  return {
    open: { error: of('error'), toExplain: of('toExplain'), note: of('note') },
    explained: grouped.filter(({ finding }) => isExplained(finding)),
  }
}
