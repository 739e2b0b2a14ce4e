import { describe, expect, it } from 'vitest'
import { decisionOf, draftOf, emptyDraft, fieldsOf, shownFields } from '../../../client/plan/itemDraft.ts'
import { planFields } from '../../../shared/plan/plan.ts'
import { demoReport } from '../template/demoReport.ts'

const { report } = demoReport('servicenamnden-2023')

describe('an item in its form', () => {
  it('[UX43] comes back as it was when nothing is changed, for every item of a whole plan', () => {
    for (const { kind, fields } of report.plan.items) {
      expect(fieldsOf(kind, draftOf(fields), fields)).toEqual({ ok: true, fields })
    }
  })

  it('[UX43] reads a target as it is printed, and says so when it is no figure', () => {
    const draft = { ...emptyDraft, text: 'Fler är nöjda.', unit: '%', decimals: '0', direction: 'higher' }
    expect(fieldsOf('indicator', { ...draft, target: '>79' })).toMatchObject({
      fields: { target: { kind: 'number', value: '79', comparator: '>' }, unit: '%', decimals: 0 },
    })
    expect(fieldsOf('indicator', { ...draft, target: 'många' })).toEqual({
      ok: false,
      problem: 'targetWrong',
    })
    expect(fieldsOf('indicator', { ...draft, target: '' })).toMatchObject({
      ok: true,
      fields: { text: 'Fler är nöjda.' },
    })
  })

  it('[UX43] has neither unit nor target where words judge it', () => {
    const judged = { ...emptyDraft, text: 'Mognaden ökar.', direction: 'judged', unit: '%', target: '45' }
    expect(shownFields('indicator', judged)).toEqual(['direction'])
    expect(fieldsOf('indicator', judged)).toEqual({
      ok: true,
      fields: { text: 'Mognaden ökar.', direction: 'judged' },
    })
  })

  it('[UX43] needs a text, and gives fields that the server takes', () => {
    expect(fieldsOf('goal', { ...emptyDraft, text: '  ' })).toEqual({ ok: false, problem: 'textMissing' })
    const strategy = fieldsOf('strategy', {
      ...emptyDraft,
      text: ' Kvalitet ',
      points: 'Först\n\n  Sedan  \n',
    })
    expect(strategy).toEqual({ ok: true, fields: { text: 'Kvalitet', points: ['Först', 'Sedan'] } })
    expect(planFields.safeParse(strategy.ok ? strategy.fields : null).success).toBe(true)
  })
})

describe('a decision', () => {
  it('[UX44] is one when body, date and paragraph are there; a bare number is a paragraph', () => {
    const draft = { body: ' Servicenämnden ', date: '2023-06-15', reference: '58' }
    expect(decisionOf(draft)).toEqual({ body: 'Servicenämnden', date: '2023-06-15', reference: '§ 58' })
    expect(decisionOf({ ...draft, reference: '§ 58 a' })?.reference).toBe('§ 58 a')
    for (const field of ['body', 'date', 'reference'] as const)
      expect(decisionOf({ ...draft, [field]: '' })).toBeNull()
  })
})
