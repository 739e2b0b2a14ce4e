import { describe, expect, it } from 'vitest'
import type { Block } from '../../../shared/block/block.ts'
import type { ItemStatus } from '../../../shared/check/evaluate.ts'
import { startCheck, type CheckInput } from '../../../shared/check/findings.ts'
import { findingText } from '../../../shared/check/findingText.ts'
import { cellKey } from '../../../shared/check/place.ts'
import { emptyCell, type CellValue } from '../../../shared/figure/cellValue.ts'

const period = { kind: 'interval', from: '2023-01-01', to: '2023-12-31' } as const
const status = { id: 'status', heading: ['Status'], type: 'status', fill: 'entered' } as const

const goal: Block = {
  id: 'goal-1',
  kind: 'goalBlock',
  title: 'Goal',
  planItem: 'goal-1',
  period,
  columns: [status],
  rows: [],
  footnotes: [],
  relations: [],
  comment: 'goal-1-comment',
}
const indicators: Block = {
  id: 'ind',
  kind: 'indicatorTable',
  title: 'Indicators',
  period,
  columns: [{ id: 'actual', heading: ['Utfall'], type: 'number', fill: 'entered' }, status],
  rows: [
    { id: 'head', label: 'Head', kind: 'group' },
    { id: 'i1', label: 'Index', kind: 'data', planItem: 'i1', comment: 'i1-comment' },
  ],
  footnotes: [],
  relations: [],
}
const control: Block = {
  id: 'control',
  kind: 'controlPlan',
  title: 'Control',
  period,
  columns: [status, { id: 'effectText', heading: ['Effekt'], type: 'text', fill: 'entered' }],
  rows: [{ id: 'm1', label: 'Measure', kind: 'data', planItem: 'm1', comment: 'm1-comment' }],
  footnotes: [],
  relations: [],
}

interface Filled {
  readonly statuses?: Readonly<Record<string, ItemStatus>>
  readonly cells?: Readonly<Record<string, CellValue>>
  readonly texts?: readonly string[]
  readonly required?: CheckInput['requiredProse']
}
const inputOf = (
  block: Block,
  { statuses = {}, cells = {}, texts = [], required = [] }: Filled,
): CheckInput => ({
  blocks: [{ section: 's', block }],
  read: (address) => cells[cellKey(address)] ?? emptyCell,
  reported: () => undefined,
  status: (item) => statuses[item],
  proseEmpty: (slot) => !texts.includes(slot),
  requiredProse: required,
})
const found = (block: Block, filled: Filled) =>
  startCheck(inputOf(block, filled))
    .findings()
    .map(({ id }) => id)
const proposed = (value: string): ItemStatus => ({ proposed: { status: value } })

