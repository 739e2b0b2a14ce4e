import type { MessageId } from './sv.ts'
import { approval } from './words/en/approval.ts'
import { assign } from './words/en/assign.ts'
import { audit } from './words/en/audit.ts'
import { block } from './words/en/block.ts'
import { check } from './words/en/check.ts'
import { common } from './words/en/common.ts'
import { contribution } from './words/en/contribution.ts'
import { history } from './words/en/history.ts'
import { meeting } from './words/en/meeting.ts'
import { notice } from './words/en/notice.ts'
import { people } from './words/en/people.ts'
import { plan } from './words/en/plan.ts'
import { read } from './words/en/read.ts'
import { report } from './words/en/report.ts'
import { review } from './words/en/review.ts'
import { section } from './words/en/section.ts'
import { approval as approvalFirst } from './words/en/first/approval.ts'
import { block as blockFirst } from './words/en/first/block.ts'
import { check as checkFirst } from './words/en/first/check.ts'
import { common as commonFirst } from './words/en/first/common.ts'
import { contribution as contributionFirst } from './words/en/first/contribution.ts'
import { history as historyFirst } from './words/en/first/history.ts'
import { notice as noticeFirst } from './words/en/first/notice.ts'
import { people as peopleFirst } from './words/en/first/people.ts'
import { report as reportFirst } from './words/en/first/report.ts'
import { review as reviewFirst } from './words/en/first/review.ts'
import { section as sectionFirst } from './words/en/first/section.ts'

/** The same in English, first and later words; `Record` makes a missing translation an error of the compiler. */
export const en: Record<MessageId, string> = {
  ...approvalFirst,
  ...blockFirst,
  ...checkFirst,
  ...commonFirst,
  ...contributionFirst,
  ...historyFirst,
  ...noticeFirst,
  ...peopleFirst,
  ...reportFirst,
  ...reviewFirst,
  ...sectionFirst,
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
