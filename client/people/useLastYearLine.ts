import type { MyTask } from '../../shared/people/myTask.ts'
import { useWords } from '../ui/words.ts'

/** "2022: 140 ord, Mindre avvikelse"; nothing where nothing is known, or may be read. */
export function useLastYearLine(task: MyTask): { line: string; mayRead: boolean } | undefined {
  const words = useWords()
  if (task.task !== 'item' || task.isDone || task.lastYear === undefined) return undefined
  const { report, words: count, judgements, figure, isNew } = task.lastYear
  if (isNew === true) return { line: words('mine.lastYearNew', { year: task.report.year }), mayRead: false }
  const facts = [
    ...(figure === undefined ? [] : [figure.text]),
    ...judgements.map(({ word }) => word),
    ...(count === 0 ? [] : [words('mine.lastYearWords', { count })]),
  ].join(', ')
  const key = report.period === 'delar' ? 'mine.lastYearInterim' : 'mine.lastYear'
  return { line: words(key, { year: report.year, facts }), mayRead: count > 0 }
}