describe('what is missing', () => {
  it('[CK13] a goal without status; a proposed one is enough', () => {
    expect(found(goal, {})).toEqual(['missing-status.goal-1'])
    expect(found(goal, { statuses: { 'goal-1': proposed('uppnatt') } })).toEqual([])
  })

  it('[CK13] a status that says something went wrong without a comment; what is settled decides', () => {
    expect(found(goal, { statuses: { 'goal-1': proposed('storre_avvikelse') } })).toEqual([
      'missing-comment.goal-1',
    ])
    expect(
      found(goal, { statuses: { 'goal-1': proposed('storre_avvikelse') }, texts: ['goal-1-comment'] }),
    ).toEqual([])
    expect(
      found(goal, {
        statuses: { 'goal-1': { ...proposed('storre_avvikelse'), settled: { status: 'mindre_avvikelse' } } },
      }),
    ).toEqual([])
    expect(found(control, { statuses: { m1: proposed('ej_genomford') } })).toEqual([
      'missing-comment.control.m1',
    ])
    expect(
      found(control, {
        statuses: { m1: proposed('ej_genomford') },
        cells: { 'control.m1.effectText': { kind: 'text', text: 'Nej' } },
      }),
    ).toEqual([])
    expect(
      found(control, {
        statuses: { m1: proposed('ej_genomford') },
        cells: { 'control.m1.effectText': { kind: 'text', text: ' ' } },
      }),
    ).toHaveLength(1)
  })

  it('[CK13] a status lost at import', () => {
    expect(found(goal, { statuses: { 'goal-1': proposed('okand') } })).toEqual(['unknown-status.goal-1'])
    expect(found(control, { statuses: { m1: proposed('okand') } })).toEqual(['unknown-status.control.m1'])
  })

  it('[CK13] an indicator with neither value nor comment', () => {
    expect(found(indicators, {})).toEqual(['missing-value.ind.i1.actual'])
    expect(found(indicators, { texts: ['i1-comment'] })).toEqual([])
    expect(found(indicators, { cells: { 'ind.i1.actual': { kind: 'number', value: '0' } } })).toEqual([])
    expect(found(indicators, { cells: { 'ind.i1.actual': { kind: 'missing' } } })).toEqual([])
  })

  it('[CK13] a judged indicator has its status for a value', () => {
    const judged: Block = {
      ...indicators,
      rows: indicators.rows.map((row) => ({ ...row, without: ['actual', 'target'] })),
    }
    expect(found(judged, {})).toEqual(['missing-value.ind.i1'])
    expect(found(judged, { statuses: { i1: proposed('delvis') } })).toEqual([])
    const statuses: Record<string, ItemStatus> = {}
    const check = startCheck(inputOf(judged, { statuses }))
    statuses['i1'] = proposed('helt')
    check.recheck({ items: ['i1'] })
    expect(check.findings()).toEqual([])
  })

  it('[CK13] a required text, and a period that nobody stated', () => {
    const required = [{ section: 's', slot: 'intro', label: 'Inledning' }]
    expect(found(goal, { required, statuses: { 'goal-1': proposed('uppnatt') } })).toEqual([
      'missing-text.s.intro',
    ])
    expect(found(goal, { required, statuses: { 'goal-1': proposed('uppnatt') }, texts: ['intro'] })).toEqual(
      [],
    )
    expect(found({ ...indicators, period: { kind: 'unspecified' } }, { texts: ['i1-comment'] })).toEqual([
      'unspecified-period.ind',
    ])
    expect(
      found({ ...goal, period: { kind: 'unspecified' } }, { statuses: { 'goal-1': proposed('uppnatt') } }),
    ).toEqual([])
  })

  it('[CK13] goes away when it is filled in, without looking at anything else', () => {
    const statuses: Record<string, ItemStatus> = {}
    const texts: string[] = []
    const check = startCheck({ ...inputOf(goal, { statuses }), proseEmpty: (slot) => !texts.includes(slot) })
    statuses['goal-1'] = proposed('storre_avvikelse')
    check.recheck({ items: ['goal-1'] })
    expect(check.findings()).toMatchObject([
      { rule: 'missing', missing: 'comment', slot: 'goal-1-comment', status: 'storre_avvikelse' },
    ])
    texts.push('goal-1-comment')
    check.recheck({ slots: ['goal-1-comment'] })
    expect(check.findings()).toEqual([])
  })
})

const at = (row: string) => ({ block: 'ind', row, column: 'actual' })

describe('what a finding says', () => {
  it('[CK14] in Swedish and in English', () => {
    const [lacking] = startCheck(inputOf(control, { statuses: { m1: proposed('ej_genomford') } })).findings()
    expect(lacking && findingText(lacking, 'sv').sentence).toBe(
      'Measure. Ej genomförd behöver en kommentar: varför, och vad händer nu?',
    )
    expect(lacking && findingText(lacking, 'en').sentence).toBe(
      'Measure. Not carried out needs a comment: why, and what now?',
    )
    const [status] = startCheck(inputOf(goal, {})).findings()
    expect(status && findingText(status, 'sv')).toEqual({ sentence: 'Bedömning saknas: Goal' })
  })

  it('[CK14] names the place, the rule and a likely reason', () => {
    const rows = ['a', 'b'].map((id) => ({ id, label: `Kök ${id}`, kind: 'data' as const }))
    const block: Block = {
      ...indicators,
      kind: 'keyFigures',
      rows,
      relations: [{ rule: 'sum', shown: at('b'), formula: { op: 'sum', of: [at('a')] } }],
    }
    const text = (value: string) => {
      const cells = {
        'ind.a.actual': { kind: 'number', value: '156.1' },
        'ind.b.actual': { kind: 'number', value },
      } as const
      const [finding] = startCheck(inputOf(block, { cells })).findings()
      return finding && findingText(finding, 'sv')
    }
    expect(text('165.1')).toEqual({
      sentence: 'Kök b, Utfall är inte summan av raderna',
      hint: 'Skillnaden går jämnt upp med 9. Har två siffror bytt plats?',
    })
    expect(text('156.2')).toEqual({ sentence: 'Kök b, Utfall skiljer genom avrundning: 0,1' })
    expect(text('156.1')).toBeUndefined()
  })
})
