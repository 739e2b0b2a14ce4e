import { describe, expect, test } from 'vitest'
import { agendaOf, nextUnsettled, outcomeOf } from '../../../client/meeting/agenda.ts'
import { comparedWith, earlierJudgement } from '../../../client/meeting/earlierJudgements.ts'
import type { PreviousReport } from '../../../client/report/record.ts'
import type { Report, StatusRecord } from '../../../shared/report/report.ts'
import { demoReport } from '../template/demoReport.ts'

const { layout } = demoReport('servicenamnden-2023')
const agenda = agendaOf(layout, 'mal')
const by = { by: 'maria.oberg', at: '2024-01-25T09:00:00.000Z' }
const settledAs = (status: string): StatusRecord => ({ revision: 1, settled: { status, ...by } })
const having = (statuses: Report['statuses']): Pick<Report, 'statuses'> => ({ statuses })
const all = (status: string, but: readonly string[] = []): Pick<Report, 'statuses'> =>
  having(
    Object.fromEntries(
      agenda.filter(({ item }) => !but.includes(item)).map(({ item }) => [item, settledAs(status)]),
    ),
  )

describe('what a meeting goes through', () => {
  test('[GM1] goals and uppdrag in the order of the report; every judgement belongs to one part', () => {
    expect(agenda).toHaveLength(16)
    const parts = (['mal', 'indikatorer', 'intern-kontroll'] as const).flatMap((part) =>
      agendaOf(layout, part),
    )
    expect(new Set(parts.map(({ item }) => item))).toEqual(
      new Set(agendaOf(layout, 'alla').map(({ item }) => item)),
    )
    const order = agendaOf(layout, 'alla').map(({ item }) => item)
    expect(agenda.map(({ item }) => order.indexOf(item))).toEqual(
      agenda.map(({ item }) => order.indexOf(item)).toSorted((a, b) => a - b),
    )
  })

  test('[GM2] the next is the nearest unsettled one, from the beginning again at the end', () => {
    const [first, second, third] = agenda
    const last = agenda.at(-1)
    if (!first || !second || !third || !last) throw new Error('the demo has sixteen')
    expect(nextUnsettled(agenda, having({}), undefined)).toBe(first)
    expect(nextUnsettled(agenda, having({ [second.item]: settledAs('uppnatt') }), first.item)).toBe(third)
    expect(nextUnsettled(agenda, having({}), last.item)).toBe(first)
    expect(nextUnsettled(agenda, all('uppnatt', [second.item]), second.item)).toBeUndefined()
  })

  test('[GM3] only settled ones are counted; a proposal and an unknown status are not', () => {
    const [first, second] = agenda
    if (!first || !second) throw new Error('the demo has sixteen')
    const statuses = {
      ...all('uppnatt', [first.item]).statuses,
      [first.item]: { revision: 1, proposed: { status: 'uppnatt', ...by } },
      [second.item]: settledAs('mindre_avvikelse'),
    }
    const { counts, open } = outcomeOf(agenda, having(statuses))
    expect(open.map(({ item }) => item)).toEqual([first.item])
    expect(Object.fromEntries(counts.map(({ status, count }) => [status, count]))).toEqual({
      uppnatt: 14,
      mindre_avvikelse: 1,
    })
    expect(outcomeOf(agenda, all('okand')).open).toHaveLength(16)
  })
})

describe('what earlier reports said', () => {
  const previous = (id: string, year: number, period: Report['period']): PreviousReport => ({
    id,
    year,
    period,
    title: id,
  })

  test('[GM4] compared with the latest delår and the latest full year before this report', () => {
    const all = [
      previous('d23', 2023, 'delar'),
      previous('d22', 2022, 'delar'),
      previous('h22', 2022, 'helar'),
      previous('h21', 2021, 'helar'),
      previous('h24', 2024, 'helar'),
    ]
    const ids = (year: number, period: Report['period']) =>
      comparedWith(all, { id: 'now', year, period }).map(({ id }) => id)
    expect(ids(2023, 'helar')).toEqual(['d23', 'h22'])
    expect(ids(2023, 'delar')).toEqual(['d22', 'h22'])
    expect(comparedWith([], { id: 'now', year: 2023, period: 'helar' })).toEqual([])
  })

  test('[GM5] the judgement of the item this one carries on; settled before proposed', () => {
    const earlier = having({
      old: {
        revision: 2,
        proposed: { status: 'uppnatt', ...by },
        settled: { status: 'mindre_avvikelse', ...by },
      },
      same: { revision: 1, proposed: { status: 'uppnatt', ...by } },
    })
    expect(earlierJudgement(earlier, { id: 'same', previous: 'old' })?.status).toBe('mindre_avvikelse')
    expect(earlierJudgement(earlier, { id: 'same', previous: undefined })?.status).toBe('uppnatt')
    expect(earlierJudgement(earlier, { id: 'other', previous: undefined })).toBeUndefined()
  })
})
