import { assign } from './words/sv/assign.ts'
import { block } from './words/sv/block.ts'
import { check } from './words/sv/check.ts'
import { common } from './words/sv/common.ts'
import { people } from './words/sv/people.ts'
import { plan } from './words/sv/plan.ts'
import { read } from './words/sv/read.ts'
import { report } from './words/sv/report.ts'
import { section } from './words/sv/section.ts'
import { review } from './words/sv/review.ts'
import { approval } from './words/sv/approval.ts'
import { history } from './words/sv/history.ts'
import { contribution } from './words/sv/contribution.ts'
import { notice } from './words/sv/notice.ts'
import { meeting } from './words/sv/meeting.ts'
import { audit } from './words/sv/audit.ts'
import type { svLater } from './svLater.ts'

/** Everything the interface says, in Swedish. ICU message syntax; a key is `<domain>.<what>`. */
export const sv = {
  ...assign,
  ...common,
  ...people,
  ...report,
  ...plan,
  ...section,
  ...block,
  ...check,
  ...read,
  ...review,
  ...approval,
  ...history,
  ...contribution,
  ...notice,
  ...meeting,
  ...audit,
}

/** A key that is not here, or an English word that is missing, does not compile. */
export type MessageId = keyof typeof sv | keyof typeof svLater
