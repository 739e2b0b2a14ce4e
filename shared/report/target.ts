import type { Action, Actor, Permission, Target } from '../people/can.ts'
import { permission } from '../people/can.ts'
import type { Problem } from '../problem.ts'
import type { Report } from './report.ts'
import { sectionRecordOf } from '../section/sectionRecord.ts'

/** What an action on the whole report is about. */
export const reportTarget = (report: Pick<Report, 'state'>): Target => ({ report: report.state })

/** What an action in a section is about, as the section stands now; `items` from the nearest to the section. */
export function sectionTarget(
  report: Pick<Report, 'state' | 'sections' | 'texts'>,
  section: string,
  items: readonly string[] = [],
): Target {
  const { state, submitted } = sectionRecordOf(report, section)
  const authors = new Set(Object.values(report.texts[section] ?? {}).map(({ by }) => by))
  const [onlyAuthor] = authors.size === 1 ? authors : []
  return {
    report: report.state,
    section: {
      id: section,
      state,
      ...(submitted === undefined ? {} : { submittedBy: submitted.by }),
      ...(onlyAuthor === undefined ? {} : { onlyAuthor }),
    },
    items,
  }
}

/** The refusal of a permission as a problem, with the section's state where that is the reason; null if it is allowed. */
export function refusalOf(actor: Actor, action: Action, target: Target): Problem | null {
  const answer = permission(actor, action, target)
  return answer.allowed ? null : problemOf(answer, action, target)
}

function problemOf(
  { because }: Permission & { allowed: false },
  action: Action,
  { section }: Target,
): Problem {
  const culprit = section === undefined ? {} : { culprit: section.id }
  const details = { action, because, ...(section === undefined ? {} : { state: section.state }) }
  switch (because) {
    case 'sectionLocked':
      return { code: 'section-locked', ...culprit, details }
    case 'sectionState':
      return { code: 'section-state', ...culprit, details }
    default:
      return { code: 'not-permitted', ...culprit, details }
  }
}
