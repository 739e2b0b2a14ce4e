import type { ContentComparison } from '../../shared/history/compareContents.ts'
import type { Words } from '../ui/words.ts'

/** "3 siffror, 1 text": what of a section is another than it was; nothing if it is the same. */
export function changeWords(
  { figures, texts, statuses, plan, title }: ContentComparison,
  words: Words,
): string {
  const own = figures.filter(({ from, isCounted }) => isCounted && from !== 'quoted').length
  const quoted = figures.filter(({ from }) => from === 'quoted').length
  return [
    ...(title === null ? [] : [words('approval.changedTitle')]),
    ...(own === 0 ? [] : [words('approval.changedFigures', { count: own })]),
    ...(quoted === 0 ? [] : [words('approval.changedQuotes', { count: quoted })]),
    ...(texts.length === 0 ? [] : [words('approval.changedTexts', { count: texts.length })]),
    ...(statuses.length === 0 ? [] : [words('approval.changedJudgements', { count: statuses.length })]),
    ...(plan.length === 0 ? [] : [words('approval.changedPlan', { count: plan.length })]),
  ].join(', ')
}
