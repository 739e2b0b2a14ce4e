import type { MessageId } from './sv.ts'
import { assign } from './words/en/assign.ts'
import { block } from './words/en/block.ts'
import { check } from './words/en/check.ts'
import { common } from './words/en/common.ts'
import { people } from './words/en/people.ts'
import { plan } from './words/en/plan.ts'
import { read } from './words/en/read.ts'
import { report } from './words/en/report.ts'
import { section } from './words/en/section.ts'
import { review } from './words/en/review.ts'
import { approval } from './words/en/approval.ts'
import { history } from './words/en/history.ts'
import { contribution } from './words/en/contribution.ts'
import { notice } from './words/en/notice.ts'
import { meeting } from './words/en/meeting.ts'
import { audit } from './words/en/audit.ts'

/** The same in English; `Record` makes a missing translation an error of the compiler. */
export const en: Record<MessageId, string> = {
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
