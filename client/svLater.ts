import { approval } from './words/sv/approval.ts'
import { assign } from './words/sv/assign.ts'
import { audit } from './words/sv/audit.ts'
import { block } from './words/sv/block.ts'
import { check } from './words/sv/check.ts'
import { common } from './words/sv/common.ts'
import { contribution } from './words/sv/contribution.ts'
import { history } from './words/sv/history.ts'
import { meeting } from './words/sv/meeting.ts'
import { notice } from './words/sv/notice.ts'
import { people } from './words/sv/people.ts'
import { plan } from './words/sv/plan.ts'
import { read } from './words/sv/read.ts'
import { report } from './words/sv/report.ts'
import { review } from './words/sv/review.ts'
import { section } from './words/sv/section.ts'

/** All other words in Swedish, fetched right after the first. */
export const svLater = {
  ...approval,
  ...assign,
  ...audit,
  ...block,
  ...check,
  ...common,
  ...contribution,
  ...history,
  ...meeting,
  ...notice,
  ...people,
  ...plan,
  ...read,
  ...report,
  ...review,
  ...section,
}
