import { approval } from './words/sv/first/approval.ts'
import { block } from './words/sv/first/block.ts'
import { check } from './words/sv/first/check.ts'
import { common } from './words/sv/first/common.ts'
import { contribution } from './words/sv/first/contribution.ts'
import { history } from './words/sv/first/history.ts'
import { notice } from './words/sv/first/notice.ts'
import { people } from './words/sv/first/people.ts'
import { report } from './words/sv/first/report.ts'
import { review } from './words/sv/first/review.ts'
import { section } from './words/sv/first/section.ts'
import type { svLater } from './svLater.ts'

/**
 * What the interface says in Swedish before anything else is fetched: all that stands in the entry, in the frame of a report and
 * in the first view of a section. ICU message syntax; a key is `<domain>.<what>`. What is fetched on demand may use
 * every word, for it waits for svLater.ts (ui/Language.tsx).
 */
export const sv = {
  ...approval,
  ...block,
  ...check,
  ...common,
  ...contribution,
  ...history,
  ...notice,
  ...people,
  ...report,
  ...review,
  ...section,
}

/** A key that is not here, or an English word that is missing, does not compile. */
export type MessageId = keyof typeof sv | keyof typeof svLater
