import type { Dates } from '../ui/dates.ts'
import type { Words } from '../ui/words.ts'
import type { ShownNotice } from './notices.ts'

/**
 * "Anna Lindqvist gjorde dig ansvarig för 12 uppgifter".
 *
 * @param notices  those that are one sentence, at least one
 * @param me       decides on which side of a deputy I stand
 */
export function noticeSentence(
  notices: readonly ShownNotice[],
  me: string,
  words: Words,
  dates: Dates,
): string {
  const [first] = notices
  if (first === undefined) return ''
  const { kind, due, deputy } = first
  const who = first.by?.name ?? words('notice.someone')
  // The same text is told of once, however many of its figures have changed.
  const count =
    kind === 'figureChanged'
      ? new Set(notices.map(({ id, item, section }) => item?.id ?? section?.id ?? id)).size
      : notices.length
  const values = { who, what: subjectOf(first), count, date: due === undefined ? '' : dates.day(due) }
  if (kind === 'deputy') {
    if (deputy === undefined) return ''
    const between = { who, from: dates.short(deputy.from), to: dates.short(deputy.to) }
    return deputy.user.user === me
      ? words('notice.deputyMe', { ...between, for: deputy.for.name })
      : words('notice.deputyForMe', { ...between, user: deputy.user.name })
  }
  if (count === 1 || kind === 'thread' || kind === 'contributionAsked') return words(`notice.${kind}`, values)
  return words(`notice.${kind}Many`, values)
}

/** "5.3 Vidtagna åtgärder", or the item's own words. */
function subjectOf({ section, item, report }: ShownNotice): string {
  if (item !== undefined) return `”${item.title}”`
  return section === undefined ? report.title : `${section.number} ${section.title}`
}
