import { describe, expect, test } from 'vitest'
import { decideCells, type CellAnswer, type CellInput } from '../../../shared/figure/decideCells.ts'
import type { Actor } from '../../../shared/people/can.ts'
import { apply } from '../../../shared/report/apply.ts'
import type { Report } from '../../../shared/report/report.ts'
import { demoReport } from '../template/demoReport.ts'

const { report: filled, layout } = demoReport('servicenamnden-2023')
const empty: Report = { ...filled, cells: {}, final: {} }

const samordnare: Actor = {
  user: 'anna',
  system: [],
  grants: [{ role: 'samordnare' }],
  responsibleFor: new Set(),
}
const skribent: Actor = { user: 'per', system: [], grants: [{ role: 'skribent' }], responsibleFor: new Set() }
const typed = { kind: 'typed' } as const

const income = (value: CellInput['value'], more: Partial<CellInput> = {}): CellInput => ({
  block: 'resultatrapport',
  row: 'otherIncome',
  column: 'actual',
  value,
  ...more,
})
const decide = (inputs: readonly CellInput[], report = empty, actor = samordnare) =>
  decideCells(report, layout, actor, inputs, typed)
const codeOf = (answer: CellAnswer | undefined) =>
  answer?.result === 'refused' ? answer.problem.code : answer?.result
const one = (input: CellInput, report = empty, actor = samordnare) =>
  codeOf(decide([input], report, actor)[0])

/** The report after what was decided. */
function after(report: Report, answers: readonly CellAnswer[]): Report {
  const cells = answers.flatMap((answer) =>
    answer.result === 'stored' && answer.change !== null ? [answer.change] : [],
  )
  const entry = {
    seq: 2,
    at: '2024-01-15T08:00:00.000Z',
    actor: { user: 'anna' },
    event: { type: 'cellsSet', cells },
  } as const
  return apply(report, entry) ?? report
}

describe('a cell command', () => {
  test('[CE7] reads Swedish figures exactly, and typed empties as what they are', () => {
    const valueOf = (value: CellInput['value']) => {
      const [answer] = decide([income(value)])
      return answer?.result === 'stored' ? answer.change?.after : codeOf(answer)
    }
    expect(valueOf('\u22122\u00a0426,10')).toEqual({ kind: 'number', value: '-2426.10' })
    expect(valueOf('>79')).toMatchObject({ kind: 'number', value: '79', comparator: '>' })
    expect(valueOf('Ingår i ovan')).toEqual({ kind: 'phrase', phrase: 'ingarIOvan' })
    expect(valueOf({ kind: 'notApplicable' })).toEqual({ kind: 'notApplicable' })
    expect(valueOf({ kind: 'unreadable', raw: 'se bilaga' })).toEqual({
      kind: 'unreadable',
      raw: 'se bilaga',
    })
    expect(valueOf({ kind: 'text', text: 'ord' })).toBe('cell-not-a-number')
    expect(valueOf({ kind: 'choice', choice: 'ja' })).toBe('cell-not-a-choice')
    expect(valueOf('1.2.3')).toBe('cell-not-a-number')
  })

  test('[CE8] a revision that is not the present one is a conflict, unless the cell holds that value already', () => {
    const first = after(empty, decide([income('1', { revision: 0 })]))
    expect(one(income('2', { revision: 0 }), first)).toBe('conflict')
    expect(one(income('2', { revision: 2 }), first)).toBe('conflict')
    expect(one(income('2', { revision: 1 }), first)).toBe('stored')
    expect(one(income('2'), first)).toBe('stored')
    expect(decide([income('1', { revision: 0 })], first)[0]).toMatchObject({ result: 'stored', change: null })
  })

  test('[CE9] several changes of one cell in one request follow each other', () => {
    const answers = decide([
      income('1', { revision: 0 }),
      income('2', { revision: 1 }),
      income('3', { revision: 1 }),
    ])
    expect(answers.map(codeOf)).toEqual(['stored', 'stored', 'conflict'])
    const cell = after(empty, answers).cells.resultatrapport?.otherIncome?.actual
    expect(cell).toMatchObject({ revision: 2, value: { value: '2' } })
    expect(answers[1]).toMatchObject({ change: { before: { kind: 'number', value: '1' } } })
  })

  test('[CE10] a computed cell takes a delivered value only, and a judgement is not a cell', () => {
    const sum = { block: 'resultatrapport', row: 'sumIncome', column: 'actual' }
    expect(one({ ...sum, value: '1' })).toBe('cell-computed')
    expect(one({ ...sum, value: '1', reported: true })).toBe('stored')
    expect(one(income('1', { reported: true }))).toBe('cell-locked')
    expect(one({ block: 'nm-digital', row: 'nm-digital', column: 'status', value: 'uppnatt' })).toBe(
      'cell-unknown',
    )
  })

  test('[CE11] what an indicator is to reach stands in the plan', () => {
    expect(
      one({ block: 'nm-medarbetare-indicators', row: 'in-motivation', column: 'target', value: '80' }),
    ).toBe('cell-locked')
    expect(
      one({ block: 'nm-medarbetare-indicators', row: 'in-motivation', column: 'actual', value: '80' }),
    ).toBe('stored')
    expect(one({ block: 'nm-partner-indicators', row: 'in-forum', column: 'actual', value: '80' })).toBe(
      'cell-unknown',
    )
  })

  test('[CE12] a choice is one of the column', () => {
    const answer = { block: 'isk-bedomning-block', row: 'designed', column: 'motive' }
    const verdict = layout.chapters
      .flatMap(({ sections }) => sections)
      .flatMap(({ slots }) => slots)
      .find((slot) => slot.kind === 'block' && slot.block.kind === 'controlVerdict')
    const here = { ...answer, block: verdict?.id ?? '' }
    expect(one({ ...here, value: 'Sann' })).toBe('stored')
    expect(one({ ...here, value: 'kanske' })).toBe('cell-not-a-choice')
    expect(one({ ...here, value: '' })).toBe('stored')
  })

  test("[CE13] last year typed by hand may be typed over; brought along by a report it is the samordnare's", () => {
    const last: CellInput = { ...income('5'), column: 'actualPrev' }
    const byHand = after(empty, decide([last]))
    expect(one({ ...last, value: '6' }, byHand, skribent)).toBe('stored')
    const from = { kind: 'carried', report: 'r', label: 'Förra' } as const
    const carried = after(empty, decideCells(empty, layout, samordnare, [last], from))
    expect(one({ ...last, value: '6' }, carried, skribent)).toBe('cell-locked')
    expect(one({ ...last, value: '6' }, carried)).toBe('stored')
  })

  test('[CE14] in a locked section every cell is refused, and in others not', () => {
    const locked: Report = {
      ...empty,
      sections: { 'ekonomi-resultatrapport': { state: 'klar', epoch: 1, hidden: false, seals: [] } },
    }
    const [here, there] = decide(
      [
        income('1'),
        { block: 'nm-medarbetare-indicators', row: 'in-motivation', column: 'actual', value: '80' },
      ],
      locked,
    )
    expect([codeOf(here), codeOf(there)]).toEqual(['section-locked', 'stored'])
  })
})
