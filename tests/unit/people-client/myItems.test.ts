import { describe, expect, test } from 'vitest'
import { groupTasks, isDone, keyOf } from '../../../client/people/myItems.ts'
import { verbsOf } from '../../../client/people/mineVerbs.ts'
import { numberWord } from '../../../client/people/numberWord.ts'
import { withDone, type Deed } from '../../../client/people/useMineDeeds.ts'
import type { ItemTask, MyTask } from '../../../shared/people/myTask.ts'

const place = {
  report: { id: 'r1', title: 'Verksamhetsberättelse 2023', year: 2023, period: 'helar' },
  section: { id: 's', number: '4.3', title: 'Process', state: 'arbete' },
} as const
const act = { by: 'maria.oberg', byName: 'Maria Öberg', at: '2024-01-22T10:00:00.000Z' }

const item = (id: string, more: Partial<ItemTask> = {}): ItemTask => ({
  ...place,
  task: 'item',
  item: id,
  kind: 'assignment',
  title: id,
  state: 'ej_paborjad',
  isDone: false,
  mayHandIn: true,
  hasText: false,
  ...more,
})
const thread = (more: Partial<MyTask & { task: 'thread' }> = {}): MyTask => ({
  ...place,
  task: 'thread',
  thread: 't1',
  said: { ...act, text: 'Vilken månad?' },
  isSuggestion: false,
  ...more,
})
const approve = (more: Partial<MyTask & { task: 'approve' }> = {}): MyTask => ({
  report: place.report,
  task: 'approve',
  sections: [],
  ...more,
})
const nameOf = (task: MyTask): string => (task.task === 'item' ? task.item : task.task)

describe('my items', () => {
  test('[RS10] what was sent back comes first, then what is late, then by date, last without a date', () => {
    const groups = groupTasks(
      [
        item('undated'),
        item('later', { due: '2024-01-31' }),
        item('soon', { due: '2024-01-26' }),
        item('late', { due: '2024-01-23' }),
        item('back', { state: 'tillbaka', due: '2024-01-31' }),
      ],
      '2024-01-24',
    )
    expect(groups.map(({ kind, tasks }) => [kind, ...tasks.map(nameOf)])).toEqual([
      ['sentBack', 'back'],
      ['late', 'late'],
      ['due', 'soon'],
      ['due', 'later'],
      ['undated', 'undated'],
    ])
  })

  test('[RS10] one group a date and report', () => {
    const other = { ...place.report, id: 'r2', title: 'Delårsrapport 2024' }
    const groups = groupTasks(
      [
        item('a', { due: '2024-01-26' }),
        item('b', { due: '2024-01-26' }),
        item('c', { due: '2024-01-26', report: other }),
      ],
      '2024-01-24',
    )
    expect(groups.map(({ tasks }) => tasks.length)).toEqual([2, 1])
  })

  test('[RS10] what others wait for comes before what has a date, and of one date answers last', () => {
    const due = '2024-01-26'
    const groups = groupTasks(
      [thread({ due }), item('a', { due }), item('late', { due: '2024-01-02' }), approve()],
      '2024-01-24',
    )
    expect(groups.map(({ kind, tasks }) => [kind, ...tasks.map(nameOf)])).toEqual([
      ['late', 'late'],
      ['waiting', 'approve'],
      ['due', 'a', 'thread'],
    ])
  })

  test('[RS10] what is done is never late', () => {
    const [group] = groupTasks([item('a', { due: '2024-01-02', isDone: true })], '2024-01-24')
    expect(group?.kind).toBe('due')
  })

  test('[RS11] the verbs follow what the row asks for and how it stands', () => {
    const verbs = (task: MyTask): string => {
      const { go, does, more } = verbsOf(task)
      return [go, ...does, ...more.map((doing) => `(${doing})`)].join(' ')
    }
    expect(verbs(item('a'))).toBe('write nothing')
    expect(verbs(item('a', { kind: 'indicator' }))).toBe('fillIn nothing')
    expect(verbs(item('a', { state: 'paborjad', hasText: true }))).toBe('writeOn handIn (nothing)')
    expect(verbs(item('a', { state: 'tillbaka', hasText: true }))).toBe('writeOn handIn (nothing)')
    expect(verbs(item('a', { state: 'inlamnad', isDone: true }))).toBe('open takeBack')
    expect(verbs(item('a', { state: 'inget_att_rapportera', isDone: true }))).toBe('open takeBack')
    // Its section is locked: nothing to do but to look.
    expect(verbs(item('a', { state: 'inlamnad', isDone: true, mayHandIn: false }))).toBe('open')
    expect(verbs(item('a', { state: 'paborjad', isDone: true, mayHandIn: false }))).toBe('open')
    expect(verbs(item('a', { mayHandIn: false }))).toBe('write')
    expect(verbs(thread())).toBe('answer')
    expect(verbs(approve())).toBe('approve')
    expect(verbs({ ...place, task: 'figures', item: 'a', title: 'a', figures: [] })).toBe(
      'seeText stillHolds',
    )
    expect(verbs({ ...place, task: 'findings', count: 1, text: '', textEn: '' })).toBe('explain')
    expect(verbs({ ...place, task: 'review', submitted: act })).toBe('read')
    expect(
      verbs({
        ...place,
        task: 'contribution',
        contribution: 'bidrag-1',
        item: 'a',
        title: 'a',
        state: 'tillbaka',
      }),
    ).toBe('writeOn')
  })

  test('[RS12] a row that was handed in here stays where it stood, also when the answer has it elsewhere or not at all', () => {
    const back = item('back', { state: 'tillbaka' })
    const other = item('other')
    const done = new Map<string, Deed>([[keyOf(back), { task: back, doing: 'handIn', at: act.at }]])
    const answered = item('back', { state: 'inlamnad', isDone: true })
    expect(withDone([answered, other], done)).toEqual([back, other])
    expect(withDone([other], done)).toEqual([other, back])
    expect(withDone([answered, other], new Map()).map(isDone)).toEqual([true, false])
  })

  test('[RS12] a task keeps its key through every state, and no two share one', () => {
    expect(keyOf(item('a'))).toBe(keyOf(item('a', { state: 'inlamnad', isDone: true })))
    const keys = [item('a'), item('b'), thread(), thread({ thread: 't2' }), approve()].map(keyOf)
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('[RS10] numbers up to twelve are words', () => {
    expect([numberWord(7, 'sv'), numberWord(12, 'en'), numberWord(13, 'sv')]).toEqual(['Sju', 'Twelve', '13'])
  })
})
