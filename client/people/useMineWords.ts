import type { ItemTask, MyTask } from '../../shared/people/myTask.ts'
import { useDates } from '../ui/dates.ts'
import { useLanguage } from '../ui/Language.tsx'
import { useWords, type Words } from '../ui/words.ts'
import type { MessageId } from '../sv.ts'

/** What a row says: its title, the facts under it, and what somebody has said of it. */
export interface MineWords {
  readonly title: string
  readonly facts: readonly string[]
  readonly said?: { readonly name: string; readonly text: string }
}

const kinds: Readonly<Record<string, MessageId>> = {
  section: 'mine.kind.section',
  text: 'mine.kind.text',
  goal: 'mine.kind.goal',
  outcomeGoal: 'mine.kind.goal',
  strategy: 'mine.kind.goal',
  indicator: 'mine.kind.indicator',
  assignment: 'mine.kind.assignment',
  activity: 'mine.kind.activity',
  table: 'mine.kind.table',
  row: 'mine.kind.row',
  measure: 'mine.kind.measure',
}

export function useMineWords(task: MyTask, today: string): MineWords {
  const words = useWords()
  const dates = useDates(today)
  const { language } = useLanguage()
  switch (task.task) {
    case 'item':
      return {
        title: task.title,
        facts: itemFacts(task, words),
        ...(task.sentBack === undefined
          ? {}
          : { said: { name: task.sentBack.byName, text: task.sentBack.comment } }),
      }
    case 'contribution': {
      const { asked, sentBack, unit } = task
      const said = sentBack === undefined ? asked?.words : sentBack.comment
      const name = sentBack?.byName ?? asked?.byName
      return {
        title: words('mine.contributionTitle', { item: task.title }),
        facts: [words('mine.kind.contribution'), place(task), ...(unit === undefined ? [] : [unit])],
        ...(said === undefined || name === undefined ? {} : { said: { name, text: said } }),
      }
    }
    case 'figures': {
      const { figures, changed, section } = task
      const [first] = figures
      const { before = '', after = '', label = '' } = first ?? {}
      return {
        title: words('mine.figuresTitle', { count: figures.length, before, after }),
        facts: [
          ...(figures.length === 1 ? [label] : figures.map((figure) => words('mine.figure', { ...figure }))),
          ...(figures.length === 1
            ? [words('mine.figuresIn', { section: section.number, before })]
            : [place(task)]),
          ...(changed === undefined
            ? []
            : [words('mine.figuresChanged', { name: changed.byName, at: dates.moment(changed.at) })]),
        ],
      }
    }
    case 'thread':
      return {
        title: words('mine.saidTitle', { name: task.said.byName, text: task.said.text }),
        facts: [
          words(task.isSuggestion ? 'mine.kind.suggestion' : 'mine.kind.thread'),
          place(task),
          ...(task.quote === undefined ? [] : [words('mine.about', { quote: shortened(task.quote) })]),
        ],
      }
    case 'findings':
      return {
        title: words('mine.findingsTitle', { count: task.count }),
        facts: [place(task), language === 'sv' ? task.text : task.textEn],
      }
    case 'review':
      return {
        title: words('mine.reviewTitle', { section: place(task) }),
        facts: [
          words('mine.submittedBy', {
            name: task.submitted.byName,
            at: dates.moment(task.submitted.at),
          }),
        ],
        ...(task.submitted.message === undefined
          ? {}
          : { said: { name: task.submitted.byName, text: task.submitted.message } }),
      }
    case 'approve':
      return {
        title: words('mine.approveTitle', { count: task.sections.length }),
        facts: [task.report.title, task.sections.map(({ number }) => number).join(', ')],
      }
    default:
      return task satisfies never
  }
}

function itemFacts(task: ItemTask, words: Words): string[] {
  const { kind, section, state, handedIn, judgement, unit, isDone } = task
  return [
    words(kinds[kind] ?? 'mine.kind.other'),
    // A section's own title is above already.
    kind === 'section' ? section.number : place(task),
    ...(unit === undefined ? [] : [unit]),
    ...(judgement === undefined || isDone ? [] : [words(`mine.judgement.${judgement}`)]),
    ...(handedIn === undefined
      ? []
      : [
          handedIn.writtenBy.length === 0
            ? words('mine.handedInBy', { name: handedIn.byName })
            : words('mine.writtenBy', { writers: handedIn.writtenBy.join(', '), name: handedIn.byName }),
        ]),
    ...(isDone && handedIn === undefined && state !== 'inget_att_rapportera'
      ? [words(section.state === 'granskning' ? 'mine.sectionGoesOn' : 'mine.sectionLocked')]
      : []),
  ]
}

const place = ({ section }: Pick<ItemTask, 'section'>): string => `${section.number} ${section.title}`

const mostQuoted = 60
const shortened = (quote: string): string =>
  quote.length > mostQuoted ? `${quote.slice(0, mostQuoted).trimEnd()} …` : quote
